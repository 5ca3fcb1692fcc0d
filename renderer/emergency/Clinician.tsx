// Whom to phone: the account's on-call contact, large enough to dial from another phone, with the age of the list.
import { Check, Clock, Stethoscope } from 'lucide-react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { listAge, phoneOrder } from '#shared/domain/emergency/on-call.ts';
import { useDeskView } from '../app/desk-store.ts';
import { formatAge, formatDate, formatPhone, formatTime, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Icon, Select, useNow } from '../ui/index.ts';

export interface ClinicianProps {
  account: Account | null;
  accounts: readonly Account[];
  calledAt: string | null;
  pending: boolean;
  onTick: (on: boolean) => void;
}

export function Clinician({ account, accounts, calledAt, pending, onTick }: ClinicianProps) {
  return (
    <section className="cl-em-clinician" aria-label={t('emergency.clinician')}>
      <div className="cl-em-told">
        <h2 className="cl-em-head">
          <Icon of={Stethoscope} size={15} /> {t('emergency.clinician')}
        </h2>
        {pending && <span className="cl-detail">{t('emergency.pending')}</span>}
        <Button
          size="small"
          // Nobody is known who could be told: then it is not what to do next.
          kind={calledAt === null && account !== null ? 'primary' : 'quiet'}
          icon={Check}
          onPress={() => onTick(calledAt === null)}
        >
          {calledAt === null
            ? t('emergency.clinician.tick')
            : t('emergency.clinician.told', { time: formatTimeSeconds(calledAt) })}
        </Button>
      </div>
      {account === null ? (
        <Which accounts={accounts} />
      ) : (
        <>
          <Contacts account={account} />
          <Age account={account} />
        </>
      )}
    </section>
  );
}

function Contacts({ account }: { account: Account }) {
  const [first, ...others] = phoneOrder(account);
  if (!first) return null;
  const [phone, ...more] = first.phones;
  return (
    <>
      <p className="cl-detail">
        {t(`emergency.role.${first.role}`)} · {account.name}
      </p>
      <p className="cl-name">{first.name}</p>
      {phone && <p className="cl-em-dial-clinician">{formatPhone(phone.number)}</p>}
      {more.map((p) => (
        <p key={p.number} className="cl-detail">
          {t('emergency.then', { label: p.label })} <span className="cl-mono">{formatPhone(p.number)}</span>
        </p>
      ))}
      {others.map((o) => (
        <p key={o.name} className="cl-em-next">
          <span className="cl-detail">{t(`emergency.role.${o.role}`)}</span> {o.name}{' '}
          {o.phones.map((p) => (
            <span key={p.number} className="cl-em-phone">
              {formatPhone(p.number)}
            </span>
          ))}
        </p>
      ))}
    </>
  );
}

function Age({ account }: { account: Account }) {
  const now = useNow(15_000);
  const { version, asOf } = account.onCall;
  const age = listAge(asOf, now.toISOString());
  return (
    <p className={age === 'fresh' ? 'cl-em-age cl-detail-quiet' : 'cl-em-age cl-em-age-old cl-detail'}>
      <Icon of={Clock} size={14} />
      <span>
        {t('emergency.list', {
          version,
          date: formatDate(asOf, { zone: account.zone, now: now.toISOString() }),
          time: formatTime(asOf, account.zone),
          age: formatAge(asOf, now),
        })}{' '}
        {age !== 'fresh' && t(`emergency.list.${age}`)}
      </span>
    </p>
  );
}

/** Before a call or message is in hand nobody knows the practice: ask. */
function Which({ accounts }: { accounts: readonly Account[] }) {
  if (accounts.length === 0) return <p>{t('emergency.clinician.unknown')}</p>;
  return (
    <Select
      label={t('emergency.which')}
      options={accounts.map((a) => ({ id: a.id, title: a.name }))}
      value={null}
      onChange={(accountId) => useDeskView.getState().setContext({ accountId })}
    />
  );
}
