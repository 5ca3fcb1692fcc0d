// Right half: what came of the call, by a key each, and everything that was tried so far.
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/index.ts';
import { tellResult, useBusy, type Target } from '../act.ts';
import { diallingOf, triesOf, type Dial } from '../pick.ts';
import { callResults, resultIcons, type CallResult } from '../results.ts';
import { Attempts } from './Attempts.tsx';
import { Correct } from './Correct.tsx';

/** The call that is being made; without one, the one that the card asks for: the person may have dialled already. */
export function targetOf(card: DispatchCard, dial: Dial): Target {
  const live = diallingOf(triesOf(card));
  if (live !== null)
    return {
      attemptId: live.attemptId,
      stepId: live.stepId,
      contactId: live.contact.personId,
      method: live.method,
      to: live.to,
    };
  return {
    attemptId: null,
    stepId: dial.row.stepId,
    contactId: dial.contact.personId,
    method: 'voice',
    to: dial.phone.number,
  };
}

export interface HappenedProps {
  card: DispatchCard;
  dial: Dial;
  /** The key of a result as it works now: `1`, or `Alt+1` from elsewhere. */
  drawn: (digit: number) => string;
}

export function Happened({ card, dial, drawn }: HappenedProps) {
  const busy = useBusy(card.messageId);
  const live = diallingOf(triesOf(card)) !== null;
  const press = (result: CallResult) => (): void => void tellResult(card, targetOf(card, dial), result);
  return (
    <div className="cl-dispatch-happened">
      <h3 className="cl-dispatch-question">
        {t('dispatch.happened')}
        {drawn(1) !== '1' && <span className="cl-dispatch-keys">{t('dispatch.happened.keys')}</span>}
      </h3>
      <div className="cl-dispatch-results" role="group" aria-label={t('dispatch.happened')}>
        {callResults.map((result, i) => (
          <Button
            key={result}
            kind={result === 'accepted' && live ? 'primary' : 'quiet'}
            icon={resultIcons[result]}
            keys={drawn(i + 1)}
            keysDrawn={String(i + 1)}
            isPending={busy}
            onPress={press(result)}
          >
            {t(`dispatch.result.${result}`)}
          </Button>
        ))}
      </div>
      <Correct card={card} />
      <Attempts card={card} inHand={dial.contact.personId} />
    </div>
  );
}
