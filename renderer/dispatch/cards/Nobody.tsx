// The end of the ladder: nobody with a number is left. The patient is phoned, and what came of it is written down.
import { PhoneMissed, PhoneOutgoing, UserCheck, Voicemail } from 'lucide-react';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { t } from '../../text/t.ts';
import { Button, Icon } from '../../ui/index.ts';
import { tellResult, useBusy } from '../act.ts';
import { typedNumber } from '../words.ts';
import { Attempts } from './Attempts.tsx';
import { Correct } from './Correct.tsx';
import { OutcomeForm } from './OutcomeForm.tsx';

export function Nobody({ card }: { card: DispatchCard }) {
  return (
    <div className="cl-dispatch-body">
      <div className="cl-dispatch-dial">
        <p className="cl-detail">{t('dispatch.nobody.who', { name: card.patientName })}</p>
        <p className="cl-dispatch-number">{typedNumber(card.callbackNumber)}</p>
        <p className="cl-dispatch-live">
          <Icon of={PhoneOutgoing} size={16} />
          <span>{t('dispatch.nobody.say')}</span>
        </p>
        <Patient card={card} />
        <Correct card={card} />
        <Attempts card={card} />
      </div>
      <div className="cl-dispatch-happened">
        <OutcomeForm card={card} />
      </div>
    </div>
  );
}

const ends = [
  { result: 'delivered', icon: UserCheck },
  { result: 'voicemail', icon: Voicemail },
  { result: 'no-answer', icon: PhoneMissed },
] as const;

/**
 * Phoning the patient is written down like every other call: as the ladder's own last step where that is open, else beside it.
 * Without any call an urgent message neither gets an outcome nor closes.
 */
function Patient({ card }: { card: DispatchCard }) {
  const busy = useBusy(card.messageId);
  const row = card.ladder.find(
    (each) => each.method === 'patient' && (each.state === 'now' || each.state === 'waits'),
  );
  return (
    <div className="cl-dispatch-results" role="group" aria-label={t('dispatch.step.patient')}>
      {ends.map(({ result, icon }) => (
        <Button
          key={result}
          icon={icon}
          isPending={busy}
          onPress={() =>
            void tellResult(
              card,
              {
                attemptId: null,
                stepId: row?.stepId ?? null,
                contactId: 'patient',
                method: 'voice',
                to: card.callbackNumber,
              },
              result,
            )
          }
        >
          {t(result === 'delivered' ? 'dispatch.nobody.reached' : `dispatch.result.${result}`)}
        </Button>
      ))}
    </div>
  );
}
