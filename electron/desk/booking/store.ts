// Bookings in the vault: written before anything is sent, so that a crash in the middle leaves what was asked for.
import type Database from 'better-sqlite3';
import type { Move, Standing } from '#shared/domain/booking/change.ts';
import type { Offer } from '#shared/domain/booking/find.ts';
import type { ReadBack } from '#shared/domain/booking/read-back.ts';
import type { VisitKind } from '#shared/domain/booking/visit.ts';
import { readSealed, type Sealer, writeSealed } from '../messages/sealer.ts';
import { prepared } from '../vault/prepared.ts';
import type { Cancelling } from './cancel.ts';
import type { BookOutcome, CancelOutcome } from './outcome.ts';

type Db = Database.Database;
/** Looked for after a restart: the record has nothing of it. */
export interface NotThere {
  kind: 'not-there';
}
export interface Kept {
  book: BookOutcome | NotThere | null;
  cancel: CancelOutcome | NotThere | null;
  move: Move | null;
  stands: Standing | 'none';
}
export type BookingState = 'running' | 'open' | 'done' | 'ended' | 'settled';
export interface Asked {
  offer: Offer | null;
  kind: VisitKind | null;
  old: Cancelling | null;
}
export interface BookingRow {
  bookingId: string;
  contextId: string;
  patientId: string;
  accountId: string | null;
  person: string;
  role: string;
  what: 'book' | 'move' | 'cancel';
  at: string;
  state: BookingState;
  resumed: boolean;
  kept: Kept | null;
  readBack: ReadBack;
}
interface Raw {
  id: string;
  context_id: string;
  patient_id: string;
  account_id: string | null;
  person: string;
  role: string;
  what: BookingRow['what'];
  at: string;
  asked_sealed: Buffer;
  state: BookingState;
  resumed: number;
  result: string | null;
  read_back: string;
}
const rowOf = (r: Raw): BookingRow => ({
  bookingId: r.id,
  contextId: r.context_id,
  patientId: r.patient_id,
  accountId: r.account_id,
  person: r.person,
  role: r.role,
  what: r.what,
  at: r.at,
  state: r.state,
  resumed: r.resumed === 1,
  kept: r.result === null ? null : (JSON.parse(r.result) as Kept),
  readBack: JSON.parse(r.read_back) as ReadBack,
});
/** Names an offer towards pages: slots in a row are told by the first and how many they are. */
export const offerIdOf = (offer: Pick<Offer, 'slotIds'>): string =>
  `${offer.slotIds[0] ?? ''}+${offer.slotIds.length}`;

export type NewBooking = Omit<BookingRow, 'state' | 'resumed' | 'kept' | 'readBack'>;

export function createBookingStore(core: () => Db, sealer: Sealer) {
  const list = (where: string, ...args: string[]): BookingRow[] =>
    prepared<string[], Raw>(core(), `SELECT * FROM bookings WHERE ${where}`)
      .all(...args)
      .map(rowOf);
  const unsettled = "state IN ('running', 'open')";
  return {
    add(b: NewBooking, asked: Asked): void {
      const { body } = writeSealed(core(), sealer, b.bookingId, asked);
      prepared(
        core(),
        `INSERT INTO bookings (id, context_id, patient_id, account_id, person, role, what, at, old_id, offer_id,
           asked_sealed, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running')`,
      ).run(
        b.bookingId,
        b.contextId,
        b.patientId,
        b.accountId,
        b.person,
        b.role,
        b.what,
        b.at,
        asked.old?.visitId ?? null,
        asked.offer === null ? null : offerIdOf(asked.offer),
        body,
      );
    },
    find: (bookingId: string): BookingRow | null => list('id = ?', bookingId)[0] ?? null,
    /** Throws `locked` while the reader's key is not open. */
    asked(bookingId: string): Asked {
      const row = prepared<[string], Pick<Raw, 'asked_sealed'>>(
        core(),
        'SELECT asked_sealed FROM bookings WHERE id = ?',
      ).get(bookingId);
      if (row === undefined) throw new Error('no such booking');
      return readSealed(core(), sealer, bookingId, row.asked_sealed) as Asked;
    },
    put(bookingId: string, to: { state: BookingState; kept: Kept | null; resumed: boolean }): void {
      prepared(core(), 'UPDATE bookings SET state = ?, result = ?, resumed = ? WHERE id = ?').run(
        to.state,
        to.kept === null ? null : JSON.stringify(to.kept),
        to.resumed ? 1 : 0,
        bookingId,
      );
    },
    putReadBack: (bookingId: string, readBack: ReadBack): void =>
      void prepared(core(), 'UPDATE bookings SET read_back = ? WHERE id = ?').run(
        JSON.stringify(readBack),
        bookingId,
      ),
    /** Over, and asked for before this instant; what is open stays until a person settled it. */
    purge: (before: string): void =>
      void prepared(core(), `DELETE FROM bookings WHERE at < ? AND NOT (${unsettled})`).run(before),
    /** Newest first. */
    of: (contextId: string, patientId: string): BookingRow[] =>
      list('context_id = ? AND patient_id = ? ORDER BY at DESC, id DESC LIMIT 50', contextId, patientId),
    /** Oldest first: under way, or left for a person. */
    unsettled: (): BookingRow[] => list(`${unsettled} ORDER BY at, id LIMIT 100`),
    /** Done since then, oldest first: whether it was read back is told by `isUnread`. */
    doneSince: (since: string): BookingRow[] =>
      list("state = 'done' AND at >= ? ORDER BY at, id LIMIT 500", since),
    /** Moved or cancelled since: what it was then needs no reading back. */
    isReplaced: (visitId: string): boolean => list("old_id = ? AND state = 'done'", visitId).length > 0,
    /** Another booking of this patient that is not settled and has the same time, or the same visit to be changed. */
    underWay: (bookingId: string, patientId: string, asked: Asked): boolean =>
      list(
        `patient_id = ? AND id <> ? AND ${unsettled} AND (old_id = ? OR offer_id = ?)`,
        patientId,
        bookingId,
        asked.old?.visitId ?? '',
        asked.offer === null ? '' : offerIdOf(asked.offer),
      ).length > 0,
  };
}
export type BookingStore = ReturnType<typeof createBookingStore>;
