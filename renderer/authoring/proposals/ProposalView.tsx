// One proposal: who wrote it, what it changes of the version in force, what the lint says, and the decision.
import { Check, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ProposalRow } from '#shared/contract/authoring.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Banner, Button, Chip, type Tone } from '../../ui/index.ts';
import type { Room } from '../places.ts';
import { useAsked } from '../use-asked.ts';
import { findingPlace, findingText, otherWriters } from '../words.ts';
import { DecideDialog, type Decision } from './DecideDialog.tsx';
import { ProposalWords } from './ProposalWords.tsx';

const tones: Record<ProposalRow['state'], Tone> = {
  open: 'amber',
  published: 'green',
  'sent-back': 'amber',
  withdrawn: 'neutral',
};

/** Why who asks may not approve it; null = may. */
function whyNot(row: ProposalRow, room: Room): string | null {
  if (row.state !== 'open' || row.mayApprove) return null;
  if (!room.decides) return t('authoring.approve.supervisor');
  if (row.behind) return null;
  return t(row.by.id === room.person.id ? 'authoring.approve.own' : 'authoring.approve.wrote');
}

export function ProposalView({ id, room, onDecided }: { id: string; room: Room; onDecided: () => void }) {
  const [decides, setDecides] = useState<Decision | null>(null);
  const of = useAsked(id, () => careline.authoring.proposal({ id }));
  return (
    <div className="cl-authoring-one">
      <Answer of={of}>
        {({ row, article, before, earlier, findings }) => {
          const why = whyNot(row, room);
          const others = otherWriters(row);
          return (
            <>
              <div className="cl-page-head">
                <div>
                  <h3 className="cl-authoring-title">{row.title}</h3>
                  <p className="cl-detail">
                    {t('authoring.proposal.by', {
                      name: row.by.name,
                      date: formatDate(row.at),
                      time: formatTime(row.at),
                    })}
                    {others !== '' && ` · ${t('authoring.proposal.with', { names: others })}`}
                  </p>
                </div>
                <div className="cl-page-actions">
                  <Chip tone={tones[row.state]}>{t(`authoring.proposal.${row.state}`)}</Chip>
                  {row.state === 'open' && row.by.id === room.person.id && (
                    <Button icon={Undo2} onPress={() => setDecides('withdraw')}>
                      {t('authoring.withdraw')}
                    </Button>
                  )}
                  {row.state === 'open' && room.decides && row.by.id !== room.person.id && (
                    <Button icon={Undo2} onPress={() => setDecides('send-back')}>
                      {t('authoring.send-back')}
                    </Button>
                  )}
                  {row.state === 'open' && room.decides && (
                    <Button
                      kind="primary"
                      icon={Check}
                      isDisabled={!row.mayApprove}
                      onPress={() => setDecides('approve')}
                    >
                      {t('authoring.approve')}
                    </Button>
                  )}
                </div>
              </div>
              {why !== null && <Banner spoken={false}>{why}</Banner>}
              {row.behind && row.state === 'open' && (
                <Banner tone="amber" spoken={false}>
                  {t('authoring.proposal.behind')}
                </Banner>
              )}
              {row.note !== null && row.note !== '' && (
                <p>{t('authoring.proposal.note', { note: row.note })}</p>
              )}
              {row.decided !== null && (
                <p className="cl-detail">
                  {t('authoring.proposal.decided', {
                    name: row.decided.by.name,
                    date: formatDate(row.decided.at),
                    time: formatTime(row.decided.at),
                  })}
                  {row.decided.note ? ` “${row.decided.note}”` : ''}
                </p>
              )}
              {findings.length > 0 && (
                <ul className="cl-authoring-notes" aria-label={t('authoring.tab.findings')}>
                  {findings.map((finding, i) => (
                    <li key={`${finding.code} ${i}`}>
                      {findingText(finding)} <span className="cl-detail-quiet">{findingPlace(finding)}</span>
                    </li>
                  ))}
                </ul>
              )}
              <ProposalWords key={row.id} article={article} before={before} earlier={earlier} />
              {decides !== null && (
                <DecideDialog
                  decision={decides}
                  row={row}
                  onClose={() => setDecides(null)}
                  onDone={() => {
                    setDecides(null);
                    of.again();
                    onDecided();
                  }}
                />
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}
