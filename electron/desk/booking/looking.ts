// What can be offered and what is booked, for the chosen patient. Offers are remembered here, so that a page can only book
// what the record offered.
import type { z } from 'zod';
import type { booking } from '#shared/contract/booking.ts';
import { conflictsWith } from '#shared/domain/booking/conflicts.ts';
import { lateCancel } from '#shared/domain/booking/change.ts';
import { findOffers, type Offer } from '#shared/domain/booking/find.ts';
import type { BookingRules } from '#shared/domain/booking/visit.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import type { Context } from '../router/context.ts';
import type { BookingClient } from './book.ts';
import { type About, type BookingAction, hiddenFields, type PatientGate, refusal } from './gate.ts';
import { findSchedules, findSlots } from './slots.ts';
import { offerIdOf } from './store.ts';
import { timeView } from './view.ts';
import { bookedVisits, lastSeen } from './visits.ts';

type In<N extends 'slots' | 'visits' | 'clinics'> = z.output<(typeof booking)[N]['input']>;
type Out<N extends 'slots' | 'visits' | 'clinics'> = z.input<(typeof booking)[N]['output']>;

/** What the account of a call decided. `accountId` null: the call is for none that this desk knows. */
export interface AccountOf {
  accountId: string | null;
  zone: string;
  rules: BookingRules;
}
export interface LookingParts {
  gate: PatientGate;
  fhir(): BookingClient | null;
  account(contextId: string): AccountOf;
}
/** Calls, and times a call, that are remembered. */
const mostContexts = 20;
const mostOffers = 600;
const mostClinics = 100;
const dayMs = 86_400_000;
/** No clock on earth is further from UTC. */
const widestMs = 14 * 3_600_000;

export function createLooking({ gate, fhir, account }: LookingParts) {
  const offered = new Map<string, Map<string, Offer>>();

  function remember(contextId: string, offers: readonly Offer[]): void {
    const known = offered.get(contextId) ?? new Map<string, Offer>();
    for (const o of offers) {
      known.delete(offerIdOf(o));
      known.set(offerIdOf(o), o);
    }
    for (const id of known.keys()) if (known.size > mostOffers) known.delete(id);
    offered.delete(contextId);
    offered.set(contextId, known);
    for (const id of offered.keys()) if (offered.size > mostContexts) offered.delete(id);
  }

  /** Asked before the record is: also whether it is restricted, which it may say only now. */
  async function allowed(action: BookingAction, about: About, context: Context): Promise<Failure | null> {
    const role = context.person?.role ?? null;
    const before = refusal(gate, action, about, role);
    if (before !== null) return before;
    return (await gate.known(about.patientId, context)) ?? refusal(gate, action, about, role);
  }

  async function slots(input: In<'slots'>, context: Context): Promise<Result<Out<'slots'>>> {
    const { contextId, patientId, wish, moving } = input;
    context.about({ callId: contextId, patientId });
    const action = moving === null ? 'book' : 'move';
    const no = await allowed(action, input, context);
    if (no !== null) return no;
    const client = fhir();
    if (client === null) return fail('ehr-offline', 'no EHR is set up');
    const { rules, zone } = account(contextId);
    const kind = rules.kinds.find((k) => k.id === wish.kindId) ?? null;
    if (wish.kindId !== null && kind === null) return fail('invalid-input', 'kind');
    const kinds = (kind?.codes ?? []).map((c) => `${c.system}|${c.code}`);
    const earliest = Math.max(Date.parse(wish.from) - widestMs, Date.parse(context.now));
    const from = new Date(earliest).toISOString();
    const to = new Date(Math.max(Date.parse(wish.to) + dayMs + widestMs, earliest)).toISOString();
    const { practitionerId, placeId } = wish;
    const [found, visits] = await Promise.all([
      findSlots(client, { kinds, practitionerId, placeId, from, to, zone }, context.signal),
      bookedVisits(client, patientId, rules, context.now, context.signal),
    ]);
    if (!found.ok) return found;
    const after = refusal(gate, action, input, context.person?.role ?? null);
    if (after !== null) return after;
    const minutes = kind?.minutes ?? wish.minutes;
    const offers = findOffers(found.value.slots, { ...wish, kinds, minutes }, context.now);
    remember(contextId, offers);
    const whole = visits.ok && visits.value.unreadable === 0 && !visits.value.more;
    const others = whole ? visits.value.visits : null;
    // That a visit of this kind is booked says what it is for.
    const untold = hiddenFields(gate, input, context.person?.role ?? '').includes('what');
    const against = (o: Offer) =>
      others
        ? conflictsWith({ ...o, kindId: untold ? null : (kind?.id ?? null) }, others, context.now, moving)
        : null;
    return ok({
      offers: offers.map((o) => ({ ...timeView(o), conflicts: against(o) })),
      unreadable: found.value.unreadable,
      more: found.value.more || offers.length === 60,
    });
  }

  async function visits(input: In<'visits'>, context: Context): Promise<Result<Out<'visits'>>> {
    const { contextId, patientId } = input;
    context.about({ callId: contextId, patientId });
    const no = await allowed('move', input, context);
    if (no !== null) return no;
    const client = fhir();
    if (client === null) return fail('ehr-offline', 'no EHR is set up');
    const { rules } = account(contextId);
    const found = await bookedVisits(client, patientId, rules, context.now, context.signal);
    if (!found.ok) return found;
    const role = context.person?.role ?? null;
    const after = refusal(gate, 'move', input, role);
    if (after !== null) return after;
    const hidden = hiddenFields(gate, input, role ?? '');
    const shown = <T>(field: (typeof hidden)[number], value: T): T | null =>
      hidden.includes(field) ? null : value;
    return ok({
      visits: found.value.visits.map((v) => ({
        visitId: v.id,
        status: hidden.includes('status') ? '' : v.status.slice(0, 40),
        start: v.start,
        end: shown('end', v.end),
        // What for is told by the kind too.
        kindId: shown('what', v.kindId),
        what: shown('what', v.what),
        practitionerId: shown('practitioner', v.practitionerId),
        practitioner: shown('practitioner', v.practitioner),
        placeId: shown('place', v.placeId),
        place: shown('place', v.place),
        bring: shown('bring', v.bring),
        late: lateCancel(v.start, context.now, rules),
      })),
      hidden,
      unreadable: found.value.unreadable,
      more: found.value.more,
    });
  }

  async function clinics(input: In<'clinics'>, context: Context): Promise<Result<Out<'clinics'>>> {
    const { contextId, patientId } = input;
    context.about({ callId: contextId, patientId });
    const no = await allowed('book', input, context);
    if (no !== null) return no;
    const client = fhir();
    if (client === null) return fail('ehr-offline', 'no EHR is set up');
    const { rules, zone } = account(contextId);
    const any = { kinds: [], practitionerId: null, placeId: null, zone };
    const [found, last] = await Promise.all([
      findSchedules(client, any, context.signal),
      lastSeen(client, patientId, context.now, context.signal),
    ]);
    if (!found.ok) return found;
    const role = context.person?.role ?? null;
    const after = refusal(gate, 'book', input, role);
    if (after !== null) return after;
    const hidden = hiddenFields(gate, input, role ?? '');
    const usual = last && {
      practitionerId: hidden.includes('practitioner') ? null : last.practitionerId,
      placeId: hidden.includes('place') ? null : last.placeId,
    };
    const kindsOf = (codes: readonly string[]): string[] =>
      rules.kinds
        .filter((k) => k.codes.some((c) => codes.includes(`${c.system}|${c.code}`)))
        .map((k) => k.id);
    const { places, unreadable, more } = found.value;
    return ok({
      clinics: [...places.values()].slice(0, mostClinics).map(({ kinds, ...where }) => ({
        ...where,
        kindIds: kinds.length === 0 ? null : kindsOf(kinds),
      })),
      usual,
      unreadable,
      more: more || places.size > mostClinics,
    });
  }

  return {
    slots,
    clinics,
    visits,
    allowed,
    offer: (contextId: string, offerId: string): Offer | null => offered.get(contextId)?.get(offerId) ?? null,
    /** At lock: nothing that was only remembered stays. */
    forget: (): void => offered.clear(),
  };
}
export type Looking = ReturnType<typeof createLooking>;
