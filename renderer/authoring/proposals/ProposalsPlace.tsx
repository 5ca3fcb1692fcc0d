// What waits for approval, and what was decided: the list at the left, one proposal with what it changes at the right.
import { Stamp } from 'lucide-react';
import { useState } from 'react';
import type { ProposalRow } from '#shared/contract/authoring.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, EmptyState, ToggleChips, WorkList, type WorkRow } from '../../ui/index.ts';
import { goesOn } from '../kept-focus.ts';
import { PlaceHead } from '../PlaceHead.tsx';
import type { Room } from '../places.ts';
import { useAsked } from '../use-asked.ts';
import { ProposalView } from './ProposalView.tsx';

const groups = ['mayApprove', 'own', 'others', 'decided'] as const;
const groupOf = (row: ProposalRow): (typeof groups)[number] =>
  row.state !== 'open' ? 'decided' : row.mayApprove ? 'mayApprove' : row.own ? 'own' : 'others';

export function ProposalsPlace({ room }: { room: Room }) {
  const [open, setOpen] = useState<'open' | 'all'>('open');
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useAsked(open, () => careline.authoring.proposals({ open: open === 'open' }));
  const shown = (row: ProposalRow): WorkRow => ({
    id: row.id,
    title: row.title,
    icon: Stamp,
    iconTone: row.state === 'open' && row.mayApprove ? 'amber' : undefined,
    detail: [
      t(`authoring.kind.${row.kind}`),
      t('authoring.v', { version: row.version }),
      row.by.name,
      row.state === 'open' ? '' : t(`authoring.proposal.${row.state}`),
    ]
      .filter(Boolean)
      .join(' · '),
    meta: formatDate(row.at),
  });
  return (
    <div className="cl-authoring-two">
      <div className="cl-authoring-rows">
        <PlaceHead title={t('authoring.place.proposals')} />
        <ToggleChips
          label={t('authoring.filter')}
          hideLabel
          mustChoose
          value={open}
          onChange={(next) => setOpen(next ?? 'open')}
          options={(['open', 'all'] as const).map((id) => ({ id, title: t(`authoring.proposals.${id}`) }))}
        />
        <Answer of={list}>
          {({ rows, open: waiting }) => (
            <div {...goesOn}>
              <WorkList
                label={t('authoring.place.proposals')}
                selected={chosen}
                onSelect={setChosen}
                sections={groups.map((id) => ({
                  id,
                  title: t(`authoring.proposals.${id}`),
                  rows: rows.filter((row) => groupOf(row) === id).map(shown),
                }))}
                empty={
                  <EmptyState icon={Stamp} title={t('authoring.proposals.none')}>
                    {t('authoring.proposals.none.what')}
                  </EmptyState>
                }
              />
              {waiting > rows.filter((row) => row.state === 'open').length && (
                <p className="cl-detail">{t('authoring.more')}</p>
              )}
            </div>
          )}
        </Answer>
      </div>
      {chosen === null && (list.value?.rows.length ?? 0) === 0 ? null : chosen === null ? (
        <EmptyState icon={Stamp} title={t('authoring.proposals.choose')}>
          {t('authoring.proposals.choose.what')}
        </EmptyState>
      ) : (
        <ProposalView key={chosen} id={chosen} room={room} onDecided={list.again} />
      )}
    </div>
  );
}
