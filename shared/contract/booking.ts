// Appointments at the record (rows 1 to 3): free times, what is booked, book, move, cancel, the four ticks of reading back,
// and the message that stands in while the record can't be reached. A page names a time by the id under which the desk
// offered it, and each booking by an id of its own: sent again it makes no second one.
import { z } from 'zod';
import { differences } from '../domain/booking/agree.ts';
import { bookingAsk } from '../domain/booking/ask.ts';
import { partsOfDay } from '../domain/booking/clock.ts';
import { readBackParts } from '../domain/booking/read-back.ts';
import { cancelReasons } from '../domain/booking/visit.ts';
import { type ErrorCode, errorCodes } from '../domain/errors.ts';
import { messageId } from '../domain/messages/message.ts';
import { instant, nothing, request, type Role, topic } from './kinds.ts';

/** Trainers work with made-up people only. */
const roles: readonly Role[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
const surfaces = ['main', 'panel'] as const;
const common = { roles, surfaces };

const contextId = z.uuid();
const bookingId = z.uuid();
/** A FHIR id. */
const recordId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
/** As a page names it: what would be another place in an address is no id. */
const namedId = recordId.refine((id) => !/^\.+$/.test(id), 'only dots');
const patientId = namedId;
/** The first slot and how many follow each other: a long visit takes several. */
const offerId = z.string().regex(/^[A-Za-z0-9.-]{1,64}\+[1-9]\d?$/);
const kindId = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const shown = z.string().max(2000);
const about = { contextId, patientId };
const code = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]);

/** In the order of gravity; none forbids, but a time in the past can't be booked. */
const conflict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('past') }),
  z.strictObject({ kind: z.literal('overlap'), visitId: recordId }),
  z.strictObject({ kind: z.literal('tight'), visitId: recordId, minutes: z.int() }),
  z.strictObject({ kind: z.literal('same-kind'), visitId: recordId }),
]);
const time = {
  start: instant,
  end: instant,
  practitionerId: recordId.nullable(),
  practitioner: shown.nullable(),
  placeId: recordId.nullable(),
  place: shown.nullable(),
  /** IANA; `zoneAssumed`: the record doesn't say it, the account's own is used. */
  zone: z.string().max(80),
  zoneAssumed: z.boolean(),
};
export const offerView = z.strictObject({
  offerId,
  ...time,
  /** Null = the patient's other visits could not be read, so nobody knows. */
  conflicts: z.array(conflict).nullable(),
});
export type OfferView = z.infer<typeof offerView>;

const late = z.strictObject({ late: z.boolean(), hours: z.int(), words: z.string().max(400) });
/** Fields that this caller may not hear of are null and named in `hidden`. */
export const visitView = z.strictObject({
  visitId: recordId,
  status: z.string().max(40),
  start: instant,
  end: instant.nullable(),
  kindId: kindId.nullable(),
  what: shown.nullable(),
  practitionerId: recordId.nullable(),
  practitioner: shown.nullable(),
  placeId: recordId.nullable(),
  place: shown.nullable(),
  bring: shown.nullable(),
  late,
});
export type VisitView = z.infer<typeof visitView>;

/** What the record holds, as it was read back. */
const held = z.strictObject({
  visitId: recordId,
  status: z.string().max(40),
  start: instant.nullable(),
  end: instant.nullable(),
  practitionerId: recordId.nullable(),
  placeId: recordId.nullable(),
});
const open = [
  z.strictObject({ kind: z.literal('differs'), differences: z.array(z.enum(differences)), held }),
  z.strictObject({ kind: z.literal('refused'), code }),
  /** `perhaps`: it may have arrived all the same. */
  z.strictObject({ kind: z.literal('offline'), perhaps: z.boolean() }),
  z.strictObject({ kind: z.literal('unconfirmed'), visitId: recordId, code }),
] as const;
export const bookOutcome = z.discriminatedUnion('kind', [
  /** `pending`: the practice still confirms it, and the caller is told so. */
  z.strictObject({ kind: z.literal('booked'), held, pending: z.boolean() }),
  z.strictObject({ kind: z.literal('taken') }),
  /** So many others stand in the same slot: a person settles it. */
  z.strictObject({ kind: z.literal('doubled'), held, others: z.int().min(1) }),
  /** Looked for after a restart: the record has none of this booking. */
  z.strictObject({ kind: z.literal('not-there') }),
  ...open,
]);
export const cancelOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cancelled'), held, already: z.boolean() }),
  /** Somebody changed it since it was looked at: look again before anything is said. */
  z.strictObject({ kind: z.literal('changed'), held }),
  /** Looked at after a restart: it stands as it stood. */
  z.strictObject({ kind: z.literal('not-there') }),
  ...open,
]);

/**
 * `running`: under way; `open`: it is not known, or half of it was done: `again` goes on; `done`; `ended`: nothing was done;
 * `settled`: a person closed what was open.
 */
export const bookingStates = ['running', 'open', 'done', 'ended', 'settled'] as const;
export const stands = ['none', 'old', 'new', 'both', 'unknown'] as const;
const tickPart = z.enum([...readBackParts, 'bring']);
const readBackView = z.strictObject({
  /** YYYY-MM-DD and HH:MM by the clinic's clock; null = the record lacks it, and that is said. */
  date: z.string().max(10).nullable(),
  time: z.string().max(5).nullable(),
  zone: z.string().max(80),
  place: shown.nullable(),
  withWhom: shown.nullable(),
  bring: z.strictObject({ from: z.enum(['record', 'account', 'missing']), lines: z.array(shown).max(10) }),
  ticked: z.array(tickPart),
  /** Empty = all was read as it is now; before that the form isn't done. */
  still: z.array(tickPart),
});
export const bookingView = z.strictObject({
  bookingId,
  ...about,
  what: z.enum(['book', 'move', 'cancel']),
  at: instant,
  state: z.enum(bookingStates),
  /** What stands at the record of the new and the old visit, as far as is known. */
  stands: z.enum(stands),
  /** The desk was ended meanwhile; what is told here was looked up afterwards. */
  resumed: z.boolean(),
  book: bookOutcome.nullable(),
  cancel: cancelOutcome.nullable(),
  kindId: kindId.nullable(),
  /** The time that was asked for; null for a cancellation. */
  offer: z.strictObject({ offerId, ...time }).nullable(),
  old: z.strictObject({ visitId: recordId, start: instant.nullable() }).nullable(),
  /** Null until the record was read and holds what was asked for. */
  readBack: readBackView.nullable(),
});
export type BookingView = z.infer<typeof bookingView>;
/** Ids, codes and when it was asked for: nothing of the visit itself. */
export const bookingRow = bookingView
  .pick({
    bookingId: true,
    contextId: true,
    patientId: true,
    what: true,
    at: true,
    state: true,
    stands: true,
    resumed: true,
  })
  /** `done`, but not read back to the caller. */
  .extend({ unread: z.boolean() });
export type BookingRow = z.infer<typeof bookingRow>;

/** A visit that is moved or cancelled: `start` as the caller was told; another one at the record means that it was changed. */
const old = {
  visitId: namedId,
  start: instant.nullable(),
  reason: z.enum(cancelReasons),
  /** Goes into the record's comment. */
  note: z.string().trim().max(300),
};

export const booking = {
  /**
   * Times that can be offered, soonest first, with what stands against each. `moving`: the visit that will not stand any
   * more. Fails with `ehr-unsupported` where the record has no slots, `ehr-offline` …: then `ask`.
   */
  slots: request(
    z
      .strictObject({
        ...about,
        wish: z.strictObject({
          /** Of the account; null = any, then `minutes` counts. */
          kindId: kindId.nullable(),
          minutes: z.int().min(5).max(480),
          practitionerId: namedId.nullable(),
          placeId: namedId.nullable(),
          /** By the clinic's clock, both included; at most 62 days. */
          from: z.iso.date(),
          to: z.iso.date(),
          part: z.enum(partsOfDay),
          /** 1 Monday to 7 Sunday; empty = any. */
          weekdays: z.array(z.int().min(1).max(7)).max(7),
        }),
        moving: namedId.nullable(),
      })
      .refine((i) => i.wish.from <= i.wish.to, 'from before to')
      .refine((i) => Date.parse(i.wish.to) - Date.parse(i.wish.from) <= 62 * 86_400_000, 'at most 62 days'),
    z.strictObject({
      offers: z.array(offerView).max(60),
      /** Slots that could not be read and were left out. */
      unreadable: z.int().min(0),
      /** There are more than were looked at: the soonest are here. */
      more: z.boolean(),
    }),
    { ...common, effect: 'remote', audit: 'booking.slots' },
  ),
  /**
   * With whom and where times can be looked for, and whom the patient saw last (null where that may not be said, or is
   * not known): what a wish begins with. `kindIds`: of the account; null = the record doesn't say, so it may be any.
   */
  clinics: request(
    z.strictObject(about),
    z.strictObject({
      clinics: z
        .array(
          z.strictObject({
            practitionerId: recordId.nullable(),
            practitioner: shown.nullable(),
            placeId: recordId.nullable(),
            place: shown.nullable(),
            zone: z.string().max(80),
            zoneAssumed: z.boolean(),
            kindIds: z.array(kindId).nullable(),
          }),
        )
        .max(100),
      usual: z.strictObject({ practitionerId: recordId.nullable(), placeId: recordId.nullable() }).nullable(),
      unreadable: z.int().min(0),
      more: z.boolean(),
    }),
    { ...common, effect: 'remote', audit: 'booking.clinics' },
  ),
  /** What the patient has booked from now on. Never from a cache. */
  visits: request(
    z.strictObject(about),
    z.strictObject({
      visits: z.array(visitView).max(100),
      hidden: z.array(z.enum(['what', 'practitioner', 'place', 'bring', 'end', 'status'])),
      /** Can't be told apart from none: said. */
      unreadable: z.int().min(0),
      more: z.boolean(),
    }),
    { ...common, effect: 'remote', audit: 'booking.visits' },
  ),
  /**
   * Kept in the vault before anything is sent; goes on when the page is gone. The same `bookingId` again answers how it
   * stands. `booking-offer-gone`: look for times again.
   */
  book: request(z.strictObject({ ...about, bookingId, offerId, kindId: kindId.nullable() }), bookingView, {
    ...common,
    effect: 'remote',
    audit: 'booking.book',
  }),
  /** New time first, read back; only then the old one is cancelled. */
  move: request(
    z.strictObject({ ...about, bookingId, offerId, kindId: kindId.nullable(), old: z.strictObject(old) }),
    bookingView,
    { ...common, effect: 'remote', audit: 'booking.move' },
  ),
  cancel: request(z.strictObject({ ...about, bookingId, ...old }), bookingView, {
    ...common,
    effect: 'remote',
    audit: 'booking.cancel',
  }),
  /** Goes on with what is `open`, or tries again what `ended` because the record was away; never twice. */
  again: request(z.strictObject({ ...about, bookingId }), bookingView, {
    ...common,
    effect: 'remote',
    audit: 'booking.again',
  }),
  /** A person has settled what is open or was not read back, elsewhere or by word of mouth: it leaves the list. */
  settle: request(z.strictObject({ ...about, bookingId }), bookingRow, {
    ...common,
    effect: 'write',
    audit: 'booking.settle',
  }),
  /** How the bookings of this call and patient stand, newest first; also after a reload or a restart. */
  standing: request(z.strictObject(about), z.array(bookingView).max(50), {
    ...common,
    effect: 'read',
    audit: 'booking.standing',
  }),
  /**
   * All of this desk that a person has to look at, oldest first; ids and times only: what is open or under way, and what was
   * done in the last three days but not read back, whoever is chosen on its call by now.
   */
  open: request(nothing, z.array(bookingRow).max(100), { ...common, effect: 'read', audit: 'booking.open' }),
  /** A tick of reading back, bound to the words as they are now: a change afterwards takes it back. */
  readBack: request(z.strictObject({ ...about, bookingId, part: tickPart, on: z.boolean() }), bookingView, {
    ...common,
    effect: 'write',
    audit: 'booking.read-back',
  }),
  /**
   * What was asked for as a message of the log, saved as incomplete where rules of messages are still broken. `lines` are
   * the sentences of `askLines(ask)`, one each and in that order, by the page's catalogue. `patientId` null: nobody is
   * verified, then there is no old visit either. A `messageId` of an open draft is that draft, saved.
   */
  ask: request(
    z
      .strictObject({
        contextId,
        patientId: patientId.nullable(),
        accountId: z.string().max(60),
        messageId,
        ask: bookingAsk,
        lines: z.array(z.string().trim().min(1).max(600)).max(20),
        patientName: z.string().trim().max(160),
        patientBirthDate: z.union([z.literal(''), z.iso.date()]),
        /** Why there is no call on this desk; null when there is one. */
        otherPhoneWhy: z.string().trim().max(300).nullable(),
      })
      .refine((i) => i.patientId !== null || i.ask.what === 'book', 'an old visit needs its patient'),
    z.strictObject({
      messageId,
      savedAt: instant,
      /** The lines were longer than the field: they end in an ellipsis. */
      cut: z.boolean(),
    }),
    { ...common, effect: 'write', audit: 'booking.ask' },
  ),
  /** Ids are booking ids: read `standing` or `open` again. */
  changed: topic(['main', 'panel']),
};
