// Acts as they are written to the record: the resource that such an act is, or the task that it becomes. Every one carries
// an identifier of ours and the call's.
import type { Act, ActOf } from '#shared/domain/acts/act.ts';
import { queueOf } from '#shared/domain/acts/how.ts';
import { actLines } from '#shared/domain/acts/lines.ts';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import type { Resource } from '../fhir/exchange.ts';
import type { OwnKey } from '../fhir/write.ts';
import { callerName, labelOf, nameOf, queueName, titleOf } from './words.ts';

/** Names an act of ours at the record; the value is random. */
export const actKey = (actId: string): OwnKey => ({ system: 'urn:careline:act', value: actId });
/** The plan on record that a stated one takes the place of. */
const replacesUrl = 'urn:careline:replaces';
export const verificationSystem = 'urn:careline:insurance-verification';

/** What is known of an act beside its form. */
export interface Sending {
  actId: string;
  /** The call, so that the practice finds what else came of it (row 48). */
  contextId: string;
  patientId: string;
  /** When it was asked for (UTC instant). */
  at: string;
  /** Who spoke, as stated; null = nobody but the patient was named. */
  caller: Caller | null;
}
const hl7 = (name: string): string => `http://terminology.hl7.org/CodeSystem/${name}`;
const coded = (system: string, code: string, display?: string): object => ({
  coding: [{ system, code, ...(display !== undefined && { display }) }],
});
const patientOf = (s: Sending): object => ({ reference: `Patient/${s.patientId}` });
/** What somebody else said is never written down as the patient's own word. */
const saidBy = ({ caller }: Sending): string | null =>
  caller === null || caller === 'self' ? null : `${callerName[caller]}, as stated by telephone`;
function speakerOf(s: Sending): object {
  const said = saidBy(s);
  if (said === null) return patientOf(s);
  const types: Partial<Record<Caller, string>> = { provider: 'Practitioner', pharmacy: 'Organization' };
  return { type: types[s.caller ?? 'other'] ?? 'RelatedPerson', display: said };
}
const some = <T>(key: string, value: T | '' | null): object =>
  value === '' || value === null ? {} : { [key]: value };
const span = (from: string, until: string): object =>
  from === '' && until === '' ? {} : { period: { ...some('start', from), ...some('end', until) } };
const base = (s: Sending): object => ({
  identifier: [{ system: 'urn:careline:call', value: s.contextId }],
});

/** What on record it is about. */
function focusOf(act: Act): string | null {
  if (act.kind === 'follow-up' && act.contact !== null) return `Communication/${act.contact}`;
  if (act.kind === 'contact-note' && act.inResponseTo !== null) return `Communication/${act.inResponseTo}`;
  if (act.kind === 'refill-request' && act.medicineId !== null) return `MedicationRequest/${act.medicineId}`;
  if (act.kind === 'insurance-update' && act.replaces !== null) return `Coverage/${act.replaces}`;
  return null;
}
/** As a task for the practice's people, in words that they read without this product. */
export function taskOf(act: Act, s: Sending): Resource {
  const queue = queueOf(act);
  const priority =
    act.kind === 'follow-up'
      ? act.priority
      : act.kind === 'refill-request' && act.outNow
        ? 'urgent'
        : 'routine';
  const due =
    act.kind === 'follow-up'
      ? span(act.from, act.by)
      : act.kind === 'referral-request'
        ? span('', act.by)
        : {};
  const focus = focusOf(act);
  const plan = 'coverageId' in act ? act.coverageId : null;
  const said = saidBy(s);
  const told = actLines(act).map((l) => ({ key: labelOf(l.key), value: l.value }));
  if (said !== null) told.unshift({ key: 'Said by', value: said });
  return {
    resourceType: 'Task',
    ...base(s),
    status: 'requested',
    intent: 'order',
    priority,
    code: { ...coded('urn:careline:act-kind', act.kind), text: nameOf[act.kind] },
    description: titleOf(act).slice(0, 300),
    ...(act.kind === 'contact-note' && { reasonCode: reasonOf(act) }),
    ...(focus !== null && { focus: { reference: focus } }),
    ...(plan !== null && { insurance: [{ reference: `Coverage/${plan}` }] }),
    for: patientOf(s),
    authoredOn: s.at,
    requester: { display: 'Call centre' },
    owner: {
      type: 'Organization',
      identifier: { system: 'urn:careline:queue', value: queue },
      display: queueName[queue],
    },
    ...(Object.keys(due).length > 0 && { restriction: due }),
    ...('note' in act && act.note !== '' && { note: [{ text: act.note }] }),
    input: told.map((l) => ({ type: { text: l.key }, valueString: l.value })),
  };
}

/** The patient's relationship to who holds the plan, in FHIR's words. */
const relationship = { patient: 'self', spouse: 'spouse', parent: 'child', other: 'other' } as const;
/** `memberId` as it is to stand there: stated, or read from the plan that it replaces. */
export function coverageOf(act: ActOf<'insurance-update'>, s: Sending, memberId: string): Resource {
  const kind = (code: string, value: string): object[] =>
    value === '' ? [] : [{ type: coded(hl7('coverage-class'), code), value, name: value }];
  const classes = [...kind('plan', act.plan), ...kind('group', act.group)];
  return {
    resourceType: 'Coverage',
    ...base(s),
    // R4 has no field for it; ending the plan before is a decision of those who verify this one.
    ...(act.replaces !== null && {
      extension: [{ url: replacesUrl, valueReference: { reference: `Coverage/${act.replaces}` } }],
    }),
    // Not active before somebody verified it: nobody bills by what was only said on the telephone.
    status: 'draft',
    beneficiary: patientOf(s),
    payor: [{ display: act.payer }],
    ...some('subscriberId', memberId),
    subscriber: act.heldBy === 'patient' ? patientOf(s) : { display: act.subscriber },
    relationship: coded(hl7('subscriber-relationship'), relationship[act.heldBy]),
    ...span(act.from, act.until),
    ...(classes.length > 0 && { class: classes }),
  };
}
/** `insurer` as the plan on record names it. */
export const eligibilityOf = (act: ActOf<'benefit-request'>, s: Sending, insurer: object): Resource => ({
  resourceType: 'CoverageEligibilityRequest',
  ...base(s),
  status: 'active',
  purpose: act.purposes,
  patient: patientOf(s),
  ...some('servicedDate', act.serviceDate),
  created: s.at,
  insurer,
  insurance: [{ focal: true, coverage: { reference: `Coverage/${act.coverageId}` } }],
  item: [{ productOrService: { text: act.service } }],
});
const reasonOf = ({ reason }: ActOf<'contact-note'>): object => ({
  ...coded('urn:careline:reason', reason),
  text: reason.replaceAll('_', ' '),
});
export function communicationOf(act: ActOf<'contact-note'>, s: Sending): Resource {
  const here = { display: 'Call centre' };
  const incoming = act.direction === 'in';
  return {
    resourceType: 'Communication',
    ...base(s),
    ...(act.inResponseTo !== null && { inResponseTo: [{ reference: `Communication/${act.inResponseTo}` }] }),
    status: 'completed',
    category: [{ text: 'Telephone call' }],
    medium: [coded(hl7('v3-ParticipationMode'), 'PHONE', 'telephone')],
    subject: patientOf(s),
    sent: act.at,
    received: act.at,
    sender: incoming ? speakerOf(s) : here,
    recipient: [incoming ? here : speakerOf(s)],
    reasonCode: [reasonOf(act)],
    payload: [{ contentString: act.text }],
  };
}
export const consentOf = (act: ActOf<'reminder-consent'>, s: Sending): Resource => ({
  resourceType: 'Consent',
  ...base(s),
  status: 'active',
  scope: coded(hl7('consentscope'), 'patient-privacy', 'Privacy Consent'),
  category: [{ text: `Reminders by ${act.channels.join(', ')}` }],
  patient: patientOf(s),
  dateTime: s.at,
  performer: [speakerOf(s)],
  // Obligatory in R4 (ppc-1): what the decision rests on.
  policyRule: { text: 'Stated by telephone' },
  provision: { type: act.decision, period: { start: s.at } },
});
