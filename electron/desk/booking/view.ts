// A kept booking as a page sees it: what was asked for, what became of it, what is still to be read back. Other people's
// ids never leave: a visit that turned out to be somebody else's is told as a difference.
import type { z } from 'zod';
import type {
  bookingRow,
  bookingView,
  bookOutcome,
  cancelOutcome,
  offerView,
} from '#shared/contract/booking.ts';
import type { HeldVisit } from '#shared/domain/booking/agree.ts';
import type { Offer } from '#shared/domain/booking/find.ts';
import {
  isTicked,
  readBackFacts,
  type ReadBackFacts,
  readBackParts,
  stillToRead,
} from '#shared/domain/booking/read-back.ts';
import { type BookingRules, whatToBring } from '#shared/domain/booking/visit.ts';
import { type Asked, type BookingRow, type Kept, offerIdOf } from './store.ts';

type View = z.input<typeof bookingView>;
const heldView = ({ id, status, start, end, practitionerId, placeId }: HeldVisit) => ({
  visitId: id,
  status: status.slice(0, 40),
  start,
  end,
  practitionerId,
  placeId,
});

function bookView(o: Kept['book']): z.input<typeof bookOutcome> | null {
  if (o === null) return null;
  if (o.kind === 'booked') return { ...o, held: heldView(o.held) };
  if (o.kind === 'doubled') return { kind: o.kind, held: heldView(o.held), others: o.others.length };
  if (o.kind === 'differs') return { ...o, differences: [...o.differences], held: heldView(o.held) };
  return o;
}
function cancelView(o: Kept['cancel']): z.input<typeof cancelOutcome> | null {
  if (o === null) return null;
  if (o.kind === 'cancelled' || o.kind === 'changed') return { ...o, held: heldView(o.held) };
  if (o.kind === 'differs') return { ...o, differences: [...o.differences], held: heldView(o.held) };
  return o;
}

export function timeView(o: Offer): Omit<z.input<typeof offerView>, 'conflicts'> {
  const { start, end, practitionerId, practitioner, placeId, place, zone, zoneAssumed } = o;
  const who = { practitionerId, practitioner, placeId, place };
  return { offerId: offerIdOf(o), start, end, ...who, zone, zoneAssumed };
}

/** Of what the record holds; null until it was read back and holds what was asked for. */
export function factsOf(row: BookingRow, asked: Asked, rules: BookingRules): ReadBackFacts | null {
  const done = row.kept?.book;
  if (done?.kind !== 'booked' || asked.offer === null) return null;
  const { offer } = asked;
  const { held } = done;
  return readBackFacts(
    {
      start: held.start,
      zone: offer.zone,
      // Names came with the offer: they are of these very ids, or they are not said.
      place: held.placeId === offer.placeId ? offer.place : null,
      practitioner: held.practitionerId === offer.practitionerId ? offer.practitioner : null,
    },
    whatToBring(rules, asked.kind?.id ?? null, null),
  );
}

/** Done, but not all of it was read to the caller as it is now. */
export function isUnread(row: BookingRow, asked: Asked, rules: BookingRules): boolean {
  const facts = row.state === 'done' ? factsOf(row, asked, rules) : null;
  return facts !== null && stillToRead(row.readBack, facts).length > 0;
}
export const rowView = (row: BookingRow, unread: boolean): z.input<typeof bookingRow> => ({
  ...plainView(row),
  unread,
});
function plainView(row: BookingRow): Omit<z.input<typeof bookingRow>, 'unread'> {
  const { bookingId, contextId, patientId, what, at, state, resumed, kept } = row;
  return { bookingId, contextId, patientId, what, at, state, resumed, stands: kept?.stands ?? 'unknown' };
}

export function viewOf(row: BookingRow, asked: Asked, rules: BookingRules): View {
  const { kept } = row;
  const facts = factsOf(row, asked, rules);
  return {
    ...plainView(row),
    book: bookView(kept?.book ?? null),
    cancel: cancelView(kept?.cancel ?? null),
    kindId: asked.kind?.id ?? null,
    offer: asked.offer === null ? null : timeView(asked.offer),
    old: asked.old === null ? null : { visitId: asked.old.visitId, start: asked.old.start },
    readBack:
      facts === null
        ? null
        : {
            ...facts,
            bring: { from: facts.bring.from, lines: [...facts.bring.lines] },
            ticked: [...readBackParts, 'bring' as const].filter((p) => isTicked(row.readBack, p, facts)),
            still: stillToRead(row.readBack, facts),
          },
  };
}
