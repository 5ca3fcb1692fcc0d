// One form an act: short, in the order in which a caller says it.
import type { ComponentType } from 'react';
import {
  type ActKind,
  heldBy,
  priorities,
  purposes,
  queues,
  recordKinds,
  recordsFor,
  recordWays,
  reminderChannels,
} from '#shared/domain/acts/act.ts';
import { formatDate, formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Day, Line, One, Phone, Pick, ReadBack, Some, Words, Yes } from './Fields.tsx';
import type { Here } from './here.ts';
import { planName } from './prefill.ts';
import type { Form } from './use-form.ts';
import { wordOf } from './words.ts';

interface Props {
  here: Here;
  form: Form;
}
/** Of a list that also has "none of these". */
const none = '-';

function Insurance({ here, form }: Props) {
  const { act, record } = form;
  if (act.kind !== 'insurance-update') return null;
  const plans = record.coverage ?? [];
  const plan = plans.find((p) => p.id === act.replaces);
  const zone = here.account.zone;
  return (
    <>
      {plans.length > 0 && (
        <Pick
          form={{
            ...form,
            act: { ...act, replaces: act.replaces ?? none } as never,
            set: (name, id) => form.set(name, id === none ? null : id),
          }}
          name="replaces"
          options={[
            ...plans.map((p) => ({ id: p.id, title: planName(p) })),
            { id: none, title: t('acts.insurance.further') },
          ]}
        />
      )}
      <div className="cl-acts-pair">
        <Line form={form} name="payer" problem="payer" />
        <Line form={form} name="plan" optional />
      </div>
      <div className="cl-acts-pair">
        <Line
          form={form}
          name="memberId"
          max={60}
          mono
          problem="member-id"
          also={{ memberReadBack: false }}
          {...(act.memberKept &&
            typeof plan?.memberId === 'string' && {
              placeholder: t('acts.insurance.kept', { id: plan.memberId }),
            })}
        />
        <Line form={form} name="group" max={60} mono optional />
      </div>
      <ReadBack form={form} name="memberReadBack" of="memberId" problem="member-read-back" />
      <One form={form} name="heldBy" options={heldBy} />
      {act.heldBy !== 'patient' && <Line form={form} name="subscriber" problem="subscriber" />}
      <div className="cl-acts-pair">
        <Day form={form} name="from" zone={zone} label="acts.insurance.from" optional />
        <Day
          form={form}
          name="until"
          zone={zone}
          label="acts.insurance.until"
          problem="days-backwards"
          optional
        />
      </div>
    </>
  );
}
function Benefit({ here, form }: Props) {
  const { act, record } = form;
  if (act.kind !== 'benefit-request') return null;
  const plans = record.coverage ?? [];
  if (act.coverageId === '')
    return (
      <p className="cl-detail">
        {t(record.coverage === undefined ? 'acts.benefit.unread' : 'acts.benefit.no-plan')}
      </p>
    );
  return (
    <>
      <Pick form={form} name="coverageId" options={plans.map((p) => ({ id: p.id, title: planName(p) }))} />
      <Some form={form} name="purposes" options={purposes} />
      <Line form={form} name="service" max={200} problem="service" />
      <Day form={form} name="serviceDate" zone={here.account.zone} optional />
      <ArticleUsed form={form} />
    </>
  );
}
/** Row 6: which article was used. */
function ArticleUsed({ form }: { form: Form }) {
  const { act } = form;
  const article = 'article' in act ? act.article : null;
  return (
    <p className="cl-detail">
      {article === null ? t('acts.article.none') : t('acts.article', { title: article.title })}
    </p>
  );
}
function Refill({ form }: Props) {
  const { act, record } = form;
  if (act.kind !== 'refill-request') return null;
  const medicines = record.medicines ?? [];
  const allergies = record.allergies?.map((a) => a.substance).join(', ') ?? '';
  return (
    <>
      {medicines.length > 0 && (
        <Pick
          form={{
            ...form,
            act: { ...act, medicineId: act.medicineId ?? none } as never,
            set: (name, id) => form.set(name, id === none ? null : id),
          }}
          name="medicineId"
          options={[
            ...medicines.map((m) => ({ id: m.id, title: m.text })),
            { id: none, title: t('acts.refill.not-listed') },
          ]}
        />
      )}
      <div className="cl-acts-pair">
        <Line form={form} name="drug" problem="drug" />
        <Line form={form} name="strength" max={80} optional />
      </div>
      <div className="cl-acts-pair">
        <Line form={form} name="daysLeft" max={40} problem="days-left" />
        <div className="cl-acts-out">
          <Yes form={form} name="outNow" />
        </div>
      </div>
      <div className="cl-acts-pair">
        <Line form={form} name="pharmacyName" problem="pharmacy" />
        <Phone form={form} name="pharmacyPhone" problem="pharmacy-phone" also={{ pharmacyReadBack: false }} />
      </div>
      <ReadBack form={form} name="pharmacyReadBack" of="pharmacyPhone" problem="pharmacy-read-back" />
      <Line form={form} name="prescriber" optional />
      <Words form={form} name="allergies" max={600} rows={1} problem="allergies" />
      {allergies !== '' && <p className="cl-detail">{t('acts.refill.allergies', { list: allergies })}</p>}
      <Words form={form} name="note" rows={1} optional />
    </>
  );
}
const Referral = ({ here, form }: Props) => (
  <>
    <div className="cl-acts-pair">
      <Line form={form} name="from" label="acts.referral.from" />
      <Line form={form} name="to" label="acts.referral.to" problem="referral-to" />
    </div>
    <Words form={form} name="reason" label="acts.referral.reason" max={600} problem="referral-reason" />
    <div className="cl-acts-pair">
      <Line form={form} name="insurance" max={200} optional />
      <Day form={form} name="by" zone={here.account.zone} optional />
    </div>
    <Words form={form} name="note" rows={1} optional />
  </>
);
function Records({ here, form }: Props) {
  const { act } = form;
  if (act.kind !== 'records-request') return null;
  const zone = here.account.zone;
  return (
    <>
      <Some form={form} name="what" words="recordKinds" label="acts.records.what" options={recordKinds} />
      <div className="cl-acts-pair">
        <Day form={form} name="from" zone={zone} label="acts.records.from" optional />
        <Day
          form={form}
          name="until"
          zone={zone}
          label="acts.records.until"
          problem="days-backwards"
          optional
        />
      </div>
      <One form={form} name="for" options={recordsFor} label="acts.records.for" />
      {act.for !== 'patient' && <Line form={form} name="recipient" problem="recipient" />}
      <One form={form} name="way" options={recordWays} />
      {['post', 'fax', 'email'].includes(act.way) && (
        <Line form={form} name="to" label="acts.records.to" max={200} problem="records-to" />
      )}
      <ArticleUsed form={form} />
      <Words form={form} name="note" rows={1} optional />
    </>
  );
}
/** An earlier contact on record that this one goes on from; only those of the record have an id. */
function Thread({ form, name }: { form: Form; name: string }) {
  const contacts = (form.record.contacts ?? []).filter((c) => c.id.startsWith('Communication/'));
  if (contacts.length === 0) return null;
  const held = (form.act as unknown as Record<string, unknown>)[name] ?? none;
  return (
    <Pick
      form={{
        ...form,
        act: { ...form.act, [name]: held } as never,
        set: (field, id) => form.set(field, id === none ? null : id),
      }}
      name={name}
      label="acts.field.thread"
      options={[
        { id: none, title: t('acts.thread.none') },
        ...contacts.slice(0, 20).map((c) => ({
          id: c.id.slice('Communication/'.length),
          title: [c.at === null ? null : formatDate(c.at, {}), wordOf('channel', c.channel), c.what]
            .filter(Boolean)
            .join(' · '),
        })),
      ]}
    />
  );
}
function Note({ here, form }: Props) {
  return (
    <>
      <div className="cl-acts-pair">
        <One form={form} name="direction" options={['in', 'out'] as const} />
        <Pick
          form={form}
          name="reason"
          options={here.account.reasons.map((r) => ({ id: r.code, title: r.label }))}
        />
      </div>
      <Words form={form} name="text" max={2000} rows={4} problem="note-text" />
      <Thread form={form} name="inResponseTo" />
    </>
  );
}
const FollowUp = ({ here, form }: Props) => (
  <>
    <Pick form={form} name="queue" options={queues.map((id) => ({ id, title: t(`acts.queue.${id}`) }))} />
    <Line form={form} name="what" max={200} problem="what" />
    <One form={form} name="priority" options={priorities} />
    <div className="cl-acts-pair">
      <Day form={form} name="from" zone={here.account.zone} label="acts.follow.from" optional />
      <Day form={form} name="by" zone={here.account.zone} problem="days-backwards" optional />
    </div>
    <Thread form={form} name="contact" />
    <Words form={form} name="note" rows={1} optional />
  </>
);
function Preferences({ form }: Props) {
  const { act, record } = form;
  if (act.kind !== 'preferences') return null;
  const person = record.identity?.[0];
  const phones = person?.phones.filter((p) => !p.old) ?? [];
  const options = [
    ...phones.map((p) => ({
      id: p.number,
      title: p.e164 === null ? p.number : formatPhone(p.e164),
      detail: wordOf('use', p.use ?? ''),
    })),
    ...(person?.email ? [{ id: person.email, title: person.email }] : []),
    { id: none, title: t('acts.preferred.other') },
  ];
  return (
    <>
      {options.length > 1 && (
        <Pick
          form={{
            ...form,
            act: { ...act, value: act.onRecord ? act.value : none } as never,
            set: (_name, id) =>
              form.set('value', id === none ? '' : id, {
                onRecord: id !== none,
                readBack: false,
                ...(id !== none && { system: id === person?.email ? 'email' : 'phone' }),
              }),
          }}
          name="value"
          label="acts.preferred.which"
          options={options}
        />
      )}
      {!act.onRecord && (
        <>
          <One
            form={form}
            name="system"
            options={['phone', 'sms', 'email'] as const}
            also={{ readBack: false }}
          />
          <Line
            form={form}
            name="value"
            max={120}
            mono
            problem={
              form.problems.find((p) => p.startsWith('preferred') && p !== 'preferred-read-back') ??
              'preferred'
            }
            also={{ readBack: false }}
          />
          <ReadBack form={form} name="readBack" of="value" problem="preferred-read-back" />
        </>
      )}
    </>
  );
}
const Consent = ({ form }: Props) => (
  <>
    <p className="cl-said">{t('acts.consent.ask')}</p>
    <One form={form} name="decision" options={['permit', 'deny'] as const} />
    <Some form={form} name="channels" options={reminderChannels} />
  </>
);

export const forms: Readonly<Record<ActKind, ComponentType<Props>>> = {
  'insurance-update': Insurance,
  'benefit-request': Benefit,
  'refill-request': Refill,
  'referral-request': Referral,
  'records-request': Records,
  'contact-note': Note,
  'follow-up': FollowUp,
  preferences: Preferences,
  'reminder-consent': Consent,
};
