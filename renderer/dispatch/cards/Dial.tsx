// Left half: whom to phone, in digits that can be dialled from across a desk, what comes after, and how far the schedule
// may be trusted.
import { History, PhoneOutgoing, TriangleAlert } from 'lucide-react';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { useAccount } from '../../app/accounts.ts';
import { formatPhone } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button, Icon, useNow } from '../../ui/index.ts';
import { timeOn } from '../clock-time.ts';
import { dial as writeDial, useBusy } from '../act.ts';
import { diallingOf, nextOf, triesOf, type Dial } from '../pick.ts';
import { useShiftEnd } from '../shift-end.ts';
import { roleName, scheduleWords } from '../words.ts';

export interface DialPartProps {
  card: DispatchCard;
  dial: Dial;
  /** Key that says "I am calling", as it works now. */
  keys: string;
}

export function DialPart({ card, dial, keys }: DialPartProps) {
  const account = useAccount(card.accountId);
  const until = useShiftEnd(card.accountId, dial.contact.personId);
  const busy = useBusy(card.messageId);
  const live = diallingOf(triesOf(card));
  const { contact, phone, row } = dial;
  return (
    <div className="cl-dispatch-dial">
      <p className="cl-detail">
        {[
          roleName(contact.role),
          account?.name,
          until === null ? null : t('dispatch.until', { time: timeOn(until, account?.zone) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="cl-dispatch-who">{contact.name}</p>
      <p className="cl-dispatch-number">{formatPhone(phone.number)}</p>
      <p className="cl-detail">
        <span className="cl-dispatch-label">{phone.label}</span>
        <Then card={card} dial={dial} zone={account?.zone} />
      </p>
      <div className="cl-dispatch-do">
        {live === null ? (
          <Button
            kind="primary"
            size="large"
            icon={PhoneOutgoing}
            keys={keys}
            isPending={busy}
            onPress={() =>
              void writeDial(card, {
                attemptId: null,
                stepId: row.stepId,
                contactId: contact.personId,
                method: 'voice',
                to: phone.number,
              })
            }
          >
            {t('dispatch.calling')}
          </Button>
        ) : (
          <p className="cl-dispatch-live" role="status">
            <Icon of={PhoneOutgoing} size={16} />
            <span>
              {t('dispatch.live', { name: live.contact.name, time: timeOn(live.at, account?.zone) })}
            </span>
          </p>
        )}
      </div>
      <Trust card={card} />
    </div>
  );
}

function Then({ card, dial, zone }: { card: DispatchCard; dial: Dial; zone: string | undefined }) {
  const now = useNow(15_000).getTime();
  return nextOf(card, dial).map((next) =>
    next.kind === 'number' ? (
      <span key={next.phone.number} className="cl-dispatch-then">
        {t('dispatch.then.number', { label: next.phone.label })}{' '}
        <span className="cl-mono">{formatPhone(next.phone.number)}</span>
      </span>
    ) : (
      <span key={next.contact.personId} className="cl-dispatch-then">
        {t(Date.parse(next.from) > now ? 'dispatch.then.person' : 'dispatch.then.person.now', {
          role: roleName(next.contact.role),
          name: next.contact.name,
          time: timeOn(next.from, zone),
        })}
      </span>
    ),
  );
}

function Trust({ card }: { card: DispatchCard }) {
  const now = useNow(15_000);
  const { age } = card.schedule;
  return (
    <p className={age === 'fresh' ? 'cl-dispatch-age' : 'cl-dispatch-age cl-dispatch-age-old'}>
      <Icon of={age === 'fresh' ? History : TriangleAlert} size={14} />
      <span>{scheduleWords(card.schedule, now)}</span>
    </p>
  );
}
