// What readers flagged and asked, the most overdue first; each answered once (row 108: within five working days).
import { Flag, Inbox, MessageCircleQuestionMark } from 'lucide-react';
import { useState } from 'react';
import type { InboxRow } from '#shared/contract/authoring.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, EmptyState, ToggleChips, WorkList, type WorkRow } from '../../ui/index.ts';
import { PlaceHead } from '../PlaceHead.tsx';
import type { Room } from '../places.ts';
import { useAsked } from '../use-asked.ts';
import { InboxItem } from './InboxItem.tsx';
import { inOrder, titleOf } from './inbox.ts';
import { Ratings } from './Ratings.tsx';

const sections = ['overdue', 'open', 'answered'] as const;
const sectionOf = (row: InboxRow): (typeof sections)[number] =>
  row.answer !== null ? 'answered' : row.overdue ? 'overdue' : 'open';

export function InboxPlace({ room }: { room: Room }) {
  const [open, setOpen] = useState<'open' | 'all'>('open');
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useAsked(open, () => careline.authoring.inbox({ open: open === 'open' }));
  const shown = (row: InboxRow): WorkRow => ({
    id: row.id,
    title: titleOf(row),
    icon: row.kind === 'flag' ? Flag : MessageCircleQuestionMark,
    iconTone: row.answer !== null ? 'green' : row.overdue ? 'amber' : undefined,
    detail: [
      t(`authoring.inbox.kind.${row.kind}`),
      row.by.name,
      row.answer === null ? t('authoring.inbox.due', { date: formatDate(row.dueAt) }) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    meta: formatDate(row.at),
  });
  const row = list.value?.rows.find((one) => one.id === chosen) ?? null;
  return (
    <div className="cl-authoring-two">
      <div className="cl-authoring-rows">
        <PlaceHead title={t('authoring.place.inbox')} />
        <ToggleChips
          label={t('authoring.filter')}
          hideLabel
          mustChoose
          value={open}
          onChange={(next) => setOpen(next ?? 'open')}
          options={(['open', 'all'] as const).map((id) => ({ id, title: t(`authoring.inbox.show.${id}`) }))}
        />
        <Answer of={list}>
          {({ rows, open: waiting, ratings }) => (
            <>
              <WorkList
                label={t('authoring.place.inbox')}
                selected={chosen}
                onSelect={setChosen}
                sections={sections.map((id) => ({
                  id,
                  title: t(`authoring.inbox.${id}`),
                  rows: inOrder(rows.filter((one) => sectionOf(one) === id)).map(shown),
                }))}
                empty={
                  <EmptyState icon={Inbox} title={t('authoring.inbox.none')}>
                    {t('authoring.inbox.none.what')}
                  </EmptyState>
                }
              />
              {waiting > rows.filter((one) => one.answer === null).length && (
                <p className="cl-detail">{t('authoring.more')}</p>
              )}
              <Ratings rows={ratings} />
            </>
          )}
        </Answer>
      </div>
      {row === null && (list.value?.rows.length ?? 0) === 0 ? null : row === null ? (
        <EmptyState icon={Inbox} title={t('authoring.inbox.choose')}>
          {t('authoring.inbox.choose.what')}
        </EmptyState>
      ) : (
        <InboxItem key={row.id} row={row} room={room} onAnswered={list.again} />
      )}
    </div>
  );
}
