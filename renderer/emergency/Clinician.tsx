// Whom to phone: the account's on-call contact, large enough to dial from another phone, with the age of the list.
import { Check, Clock, Stethoscope } from 'lucide-react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { scheduleAge } from '#shared/domain/oncall/index.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useOnCallNow, type OnCallNow } from '../oncall/store.ts';
import { formatAge, formatDate, formatPhone, formatTime, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Icon, Select, Skeleton, useNow } from '../ui/index.ts';

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
      {account === null ? <Which accounts={accounts} /> : <OnCall account={account} />}
    </section>
  );
}

function OnCall({ account }: { account: Account }) {
  const { value, failure } = useOnCallNow(account.id);
  if (value === null)
    return failure === null ? (
      <Skeleton lines={3} label={t('emergency.clinician.reading')} />
    ) : (
      <p>{t('emergency.clinician.unknown')}</p>
    );
  return (
    <>
      <Contacts account={account} roles={value.roles} />
      <Age zone={account.zone} origin={value.origin} />
    </>
  );
}

/** The first person who can be phoned is the one to phone; who follows stands below, two at most: the list's age must stay in sight. */
function Contacts({ account, roles }: { account: Account; roles: OnCallNow['roles'] }) {
  const [first, ...others] = roles.flatMap((r) =>
    r.role === 'consult' ? [] : r.people.slice(0, 1).map((person) => ({ role: r.role, person })),
  );
  if (!first) return <p>{t('emergency.clinician.nobody')}</p>;
  const [phone, ...more] = first.person.phones;
  return (
    <>
      <p className="cl-detail">
        {t(`emergency.role.${first.role}`)} · {account.name}
      </p>
      <p className="cl-name">{first.person.name}</p>
      {phone && <p className="cl-em-dial-clinician">{formatPhone(phone.number)}</p>}
      {more.map((p) => (
        <p key={p.number} className="cl-detail">
          {t('emergency.then', { label: p.label })} <span className="cl-mono">{formatPhone(p.number)}</span>
        </p>
      ))}
      {others
        .filter((o) => o.person.personId !== first.person.personId)
        .slice(0, 2)
        .map((o) => (
          <p key={o.role} className="cl-em-next">
            <span className="cl-detail">{t(`emergency.role.${o.role}`)}</span> {o.person.name}{' '}
            {o.person.phones.slice(0, 1).map((p) => (
              <span key={p.number} className="cl-em-phone">
                {formatPhone(p.number)}
              </span>
            ))}
          </p>
        ))}
    </>
  );
}

function Age({ zone, origin }: { zone: string; origin: OnCallNow['origin'] }) {
  const now = useNow(15_000);
  const { version, asOf } = origin;
  const age = scheduleAge(asOf, now.toISOString());
  return (
    <p className={age === 'fresh' ? 'cl-em-age cl-detail-quiet' : 'cl-em-age cl-em-age-old cl-detail'}>
      <Icon of={Clock} size={14} />
      <span>
        {t('emergency.list', {
          version,
          date: formatDate(asOf, { zone, now: now.toISOString() }),
          time: formatTime(asOf, zone),
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
