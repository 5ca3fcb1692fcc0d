// An account came, or another version of it: what is open of it is looked at anew, so that its ladder, due times and alarm
// follow the rules in force and not those of the minute it was saved in. In short turns; goes on after a crash or a lock.
import type Database from 'better-sqlite3';
import type { Account } from '#shared/domain/accounts/account.ts';
import { FailureError } from '#shared/domain/result.ts';
import { readDevice, writeDevice } from '../sync/device.ts';
import { prepared } from '../vault/prepared.ts';
import { project, type AccountOf } from './project.ts';
import type { Sealer } from './sealer.ts';

export interface AgainDeps {
  /** Null before the vault is opened. */
  core(): Database.Database | null;
  sealer: Sealer;
  accounts(): readonly Account[];
  accountOf: AccountOf;
  now(): string;
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
  /** These look different now, or may. */
  changed(messages: string[]): void;
  failed(error: unknown): void;
}
/** A turn begins no further message after so long, ms: with its commit it stays under 20. */
export const turnMs = 8;
/** Others' turn between two, ms. */
const pauseMs = 15;
/** What was allowed to wait is looked at again only this long: a new rule must not ring for what a morning has settled. ms */
const mayStillRing = 12 * 3_600_000;
const most = 2000;

const markOf = (accountId: string): string => `projected:${accountId}`;

/** Open dispatches whatever their age; of what may wait, the night's own that no batch took along. */
const openOf = (db: Database.Database, accountId: string, now: string): string[] => {
  const open = prepared<[string, number], { id: string }>(
    db,
    `SELECT id FROM messages WHERE dispatch in ('open', 'ended') and closed_at is null AND account_id = ?
     ORDER BY saved_at DESC, id DESC LIMIT ?`,
  ).all(accountId, most);
  const waits = prepared<[string, string, number], { id: string }>(
    db,
    `SELECT id FROM messages m WHERE account_id = ? AND saved_at > ? AND dispatch IS NULL AND closed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM entries WHERE message_id = m.id AND kind = 'batch')
     ORDER BY saved_at DESC, id DESC LIMIT ?`,
  ).all(accountId, new Date(Date.parse(now) - mayStillRing).toISOString(), most);
  return [...open, ...waits].map((row) => row.id);
};

export function projectAgain(deps: AgainDeps) {
  let work: { account: string; version: string; ids: string[] } | null = null;
  let cancel: (() => void) | null = null;

  /** The next account whose version in force is not the one that its messages were looked at with. */
  function next(db: Database.Database): typeof work {
    const found = deps.accounts().find((a) => readDevice(db, markOf(a.id)) !== String(a.version));
    return found === undefined
      ? null
      : { account: found.id, version: String(found.version), ids: openOf(db, found.id, deps.now()) };
  }
  /** False = nothing is left to do, or nothing can be read now. */
  function turn(db: Database.Database): boolean {
    if (!deps.sealer.readable()) {
      work = null;
      return false;
    }
    work ??= next(db);
    if (work === null) return false;
    const { account, version, ids } = work;
    const began = deps.monotonic();
    const done: string[] = [];
    db.transaction(() => {
      do {
        const id = ids.shift();
        if (id === undefined) break;
        try {
          if (project(db, deps.sealer, deps.accountOf, id)) done.push(id);
        } catch (error) {
          // One that cannot be read stays as it is; it must not keep the others from their ladder.
          if (!(error instanceof FailureError && error.failure.code === 'vault-damaged')) throw error;
        }
      } while (deps.monotonic() - began < turnMs);
      if (ids.length === 0) writeDevice(db, markOf(account), version);
    }).immediate();
    if (ids.length === 0) work = null;
    if (done.length > 0) deps.changed(done);
    return true;
  }
  function later(ms: number): void {
    cancel = deps.after(ms, () => {
      cancel = null;
      const db = deps.core();
      if (db === null || !db.open) return;
      try {
        if (turn(db)) later(pauseMs);
      } catch (error) {
        // A full disk: the mark was not written, so the next look begins again.
        work = null;
        deps.failed(error);
      }
    });
  }
  return {
    /** Documents came, the vault was opened or unlocked. */
    look(): void {
      if (cancel === null) later(0);
    },
    stop: (): void => cancel?.(),
  };
}
