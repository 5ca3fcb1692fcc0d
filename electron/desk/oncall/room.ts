// Which accounts and schedules are in force: delivered ones over shipped ones. Answered without the vault too: what was
// delivered is remembered while it is locked, and before it is opened what shipped counts. Nothing here is patient data.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import type { ScheduleOrigin } from '#shared/contract/oncall.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { scheduleAge, type Schedule } from '#shared/domain/oncall/index.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import type { Delivered, documentRef } from '#shared/protocol/lanes.ts';
import { deliveredRefs, putChecked, putDelivered, readDelivered, type DeliveredFiles } from './store.ts';

export interface OnCallDeps {
  /** Null before the vault is opened. */
  core(): Database.Database | null;
  shipped: { accounts: readonly Account[]; schedules: readonly Schedule[] };
  now(): string;
  /** In the demo what shipped looks as if it came with the last sync. */
  shippedAsOf(schedule: Schedule, now: string): string;
  changed(): void;
}
export interface ScheduleInForce {
  schedule: Schedule;
  origin: ScheduleOrigin;
}
export interface OnCallRoom {
  accounts(): readonly Account[];
  accountOf(id: string): Account | null;
  /** Null = this desk has no schedule of the account. */
  scheduleOf(accountId: string): ScheduleInForce | null;
  /** Every account's, for the linter: one person may be primary for two of them. */
  schedules(): readonly Schedule[];
  /** Telephone numbers of departments, contacts and people on call of every account: who has one is no patient. */
  numbers(): readonly string[];
  /** For the sync: what is here, a file that came, and that nothing newer is there. */
  have(): z.infer<typeof documentRef>[];
  put(delivered: Delivered): Result<{ changed: boolean }>;
  checked(): void;
  /** The vault was opened, or is another one. */
  opened(): void;
}

export function createOnCallRoom(deps: OnCallDeps): OnCallRoom {
  const none: DeliveredFiles = { accounts: [], schedules: [], checkedAt: null };
  let files: DeliveredFiles | null = null;
  let all: readonly Account[] | null = null;

  const delivered = (): DeliveredFiles => {
    if (files !== null) return files;
    const db = deps.core();
    if (db === null) return none;
    files = readDelivered(db);
    all = null;
    return files;
  };
  const forget = (): void => {
    files = null;
    all = null;
  };
  function accounts(): readonly Account[] {
    const came = delivered().accounts.map((a) => a.value);
    all ??= [...came, ...deps.shipped.accounts.filter((s) => !came.some((c) => c.id === s.id))].toSorted(
      (a, b) => (a.id < b.id ? -1 : 1),
    );
    return all;
  }
  function scheduleOf(accountId: string): ScheduleInForce | null {
    const now = deps.now();
    const { schedules, checkedAt } = delivered();
    const came = schedules.find((s) => s.value.accountId === accountId);
    if (came !== undefined) {
      const asOf = checkedAt !== null && checkedAt > came.receivedAt ? checkedAt : came.receivedAt;
      return inForce(came.value, asOf, now, 'delivered');
    }
    const shipped = deps.shipped.schedules.find((s) => s.accountId === accountId);
    return shipped === undefined ? null : inForce(shipped, deps.shippedAsOf(shipped, now), now, 'shipped');
  }
  const schedules = (): Schedule[] =>
    accounts().flatMap((a) => {
      const found = scheduleOf(a.id);
      return found === null ? [] : [found.schedule];
    });
  return {
    accounts,
    accountOf: (id) => accounts().find((a) => a.id === id) ?? null,
    scheduleOf,
    schedules,
    numbers: () => [
      ...accounts().flatMap((a) => [...a.departments, ...a.contacts].map((one) => one.number)),
      ...schedules().flatMap((one) =>
        one.people.flatMap((p) => p.contacts.filter((c) => c.methods.includes('voice')).map((c) => c.to)),
      ),
    ],
    have() {
      const db = deps.core();
      return db === null ? [] : deliveredRefs(db);
    },
    put(file) {
      const db = deps.core();
      if (db === null) return fail('vault-closed');
      const done = putDelivered(db, file, deps.now());
      if (done.ok && done.value.changed) {
        forget();
        deps.changed();
      }
      return done;
    },
    checked() {
      const db = deps.core();
      if (db === null) return;
      const now = deps.now();
      putChecked(db, now);
      if (files !== null) files = { ...files, checkedAt: now };
    },
    opened: forget,
  };
}

const inForce = (
  schedule: Schedule,
  asOf: string,
  now: string,
  source: ScheduleOrigin['source'],
): ScheduleInForce => ({
  schedule,
  origin: { version: schedule.version, asOf, age: scheduleAge(asOf, now), source },
});
