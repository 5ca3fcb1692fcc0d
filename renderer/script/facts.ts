// What fills a script's templates on this call. What isn't known stays out, and the page shows it as missing: a name that
// is not sure, or a time that nobody promised, must not be read aloud.
import { Temporal } from 'temporal-polyfill';
import type { Account } from '#shared/domain/accounts/account.ts';
import { greetingFor, isOpenAt } from '#shared/domain/accounts/hours.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import type { AppointmentRow } from '#shared/domain/patient/card.ts';
import { groups } from '#shared/domain/phone/phone.ts';
import { accountFacts } from '#shared/domain/script/facts.ts';
import { fieldsOf } from '#shared/domain/script/fill.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import { sayFor } from '#shared/domain/script/order.ts';
import type { Mood, ScriptStep } from '#shared/domain/script/script.ts';
import { formatDate, formatTime } from '../text/format.ts';

export interface KnownNow {
  call: Call;
  account: Account | null;
  agentName: string | null;
  /** Only once two facts are ticked. */
  patientName: string | null;
  /** The message of this call as far as it is written; null without one. */
  draft: DraftFields | null;
  /** Whether the caller is that patient, as the agent said beside the script; null = not said. */
  callerIsPatient: boolean | null;
  /** Of the verified patient; null when none was read. */
  appointments: readonly AppointmentRow[] | null;
  /** UTC instant. */
  now: string;
}

type Caller = Pick<KnownNow, 'draft' | 'patientName' | 'callerIsPatient'>;

/** Whether the caller is the patient: as the message has it, else as it was said beside the script. */
export const isPatient = ({ draft, callerIsPatient }: Omit<Caller, 'patientName'>): boolean | null =>
  draft?.callerIs === undefined || draft.callerIs === null ? callerIsPatient : draft.callerIs === 'self';

/** The caller's own name as the message has it; the patient's only once it is known that the patient calls. */
export function callerName(known: Caller): string | null {
  const { draft, patientName } = known;
  const written = draft?.callerRefusedName === true ? '' : (draft?.callerName.trim() ?? '');
  if (written !== '') return written;
  return isPatient(known) === true ? patientName : null;
}

/** Somebody is verified, and only the agent can know whether that is who calls: ask, once a script would use the name. */
export const mustAskWhoCalls = (known: Caller): boolean =>
  known.patientName !== null && callerName(known) === null && isPatient(known) === null;

/** In groups, as it is read back (M3). The message's number before the caller's: that one is offered, not assumed. */
export function readBack(draft: DraftFields | null, callNumber: string): string | null {
  const number = draft?.callback.number.trim() || callNumber;
  if (number === '') return null;
  const cut = groups(number);
  return cut.length === 0 ? number : cut.join(' ');
}

/** `Tue 24 Nov, 14:30` where the practice is; only the day when no time is recorded. */
export function appointmentTime(start: string, zone: string, now: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(start)) return formatDate(start, { weekday: true, now });
  try {
    const instant = Temporal.Instant.from(start).toString();
    return `${formatDate(instant, { weekday: true, zone, now })}, ${formatTime(instant, zone)}`;
  } catch {
    return null;
  }
}

const standing: readonly AppointmentRow['status'][] = ['booked', 'pending', 'arrived'];

function appointmentFacts(known: KnownNow): ScriptFacts {
  const next = known.appointments?.find((a) => a.when === 'next' && standing.includes(a.status));
  if (!next || known.account === null) return {};
  return {
    'appointment.next.when':
      next.start === null ? null : appointmentTime(next.start, known.account.zone, known.now),
    'appointment.next.with': next.practitioner,
    'appointment.next.where': next.place,
    'appointment.next.bring': next.bring,
  };
}

export function scriptFacts(known: KnownNow): ScriptFacts {
  const { call, account, draft } = known;
  const ofAccount =
    account === null
      ? {}
      : accountFacts(account, {
          dnis: call.dnis,
          reason: call.reasonCode ?? '',
          urgency: draft?.urgency ?? null,
          now: known.now,
        });
  return {
    ...ofAccount,
    ...appointmentFacts(known),
    'agent.name': known.agentName,
    'patient.preferredName': known.patientName,
    'caller.preferredName': callerName(known),
    // Of a colleague whom we called the call's number is their own.
    'callback.number': readBack(draft, call.toPractice === true ? '' : call.number),
  };
}

/** What the practice wants said on this line while it is closed; null while it is open or not known. */
export const closedGreeting = (account: Account | null, call: Call | null, now: string): string | null =>
  account === null || call === null || isOpenAt(account, now) ? null : greetingFor(account, call.dnis, now);

/** Whether what is said or offered on this step names the caller. */
export const namesCaller = (step: ScriptStep, mood: Mood): boolean =>
  [...sayFor(step, mood), ...step.phrases.map((p) => p.text)]
    .flatMap(fieldsOf)
    .includes('caller.preferredName');

/** Whether any line of the script names an appointment: only then is one fetched. */
export const namesAppointment = (script: { steps: readonly ScriptStep[] }): boolean =>
  script.steps
    .flatMap((s) => [...s.say, ...Object.values(s.sayWhen).flat(), ...s.phrases.map((p) => p.text)])
    .flatMap(fieldsOf)
    .some((field) => field.startsWith('appointment.'));
