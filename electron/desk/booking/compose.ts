// The booking room in this desk: its store in the vault, the account of a call, and what is looked at after a restart.
import type Database from 'better-sqlite3';
import type { Account } from '#shared/domain/accounts/account.ts';
import { type BookingRules, noRules } from '#shared/domain/booking/visit.ts';
import { findCall } from '../calls/store.ts';
import { errorFields, type Log } from '../log.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { RoomHandlers } from '../router/context.ts';
import { prepared } from '../vault/prepared.ts';
import type { BookingClient } from './book.ts';
import type { PatientGate } from './gate.ts';
import { createKeeper } from './keeper.ts';
import { type AccountOf, createLooking } from './looking.ts';
import { askHandler } from './message.ts';
import { bookingRoom } from './room.ts';
import { createBookingStore } from './store.ts';

export interface BookingParts {
  patients: { client: BookingClient | null; gate: PatientGate };
  core(): Database.Database | null;
  sealer: Sealer;
  night: { handlers: { messages: Pick<RoomHandlers<'messages'>, 'open' | 'read' | 'save'> } };
  oncall: { accountOf(id: string): Account | null };
  clock: { now(): string };
  topics: { publish(topic: string, ids: readonly string[]): void };
  log: Pick<Log, 'error'>;
}

export function createBooking(parts: BookingParts) {
  const { patients, sealer } = parts;
  const { gate } = patients;
  const openCore = (): Database.Database => {
    const db = parts.core();
    if (db === null) throw new Error('booking room without a vault');
    return db;
  };
  const store = createBookingStore(openCore, sealer);
  const fhir = (): BookingClient | null => patients.client;
  const rulesOf = (id: string | null): BookingRules =>
    (id === null ? null : parts.oncall.accountOf(id))?.booking ?? noRules;
  /** A draft when the call came in on another phone. */
  function account(contextId: string): AccountOf {
    const drafted = prepared<[string], { account_id: string }>(
      openCore(),
      'SELECT account_id FROM drafts WHERE id = ?',
    );
    const id = findCall(openCore(), contextId)?.accountId ?? drafted.get(contextId)?.account_id ?? '';
    const known = parts.oncall.accountOf(id);
    const zone = known?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    return { accountId: known?.id ?? null, zone, rules: known?.booking ?? noRules };
  }
  const looking = createLooking({ gate, fhir, account });
  const { now: clock } = parts.clock;
  const failed = (error: unknown): void =>
    parts.log.error('request.unexpected', { name: 'booking', ...errorFields(error) });
  const keeper = createKeeper({
    core: parts.core,
    store,
    fhir,
    clock,
    publish: parts.topics.publish,
    failed,
    readable: sealer.readable,
  });
  const isCall = (contextId: string): boolean => findCall(openCore(), contextId) !== null;
  const handlers: RoomHandlers<'booking'> = {
    ...bookingRoom({ gate, store, keeper, looking, fhir, account, rulesOf, clock }),
    ask: askHandler({
      gate,
      messages: parts.night.handlers.messages,
      accountOf: (id) => parts.oncall.accountOf(id),
      isCall,
    }),
  };
  return {
    handlers,
    /** The vault was opened or unlocked. Settles when what was left was looked at; nothing waits for it but tests. */
    opened: async (): Promise<void> => {
      // What can't be taken out today (a full disk) is taken out another day; what was left is looked at all the same.
      try {
        keeper.purge();
      } catch (error) {
        failed(error);
      }
      await keeper.resume(true).catch(failed);
    },
    /** The record answers again: what could not be told then is looked at. */
    back: (): Promise<void> => keeper.resume(false).catch(failed),
    /** At lock: nothing that was only remembered stays. What is under way is brought to an end. */
    locked: looking.forget,
  };
}
