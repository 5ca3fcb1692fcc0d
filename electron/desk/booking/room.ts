// The booking room's answers to the bridge. Who may is asked first (`gate.ts`); what is begun is kept before it is sent
// (`keeper.ts`) and named by the page's own id: the same id again answers how it stands, and starts nothing.
import type { z } from 'zod';
import type { booking } from '#shared/contract/booking.ts';
import { tick, untick } from '#shared/domain/booking/read-back.ts';
import type { BookingRules } from '#shared/domain/booking/visit.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import type { Cancelling } from './cancel.ts';
import { type About, type BookingAction, type PatientGate, refusal } from './gate.ts';
import type { Keeper } from './keeper.ts';
import type { AccountOf, Looking } from './looking.ts';
import { mayTryAgain } from './settle.ts';
import type { Asked, BookingRow, BookingStore } from './store.ts';
import { factsOf, isUnread, rowView, viewOf } from './view.ts';

type In<N extends Exclude<keyof typeof booking, 'changed'>> = z.output<(typeof booking)[N]['input']>;
type View = z.input<(typeof booking)['book']['output']>;

/** So long somebody is reminded of what was not read back, ms: over a weekend. */
const unreadMs = 3 * 24 * 60 * 60_000;

export interface BookingRoomParts {
  gate: PatientGate;
  store: BookingStore;
  keeper: Keeper;
  looking: Looking;
  fhir(): unknown;
  account(contextId: string): AccountOf;
  rulesOf(accountId: string | null): BookingRules;
  clock(): string;
}

export function bookingRoom(parts: BookingRoomParts): Omit<RoomHandlers<'booking'>, 'ask'> {
  const { gate, store, keeper, looking } = parts;
  const roleOf = (context: Context): string | null => context.person?.role ?? null;
  const view = (row: BookingRow): View =>
    viewOf(row, store.asked(row.bookingId), parts.rulesOf(row.accountId));

  const unread = (row: BookingRow): boolean =>
    row.state === 'done' &&
    row.kept?.book?.kind === 'booked' &&
    isUnread(row, store.asked(row.bookingId), parts.rulesOf(row.accountId)) &&
    !store.isReplaced(row.kept.book.held.id);

  /** The row of that id, of this call and patient; an id of another one is no row. */
  function found(input: About & { bookingId: string }): BookingRow | null {
    const row = store.find(input.bookingId);
    const same = row?.contextId === input.contextId && row.patientId === input.patientId;
    return row !== null && same ? row : null;
  }
  /** Asked again: while the record was asked, another patient may have been chosen. */
  function answer(
    input: About & { bookingId: string },
    action: BookingAction,
    context: Context,
  ): Result<View> {
    const no = refusal(gate, action, input, roleOf(context));
    const row = found(input);
    if (no !== null) return no;
    if (row === null) return fail('vault-closed');
    const end = row.kept?.book?.kind ?? row.kept?.cancel?.kind ?? 'unknown';
    context.about({ what: [row.bookingId, row.what, end].join(':') });
    return ok(view(row));
  }

  async function begin(
    input: About & { bookingId: string },
    action: BookingAction,
    context: Context,
    wanted: (account: AccountOf) => Result<Asked>,
  ): Promise<Result<View>> {
    const { contextId, patientId, bookingId } = input;
    context.about({ callId: contextId, patientId, what: [bookingId, action].join(':') });
    const no = await looking.allowed(action, input, context);
    if (no !== null) return no;
    const before = store.find(bookingId);
    if (before !== null) {
      if (found(input) === null || before.what !== action) return fail('conflict', 'bookingId');
      await keeper.wait(bookingId);
      return answer(input, action, context);
    }
    // Nothing is kept that could not be sent.
    if (parts.fhir() === null) return fail('ehr-offline', 'no EHR is set up');
    const account = parts.account(contextId);
    const asked = wanted(account);
    if (!asked.ok) return asked;
    const { offer } = asked.value;
    if (offer !== null && offer.start <= parts.clock()) return fail('booking-past');
    if (store.underWay(bookingId, patientId, asked.value)) return fail('booking-under-way');
    const person = context.person;
    if (person === null) return fail('not-signed-in');
    await keeper.begin(
      {
        bookingId,
        contextId,
        patientId,
        accountId: account.accountId,
        person: person.id,
        role: person.role,
        what: action,
        at: parts.clock(),
      },
      asked.value,
    );
    return answer(input, action, context);
  }
  const withOffer = (
    input: { contextId: string; offerId: string; kindId: string | null },
    { rules }: AccountOf,
    old: Cancelling | null,
  ): Result<Asked> => {
    const kind = rules.kinds.find((k) => k.id === input.kindId) ?? null;
    if (input.kindId !== null && kind === null) return fail('invalid-input', 'kind');
    const offer = looking.offer(input.contextId, input.offerId);
    return offer === null ? fail('booking-offer-gone') : ok({ offer, kind, old });
  };

  return {
    slots: looking.slots,
    clinics: looking.clinics,
    visits: looking.visits,
    book: (input, context) => begin(input, 'book', context, (a) => withOffer(input, a, null)),
    move: (input, context) =>
      begin(input, 'move', context, (a) => withOffer(input, a, { ...input.old, patientId: input.patientId })),
    cancel: (input, context) =>
      begin(input, 'cancel', context, () => {
        const { visitId, start, reason, note, patientId } = input;
        return ok({ offer: null, kind: null, old: { visitId, start, reason, note, patientId } });
      }),

    async again(input: In<'again'>, context): Promise<Result<View>> {
      const { contextId, patientId, bookingId } = input;
      context.about({ callId: contextId, patientId, what: bookingId });
      const row = found(input);
      if (row === null) return fail('not-found', 'booking');
      const no = await looking.allowed(row.what, input, context);
      if (no !== null) return no;
      // Asked anew: it may have ended while the record was asked whether it is restricted.
      const stands = found(input);
      if (stands === null) return fail('not-found', 'booking');
      const ended = stands.state === 'ended' && mayTryAgain(stands.kept);
      if (stands.state === 'done' || stands.state === 'settled' || (stands.state === 'ended' && !ended))
        return fail('booking-settled');
      const asked = store.asked(bookingId);
      if (ended && asked.offer !== null && asked.offer.start <= parts.clock()) return fail('booking-past');
      if (store.underWay(bookingId, patientId, asked)) return fail('booking-under-way');
      if (parts.fhir() === null) return fail('ehr-offline', 'no EHR is set up');
      await keeper.again(stands);
      return answer(input, row.what, context);
    },

    /** Asks for no evidence: what is open must be closable when the call is long over. */
    settle(input, context) {
      const { contextId, patientId, bookingId } = input;
      context.about({ callId: contextId, patientId, what: bookingId });
      const row = found(input);
      if (row === null) return fail('not-found', 'booking');
      if (keeper.isRunning(bookingId)) return fail('booking-under-way');
      if (row.state !== 'open' && row.state !== 'running' && !unread(row)) return ok(rowView(row, false));
      store.put(bookingId, { ...row, state: 'settled' });
      context.changed('booking.changed', [bookingId]);
      return ok(rowView({ ...row, state: 'settled' }, false));
    },

    standing(input, context) {
      context.about({ callId: input.contextId, patientId: input.patientId });
      const no = refusal(gate, 'book', input, roleOf(context));
      return no ?? ok(store.of(input.contextId, input.patientId).map(view));
    },

    open() {
      const since = new Date(Date.parse(parts.clock()) - unreadMs).toISOString();
      const open = [...store.unsettled(), ...store.doneSince(since).filter(unread)];
      return ok(
        open
          .slice(0, 100)
          .toSorted((a, b) => a.at.localeCompare(b.at))
          .map((row) => rowView(row, row.state === 'done')),
      );
    },

    readBack(input, context) {
      const { contextId, patientId, bookingId, part, on } = input;
      context.about({ callId: contextId, patientId, what: [bookingId, part, on ? 'on' : 'off'].join(':') });
      const no = refusal(gate, 'book', input, roleOf(context));
      if (no !== null) return no;
      const row = found(input);
      if (row === null) return fail('not-found', 'booking');
      const facts = factsOf(row, store.asked(bookingId), parts.rulesOf(row.accountId));
      if (facts === null) return fail('conflict', 'not booked');
      const readBack = on ? tick(row.readBack, part, facts, context.now) : untick(row.readBack, part);
      store.putReadBack(bookingId, readBack);
      context.changed('booking.changed', [bookingId]);
      return ok(view({ ...row, readBack }));
    },
  };
}
