// Every field of a message in words, once: for "everything that was asked", for what a new version changed, and for two
// versions side by side. Pure. An empty text means that nothing was asked or said there.
import type { Account } from '#shared/domain/accounts/account.ts';
import { reasonOf } from '#shared/domain/accounts/rules.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { formatPhone } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { dateInWords } from '../rules.ts';
import { verificationWords } from '../verification-words.ts';

export interface FieldRow {
  /** Stable, for keys and for comparing. */
  id: string;
  label: string;
  text: string;
}
type Answer = DraftFields['consentToShare'];

const join = (parts: readonly (string | false)[], by = ' · '): string =>
  parts.filter((part): part is string => part !== false && part.trim() !== '').join(by);
const answer = (a: Answer): string => (a === 'not-asked' ? '' : t(`messages.fact.answer.${a}`));
const condition = (label: string, a: Answer, more = ''): string | false =>
  a !== 'not-asked' && `${label}: ${answer(a)}${more === '' ? '' : ` (${more})`}`;

function conditionsOf({ conditions: c }: DraftFields): string {
  return join([
    condition(t('messages.conditions.pregnant'), c.pregnant, c.pregnantWeeks),
    condition(t('messages.conditions.recentBirth'), c.recentBirth, c.recentBirthWhen),
    condition(t('messages.conditions.recentSurgery'), c.recentSurgery, c.recentSurgeryWhen),
    condition(t('messages.conditions.immuneProblem'), c.immuneProblem),
    condition(t('messages.conditions.bloodThinner'), c.bloodThinner),
    condition(t('messages.conditions.diabetes'), c.diabetes),
  ]);
}

function refillOf({ refill: r }: DraftFields): string {
  if (r === null) return '';
  return join([
    join([r.drug, r.strength], ' '),
    r.outNow && t('messages.refill.out'),
    r.daysLeft !== '' && !r.outNow && t('messages.fact.refill.left', { days: r.daysLeft }),
    r.lastDose !== '' && t('messages.fact.refill.last', { when: r.lastDose }),
    join([r.pharmacyName, r.pharmacyPhone === '' ? '' : formatPhone(r.pharmacyPhone), r.pharmacyHours], ', '),
    r.prescriber,
  ]);
}

/** All fields in the order of the form, also those that are empty. The caller's words are not among them: they never change. */
export function fieldRows(f: DraftFields, account: Account | null): FieldRow[] {
  const row = (id: string, label: string, text: string): FieldRow => ({ id, label, text });
  const c = f.callback;
  return [
    row(
      'caller',
      t('messages.fact.caller'),
      join([
        f.callerRefusedName ? t('messages.caller.refused') : f.callerName,
        f.callerIs !== null && t(`messages.caller-is.${f.callerIs}`),
      ]),
    ),
    row(
      'callback',
      t('messages.fact.callback'),
      join([
        formatPhone(c.number),
        c.extension !== '' && t('messages.callback.ext', { extension: c.extension }),
        c.number !== '' &&
          t(c.readBack ? 'messages.callback.read-back.done' : 'messages.callback.not-read-back'),
        c.second !== '' && t('messages.fact.second', { number: formatPhone(c.second) }),
      ]),
    ),
    row(
      'reach',
      t('messages.leave-word'),
      join([
        f.leaveWord !== 'not-asked' && t(`messages.leave-word.${f.leaveWord}`),
        f.reachableUntil !== '' && t('messages.fact.reachable', { until: f.reachableUntil }),
        f.bestTime !== '' && t('messages.fact.best-time', { when: f.bestTime }),
      ]),
    ),
    row(
      'patient',
      t('messages.fact.patient'),
      join([
        f.patientName,
        f.patientBirthDate === '' ? f.patientBirthDateTyped : dateInWords(f.patientBirthDate),
      ]),
    ),
    row('where', t('messages.fact.where'), f.locationNow),
    row('provider', t('messages.fact.provider'), f.usualProvider),
    row('reason', t('messages.fact.reason'), f.reasonCode === '' ? '' : reasonWords(f, account)),
    row('why', t('messages.underlying-why'), f.underlyingWhy),
    row('urgency', t('messages.fact.urgency'), f.urgency === null ? '' : t(`messages.urgency.${f.urgency}`)),
    row(
      'symptoms',
      t('messages.fact.symptoms'),
      join([
        f.symptoms.what,
        f.symptoms.since !== '' && t('messages.symptoms.since.of', { since: f.symptoms.since }),
        f.symptoms.worse !== 'not-asked' && t(`messages.fact.getting-worse.${f.symptoms.worse}`),
      ]),
    ),
    row('tried', t('messages.fact.tried'), f.symptoms.tried),
    row('conditions', t('messages.fact.conditions'), conditionsOf(f)),
    row('medicines', t('messages.fact.medicines'), f.medicines),
    row('allergies', t('messages.fact.allergies'), f.allergies),
    row('refill', t('messages.fact.refill'), refillOf(f)),
    row(
      'told',
      t('messages.fact.told'),
      join([
        f.told.callBy,
        f.told.ifWorse && t('messages.told.if-worse.done'),
        f.told.callBy !== '' && !f.told.expect && t('messages.fact.not-told'),
      ]),
    ),
    row(
      'summary',
      t('messages.fact.summary'),
      f.summary.readBack
        ? t('messages.summary.done')
        : f.summary.whyNot !== ''
          ? t('messages.fact.summary.not', { why: f.summary.whyNot })
          : '',
    ),
    row('refused', t('messages.fact.refused'), f.refused),
    row('verified', t('messages.fact.verified'), verificationWords(f.verificationLevel)),
    row(
      'consent',
      t('messages.fact.consent'),
      join([
        f.consentRecording !== 'not-asked' &&
          t('messages.fact.consent.recording', { answer: answer(f.consentRecording) }),
        f.consentToShare !== 'not-asked' &&
          t('messages.fact.consent.share', { answer: answer(f.consentToShare) }),
      ]),
    ),
    row(
      'interpreter',
      t('messages.fact.interpreter'),
      join([
        f.interpreterId,
        f.interpreterIsMinor && t('messages.fact.interpreter.minor'),
        f.relayCall && t('messages.relay'),
      ]),
    ),
  ];
}

export const reasonWords = (f: DraftFields, account: Account | null): string =>
  (account === null ? null : reasonOf(account, f.reasonCode))?.label ?? f.reasonCode;

export interface FieldChange {
  id: string;
  label: string;
  before: string;
  after: string;
}
/** What differs between two versions, in words. */
export function changesOf(before: DraftFields, after: DraftFields, account: Account | null): FieldChange[] {
  const old = new Map(fieldRows(before, account).map((r) => [r.id, r.text]));
  return fieldRows(after, account)
    .map((r) => ({ id: r.id, label: r.label, before: old.get(r.id) ?? '', after: r.text }))
    .filter((change) => change.before !== change.after);
}
