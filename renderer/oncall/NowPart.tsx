// Who is on call now, role by role: the primary's number is the largest thing, and each role says why.
import { CircleHelp } from 'lucide-react';
import type { ResolvedOnCall } from '#shared/domain/oncall/index.ts';
import { formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { PopButton, useNow } from '../ui/index.ts';
import type { OnCallNow } from './store.ts';
import { roleWords, stepWords, untilWords } from './words.ts';

export function NowPart({ onCall }: { onCall: OnCallNow }) {
  const [primary, ...others] = onCall.roles;
  return (
    <>
      {primary && <Primary role={primary} />}
      <ul className="cl-oncall-roles">
        {others
          .filter((r) => r.people.length > 0 || r.role === 'backup')
          .map((r) => (
            <li key={r.role}>
              <Role role={r} />
            </li>
          ))}
      </ul>
    </>
  );
}

function Change({ role }: { role: ResolvedOnCall }) {
  const now = useNow(15_000);
  const then =
    role.until === null
      ? ''
      : role.next === null
        ? t('oncall.next.nobody')
        : t('oncall.next', { name: role.next.name });
  return (
    <>
      {untilWords(role.until, now.toISOString(), role.zone)}
      {then !== '' && ` · ${then}`}
    </>
  );
}

function Why({ role }: { role: ResolvedOnCall }) {
  return (
    <PopButton
      label={t('oncall.why')}
      title={t('oncall.why.role', { role: roleWords(role.role) })}
      icon={CircleHelp}
      iconOnly
      kind="plain"
      size="small"
    >
      <ol className="cl-oncall-steps">
        {role.steps.map((step, i) => (
          <li key={i}>{stepWords(step)}</li>
        ))}
      </ol>
    </PopButton>
  );
}

function Primary({ role }: { role: ResolvedOnCall }) {
  const [first, ...others] = role.people;
  if (first === undefined)
    return (
      <section className="cl-oncall-primary cl-oncall-nobody">
        <div className="cl-oncall-head">
          <span className="cl-detail">{roleWords(role.role)}</span>
          <Why role={role} />
        </div>
        <p className="cl-name">{t('oncall.nobody')}</p>
        <p>{t('oncall.nobody.next')}</p>
        <p className="cl-detail">
          <Change role={role} />
        </p>
      </section>
    );
  const [phone, ...more] = first.phones;
  return (
    <section className="cl-oncall-primary">
      <Head role={role} />
      <p className="cl-name">{first.name}</p>
      {first.role !== role.role && (
        <p className="cl-detail">
          {roleWords(first.role)}, {t('oncall.stands-in', { role: roleWords(role.role) })}
        </p>
      )}
      {phone === undefined ? (
        <p>{t('oncall.no-number')}</p>
      ) : (
        <>
          <p className="cl-oncall-dial">{formatPhone(phone.number)}</p>
          <p className="cl-detail">
            {phone.label}
            {phone.personal && ` · ${t('oncall.personal')}`}
          </p>
        </>
      )}
      {more.map((p) => (
        <p key={p.number} className="cl-detail">
          {t('oncall.then', { label: p.label })}{' '}
          <span className="cl-oncall-number">{formatPhone(p.number)}</span>
          {p.personal && ` · ${t('oncall.personal')}`}
        </p>
      ))}
      {first.languages.length > 1 && (
        <p className="cl-detail-quiet">{t('oncall.languages', { languages: first.languages.join(', ') })}</p>
      )}
      {role.override && (
        <p className="cl-detail cl-ink-amber">
          {t('oncall.override', {
            requester: role.override.requester,
            approver: role.override.approver,
            reason: role.override.reason,
          })}
        </p>
      )}
      {others.map((p) => (
        <p key={p.personId} className="cl-oncall-also">
          <span className="cl-detail">{t('oncall.also')}</span> <strong>{p.name}</strong>{' '}
          {p.phones.slice(0, 1).map((x) => (
            <span key={x.number} className="cl-oncall-number">
              {formatPhone(x.number)}
            </span>
          ))}
        </p>
      ))}
    </section>
  );
}

function Role({ role }: { role: ResolvedOnCall }) {
  const first = role.people[0];
  return (
    <div className="cl-oncall-role">
      <Head role={role} />
      {first === undefined ? (
        <strong>{t('oncall.nobody')}</strong>
      ) : (
        <div className="cl-oncall-line">
          <strong>{first.name}</strong>
          {first.phones.map((p) => (
            <span key={p.number}>
              <span className="cl-detail-quiet">{p.label}</span>{' '}
              <span className="cl-oncall-number">{formatPhone(p.number)}</span>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

/** Which role, until when, and why this person. */
function Head({ role }: { role: ResolvedOnCall }) {
  return (
    <div className="cl-oncall-head">
      <span className="cl-detail">
        {roleWords(role.role)} · <Change role={role} />
      </span>
      <Why role={role} />
    </div>
  );
}
