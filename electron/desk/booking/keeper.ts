// The running bookings of this desk: kept before they are sent, finished whatever becomes of the page that asked, looked
// at again after a restart. Each end is audited and told.
import type Database from 'better-sqlite3';
import { ok, type Result } from '#shared/domain/result.ts';
import { appendAudit } from '../audit/append.ts';
import { createRuns } from '../fhir/runs.ts';
import type { BookingClient } from './book.ts';
import { look, perform, type Stand, unknown } from './run.ts';
import type { Asked, BookingRow, BookingStore, NewBooking } from './store.ts';

export interface KeeperParts {
  core(): Database.Database | null;
  store: BookingStore;
  fhir(): BookingClient | null;
  clock(): string;
  publish(topic: string, ids: readonly string[]): void;
  failed(error: unknown): void;
  /** The reader's key is open: what was asked for can be read. */
  readable(): boolean;
}

/** So long a booking that is over can still be looked up. */
export const keptDays = 30;

export function createKeeper(parts: KeeperParts) {
  const { store } = parts;
  const runs = createRuns(parts.failed);
  const { signal } = new AbortController();

  function keep(row: BookingRow, stand: Stand, resumed: boolean): void {
    const db = parts.core();
    // The vault was closed meanwhile: the row still says `running`, and is looked at when it is open again.
    if (db === null) return;
    const ended = stand.kept?.cancel?.kind ?? stand.kept?.book?.kind ?? 'unknown';
    db.transaction(() => {
      store.put(row.bookingId, { ...stand, resumed });
      appendAudit(db, {
        event: resumed ? 'booking.resumed' : 'booking.ended',
        outcome: 'ok',
        person: { id: row.person, role: row.role },
        surface: 'desk',
        subject: {
          patientId: row.patientId,
          callId: row.contextId,
          what: [row.bookingId, row.what, ended, stand.kept?.stands ?? 'unknown'].join(':'),
        },
        at: parts.clock(),
      });
    }).immediate();
    parts.publish('booking.changed', [row.bookingId]);
  }

  /** One at a time a booking: a repeat waits for the first. */
  const run = (row: BookingRow, asked: Asked, how: typeof perform, resumed: boolean): Promise<void> =>
    runs.run(row.bookingId, async () => {
      const fhir = parts.fhir();
      const stand =
        fhir === null
          ? unknown(row.kept)
          : await how({ fhir, now: parts.clock(), signal }, row, asked).catch((error: unknown) => {
              parts.failed(error);
              return unknown(row.kept);
            });
      keep(row, stand, resumed);
    });

  return {
    isRunning: runs.isRunning,
    wait: runs.wait,
    /** Kept first; then sent. */
    async begin(made: NewBooking, asked: Asked): Promise<Result<null>> {
      const db = parts.core();
      db?.transaction(() => store.add(made, asked)).immediate();
      parts.publish('booking.changed', [made.bookingId]);
      const row = store.find(made.bookingId);
      if (row !== null) await run(row, asked, perform, false);
      return ok(null);
    },
    /** `row` as it stands: what was done is not done again. */
    async again(row: BookingRow): Promise<void> {
      const asked = store.asked(row.bookingId);
      if (!runs.isRunning(row.bookingId)) store.put(row.bookingId, { ...row, state: 'running' });
      await run(row, asked, perform, row.resumed);
    },
    /** What is over leaves the vault: what was asked for is at the record, and its event in the audit. */
    purge(): void {
      const db = parts.core();
      const before = new Date(Date.parse(parts.clock()) - keptDays * 86_400_000).toISOString();
      db?.transaction(() => store.purge(before)).immediate();
    },
    /**
     * At opening and at unlocking: what a crash left under way, and what could not be told then. Where the record can't be
     * reached it stays open, and is told as not known. `restarted` false: the record is back, the desk never went.
     */
    async resume(restarted: boolean): Promise<void> {
      if (parts.core() === null || !parts.readable()) return;
      const left = store
        .unsettled()
        .filter(
          (r) => !runs.isRunning(r.bookingId) && (r.state === 'running' || r.kept?.stands === 'unknown'),
        );
      // One after another: after a restart nobody is in a hurry, and the record may just be coming back too.
      for (const { bookingId, state } of left) {
        if (parts.core() === null || !parts.readable()) return;
        const row = store.find(bookingId);
        // Somebody may have gone on with it, or settled it, while another one was looked at.
        if (row?.state === state) await run(row, store.asked(bookingId), look, restarted || row.resumed);
      }
    },
  };
}
export type Keeper = ReturnType<typeof createKeeper>;
