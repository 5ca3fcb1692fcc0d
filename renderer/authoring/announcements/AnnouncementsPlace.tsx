// What everybody should know for a while: it ends by itself. Who has read what must be read is told by name.
import { Megaphone, Plus } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Announcement } from '#shared/domain/knowledge/announcement.ts';
import { useAccounts } from '../../app/accounts.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, Chip, EmptyState, toast, useNow, WorkList, type Tone } from '../../ui/index.ts';
import { ArticleWords } from '../ArticleWords.tsx';
import { PlaceHead } from '../PlaceHead.tsx';
import type { Room } from '../places.ts';
import { ReadBy } from '../ReadBy.tsx';
import { useAsked } from '../use-asked.ts';
import { AnnouncementDialog } from './AnnouncementDialog.tsx';
import { phaseOf, type Phase } from './times.ts';

const phases: readonly Phase[] = ['now', 'coming', 'ended'];
const tones: Record<Phase, Tone> = { now: 'green', coming: 'accent', ended: 'neutral' };

export function AnnouncementsPlace({ room }: { room: Room }) {
  const of = useAsked('announcements', () => careline.authoring.announcements());
  const now = useNow(30_000).toISOString();
  const [chosen, setChosen] = useState<string | null>(null);
  const [edits, setEdits] = useState<Announcement | 'new' | null>(null);
  const row = of.value?.find((one) => one.id === chosen) ?? null;
  return (
    <div className="cl-authoring-two">
      <div className="cl-authoring-rows">
        <PlaceHead
          title={t('authoring.place.announcements')}
          action={
            room.decides && (
              <Button size="small" icon={Plus} onPress={() => setEdits('new')}>
                {t('authoring.announce.new')}
              </Button>
            )
          }
        />
        {!room.decides && <p className="cl-detail">{t('authoring.announce.supervisor')}</p>}
        <Answer of={of}>
          {(rows) => (
            <WorkList
              label={t('authoring.place.announcements')}
              selected={chosen}
              onSelect={setChosen}
              sections={phases.map((phase) => ({
                id: phase,
                title: t(`authoring.announce.${phase}`),
                rows: rows
                  .filter((one) => phaseOf(one, now) === phase)
                  .map((one) => ({
                    id: one.id,
                    title: one.title,
                    icon: Megaphone,
                    detail: [
                      t('authoring.announce.until', {
                        date: formatDate(one.until),
                        time: formatTime(one.until),
                      }),
                      one.mustRead && t('authoring.head.mustRead'),
                    ]
                      .filter(Boolean)
                      .join(' · '),
                  })),
              }))}
              empty={
                <EmptyState icon={Megaphone} title={t('authoring.announce.none')}>
                  {t('authoring.announce.none.what')}
                </EmptyState>
              }
            />
          )}
        </Answer>
      </div>
      {row === null && (of.value?.length ?? 0) === 0 ? null : row === null ? (
        <EmptyState icon={Megaphone} title={t('authoring.announce.choose')}>
          {t('authoring.announce.choose.what')}
        </EmptyState>
      ) : (
        <One key={`${row.id} ${row.version}`} row={row} now={now} room={room} onEdit={() => setEdits(row)} />
      )}
      {edits !== null && (
        <AnnouncementDialog
          from={edits === 'new' ? null : edits}
          onClose={() => setEdits(null)}
          onDone={() => {
            setEdits(null);
            of.again();
          }}
        />
      )}
    </div>
  );
}

function One({ row, now, room, onEdit }: { row: Announcement; now: string; room: Room; onEdit: () => void }) {
  const { accounts } = useAccounts();
  const phase = phaseOf(row, now);
  const nameOf = (id: string): string => accounts.find((one) => one.id === id)?.name ?? id;
  async function end(): Promise<void> {
    const { title, body, from, accounts: whose, roles, mustRead, articleId } = row;
    const at = new Date().toISOString();
    const result = await careline.authoring.announce(
      {
        id: uuidv7(),
        // Before its hour it ends before it began, and is shown to nobody.
        announcement: {
          id: row.id,
          version: row.version + 1,
          title,
          body,
          from,
          until: at,
          accounts: whose,
          roles,
          mustRead,
          articleId,
        },
      },
      { sureWithin: 15_000 },
    );
    if (result.ok) toast({ text: t('authoring.announce.ended.done') });
    else sayFailure(result);
  }
  return (
    <div className="cl-authoring-one">
      <div className="cl-page-head">
        <div>
          <h3 className="cl-authoring-title">{row.title}</h3>
          <p className="cl-detail">
            {t('authoring.announce.span', {
              from: `${formatDate(row.from)} ${formatTime(row.from)}`,
              until: `${formatDate(row.until)} ${formatTime(row.until)}`,
            })}
            {' · '}
            {row.by.name}
          </p>
        </div>
        <div className="cl-page-actions">
          <Chip tone={tones[phase]}>{t(`authoring.announce.${phase}`)}</Chip>
          {room.decides && phase !== 'ended' && (
            <Button onPress={() => void end()}>{t('authoring.announce.end')}</Button>
          )}
          {room.decides && <Button onPress={onEdit}>{t('authoring.announce.edit')}</Button>}
        </div>
      </div>
      <p className="cl-detail">
        {[
          row.accounts === null ? t('authoring.practice.all') : row.accounts.map(nameOf).join(', '),
          row.roles === null
            ? t('authoring.head.roles.all')
            : row.roles.map((role) => t(`app.role.${role}`)).join(', '),
        ].join(' · ')}
      </p>
      <ArticleWords body={row.body} label={row.title} />
      {row.mustRead && <ReadBy about="announcement" id={row.id} version={row.version} />}
    </div>
  );
}
