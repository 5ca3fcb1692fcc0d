// Appointments as the panel shows them: what comes next, what was last. What to bring is missing when the record lacks it
// (row 3), never blank.
import { type AppointmentRow } from '#shared/domain/patient/card.ts';
import { list, type SearchAnswer } from '../fhir/bundle.ts';
import {
  type AppointmentResource,
  appointmentResource,
  type HumanName,
  namedResource,
} from '../fhir/resources.ts';
import {
  dateText,
  isAbout,
  mapAnswer,
  type Mapped,
  newestFirst,
  plain,
  sensitive,
  textOf,
} from './mapped.ts';
import { provenanceOf } from './provenance.ts';

const statuses = ['booked', 'pending', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'waitlist'] as const;
/** Of an appointment that is still to come. `checked-in` is R4's word for arrived at the desk. */
const coming: readonly string[] = ['booked', 'pending', 'arrived', 'waitlist', 'proposed', 'checked-in'];
const mostNext = 3;
const mostLast = 2;

const statusOf = (status: string): AppointmentRow['status'] =>
  status === 'checked-in' ? 'arrived' : (statuses.find((s) => s === status) ?? 'other');

const personName = (n: HumanName | undefined): string | null =>
  n === undefined
    ? null
    : n.text || [...n.prefix, ...n.given, n.family ?? ''].filter(Boolean).join(' ') || null;

/** The display of the reference, else the name of what was included; null when neither is there (dangling). */
function participant(
  a: AppointmentResource,
  type: string,
  included: SearchAnswer['included'],
): string | null {
  for (const { actor } of a.participant) {
    const key = actor?.reference?.split('/').slice(-2).join('/');
    if (key === undefined || !key.startsWith(`${type}/`)) continue;
    if (actor?.display) return actor.display;
    const read = namedResource.safeParse(included.get(key));
    const name = read.success ? read.data.name : undefined;
    const shown = typeof name === 'string' ? name : personName(list(name)[0] as HumanName | undefined);
    if (shown !== null) return shown.slice(0, 300);
  }
  return null;
}

/** Asked of the practice's list of visits. */
function kindOfVisit(a: AppointmentResource): Pick<AppointmentRow, 'visitKind'> {
  const codes = a.serviceType
    .flatMap((s) => s.coding)
    .flatMap(({ system, code }) => (system && code ? [{ system, code }] : []))
    .filter(({ system, code }) => system.length <= 200 && code.length <= 100);
  const words = (a.serviceType[0]?.text || '').slice(0, 300);
  return codes.length === 0 && words === '' ? {} : { visitKind: { codes: codes.slice(0, 10), words } };
}

function mapSide(
  answer: SearchAnswer,
  patientId: string,
  when: AppointmentRow['when'],
  now: string,
): Mapped<AppointmentRow> {
  return mapAnswer(answer, appointmentResource, (a) => {
    if (a.status === 'entered-in-error') return null;
    if (!a.participant.some((p) => isAbout(p.actor?.reference, patientId))) return 'unreadable';
    const concepts = [...a.serviceType, ...a.reasonCode, a.appointmentType];
    if (sensitive({ coding: [], text: a.description }, ...concepts)) return 'withheld';
    const start = dateText(a.start);
    const future = start !== null && Date.parse(start) >= Date.parse(now);
    // The server may have been asked loosely: each side keeps its own.
    if (start !== null && future !== (when === 'next')) return null;
    if (when === 'next' && !coming.includes(a.status)) return null;
    const place = participant(a, 'Location', answer.included);
    const practitioner = participant(a, 'Practitioner', answer.included);
    // A clinic's name tells as much as a diagnosis.
    if (sensitive({ coding: [], text: place ?? '' })) return 'withheld';
    return {
      id: a.id,
      when,
      status: statusOf(a.status),
      start,
      end: dateText(a.end),
      what:
        plain(a.description ?? '') ||
        textOf(a.serviceType[0]) ||
        textOf(a.appointmentType) ||
        textOf(a.reasonCode[0]),
      practitioner,
      place,
      bring: a.patientInstruction || null,
      ...kindOfVisit(a),
      provenance: provenanceOf('Appointment', a, null, a.created),
    };
  });
}

export function mapAppointments(
  next: SearchAnswer,
  last: SearchAnswer,
  patientId: string,
  now: string,
): Mapped<AppointmentRow> {
  const a = mapSide(next, patientId, 'next', now);
  const b = mapSide(last, patientId, 'last', now);
  a.rows.sort((x, y) => newestFirst(y.start, x.start));
  b.rows.sort((x, y) => newestFirst(x.start, y.start));
  return {
    rows: [...a.rows.slice(0, mostNext), ...b.rows.slice(0, mostLast)],
    unreadable: a.unreadable + b.unreadable,
    withheldSome: a.withheldSome || b.withheldSome,
    more: a.more || b.more || a.rows.length > mostNext || b.rows.length > mostLast,
    counted: (a.counted ?? 0) + (b.counted ?? 0),
    knownNone: false,
  };
}

/** A cached card a day later: what was next may be over. Its outcome isn't known, so it leaves "next" and isn't "last". */
export const stillNext = (rows: AppointmentRow[], now: string): AppointmentRow[] =>
  rows.filter(
    (r) => r.when === 'last' || r.start === null || Date.parse(r.end ?? r.start) >= Date.parse(now),
  );
