// Who was brought into the talk: what they say, as captions with their name, and the way to tell them something or let them go.
// The caller hears all of it.
import { MessageSquareReply, UserMinus, UserPlus } from 'lucide-react';
import { useEffect } from 'react';
import type { PracticeParty } from '#shared/contract/practice.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { t } from '../text/t.ts';
import { announce, Button, Icon } from '../ui/index.ts';
import { moveParty } from './store.ts';

export interface PartyOnLineProps {
  runId: string;
  party: PracticeParty;
  /** Words of one's own go to them. */
  tells: boolean;
  onTells: (on: boolean) => void;
  onFailure: (code: ErrorCode | null) => void;
}
/** As many as stand over the lines to choose; the talk so far has them all. */
const shown = 2;

export function PartyOnLine({ runId, party, tells, onTells, onFailure }: PartyOnLineProps) {
  const who = t(`practice.target.${party.target}`);
  const joined = party.state === 'joined';
  const last = party.lines.findLast((line) => line.who === 'party')?.text ?? null;
  useEffect(() => {
    if (last !== null) announce(t('practice.party.says', { who, text: last }));
  }, [last, who]);
  return (
    <section className="cl-practice-on-line" aria-label={t('practice.party.label', { who })}>
      <header>
        <Icon of={UserPlus} size={15} />
        <strong className="cl-practice-fill">
          {t(joined ? 'practice.party.with' : 'practice.party.ringing', { who })}
        </strong>
        {joined && party.target !== 'interpreter' && (
          <Button size="small" icon={MessageSquareReply} onPress={() => onTells(!tells)}>
            {t(tells ? 'practice.party.to-caller' : 'practice.party.to-them')}
          </Button>
        )}
        <Button
          size="small"
          icon={UserMinus}
          onPress={() =>
            void moveParty(runId, 'let-go').then((failed) => {
              onTells(false);
              onFailure(failed?.code ?? null);
            })
          }
        >
          {t('practice.party.release')}
        </Button>
      </header>
      {party.lines.slice(-shown).map((line) => (
        <p key={`${line.atMs} ${line.who} ${line.text}`}>
          <span className="cl-detail-quiet">{line.who === 'party' ? who : t('practice.run.you')}</span> “
          {line.text}”
        </p>
      ))}
      {party.target === 'interpreter' && joined && (
        <p className="cl-detail">{t('practice.party.interpreter')}</p>
      )}
    </section>
  );
}
