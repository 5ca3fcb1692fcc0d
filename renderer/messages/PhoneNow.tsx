// The red band of an urgent message that Careline can't send: whom to phone now, in digits that can be read across a desk. It
// stands until the clinician's step is ticked or the message has reached the backend.
import { Check } from 'lucide-react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { toldAt } from '#shared/domain/emergency/on-call.ts';
import type { EmergencyTick } from '#shared/domain/emergency/ticks.ts';
import type { Urgency } from '#shared/domain/messages/message.ts';
import { scheduleAge } from '#shared/domain/oncall/index.ts';
import { useOnCallNow } from '../oncall/store.ts';
import { useStatus } from '../status/store.ts';
import { formatAge, formatDate, formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner, Button, useNow } from '../ui/index.ts';
import { timeThere } from './clock-words.ts';
import { useClinicianStep } from './emergency-ticks.ts';
import { cannotSend } from './unsent.ts';

export interface PhoneNowProps {
  account: Account | null;
  /** Nobody has said yet for which practice: then nobody may be named either. */
  practiceAsked?: boolean;
  urgency: Urgency | null;
  /** Of the message: times are told there. */
  zone: string;
  ticks: readonly EmergencyTick[];
  /** Ticks the clinician's step; absent where only the emergency card may. */
  onTold?: (stepId: string) => void;
}

export function PhoneNow({ account, practiceAsked = false, urgency, zone, ticks, onTold }: PhoneNowProps) {
  const why = cannotSend(
    useStatus((s) => s.value),
    urgency,
  );
  const stepId = useClinicianStep(why !== null);
  const now = useNow(15_000);
  const { value: onCall } = useOnCallNow(why === null ? null : (account?.id ?? null));
  if (why === null) return null;
  const told = stepId === null ? null : toldAt(ticks, stepId);
  if (told !== null)
    return (
      <Banner tone="amber" icon={Check} title={t(`messages.phone.${why}`)}>
        {t('messages.phone.told', { time: timeThere(told, zone) })}
      </Banner>
    );
  const contact = onCall?.roles.flatMap((r) => (r.role === 'consult' ? [] : r.people))[0];
  const phone = contact?.phones[0];
  return (
    <Banner
      tone="red"
      title={t(`messages.phone.${why}`)}
      action={
        onTold === undefined || stepId === null ? undefined : (
          <Button size="small" icon={Check} onPress={() => onTold(stepId)}>
            {t('messages.phone.tick')}
          </Button>
        )
      }
    >
      {account === null || onCall === null || contact === undefined || phone === undefined ? (
        t(practiceAsked ? 'messages.phone.ask' : 'messages.phone.nobody')
      ) : (
        <>
          <span className="cl-messages-phone">
            {t('messages.phone.who', { name: contact.name })}{' '}
            <span className="cl-messages-dial">{formatPhone(phone.number)}</span>
          </span>
          <span className="cl-detail">
            {t('messages.phone.list', {
              date: formatDate(onCall.origin.asOf, { zone: account.zone, now: now.toISOString() }),
              time: timeThere(onCall.origin.asOf, account.zone),
              age: formatAge(onCall.origin.asOf, now),
              trust: scheduleAge(onCall.origin.asOf, now.toISOString()),
            })}
          </span>
        </>
      )}
    </Banner>
  );
}
