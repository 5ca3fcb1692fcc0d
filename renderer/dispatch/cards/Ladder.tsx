// The whole ladder: who is reached by which step and when, what was done, and skipping one with a reason.
import { Check, ChevronDown, ChevronRight, CircleDot, Circle, FastForward, UserX } from 'lucide-react';
import { useState } from 'react';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { useAccount } from '../../app/accounts.ts';
import { formatSpan } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button, cx, Icon, TextField, useNow } from '../../ui/index.ts';
import { timeOn } from '../clock-time.ts';
import { skip, useBusy } from '../act.ts';
import type { LadderRow } from '../pick.ts';
import { roleName } from '../words.ts';

const icons = { now: CircleDot, waits: Circle, tried: Check, skipped: FastForward, accepted: Check } as const;

export function Ladder({ card, isOpen: openAtFirst = false }: { card: DispatchCard; isOpen?: boolean }) {
  const [open, setOpen] = useState(openAtFirst);
  const left = card.ladder.filter((row) => row.state === 'now' || row.state === 'waits').length;
  return (
    <div className="cl-dispatch-ladder">
      <Button
        kind="plain"
        size="small"
        icon={open ? ChevronDown : ChevronRight}
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      >
        {t('dispatch.ladder', { steps: card.ladder.length, left })}
      </Button>
      {open && (
        <ol aria-label={t('dispatch.ladder.label')}>
          {card.ladder.map((row) => (
            <Step key={row.stepId} card={card} row={row} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Step({ card, row }: { card: DispatchCard; row: LadderRow }) {
  const account = useAccount(card.accountId);
  const [why, setWhy] = useState<string | null>(null);
  const busy = useBusy(card.messageId);
  const canSkip = (row.state === 'now' || row.state === 'waits') && card.state !== 'accepted';
  return (
    <li className={cx('cl-dispatch-step', `cl-dispatch-step-${row.state}`)}>
      <Icon of={row.contact === null && row.method !== 'patient' ? UserX : icons[row.state]} size={15} />
      <span className="cl-mono">{timeOn(row.dueAt, account?.zone)}</span>
      <span>
        {row.method === 'patient'
          ? t('dispatch.step.patient')
          : row.contact === null
            ? t('dispatch.step.nobody')
            : t('dispatch.step', {
                name: row.contact.name,
                role: roleName(row.contact.role),
                method: t(`dispatch.method.${row.method}`),
              })}
      </span>
      <span className="cl-dispatch-step-state">
        <StepState row={row} />
      </span>
      {canSkip && why === null && (
        <Button kind="plain" size="small" onPress={() => setWhy('')}>
          {t('dispatch.skip')}
        </Button>
      )}
      {why !== null && (
        <div className="cl-dispatch-skip">
          <TextField label={t('dispatch.skip.why')} value={why} onChange={setWhy} maxLength={300} autoFocus />
          <Button
            size="small"
            isPending={busy}
            isDisabled={why.trim().length < 3}
            onPress={() => void skip(card, row.stepId, why.trim()).then((done) => done && setWhy(null))}
          >
            {t('dispatch.skip.do')}
          </Button>
          <Button kind="plain" size="small" onPress={() => setWhy(null)}>
            {t('dispatch.cancel')}
          </Button>
        </div>
      )}
    </li>
  );
}

function StepState({ row }: { row: LadderRow }) {
  const now = useNow(1000).getTime();
  const seconds = (Date.parse(row.dueAt) - now) / 1000;
  // Due as well, but after the one whose turn it is.
  if (row.state === 'waits' && seconds <= 0) return t('dispatch.step.after');
  if (row.state === 'waits' || (row.state === 'now' && seconds > 0))
    return t('dispatch.step.in', { span: formatSpan(seconds) });
  if (row.state === 'now') return t('dispatch.step.since', { span: formatSpan(-seconds) });
  return t(`dispatch.step.${row.state}`);
}
