// The read-lease (C10): counts how long the backend was not met, by real clocks only; at its end this desk takes messages and
// reads none, until the backend gives the reader's key back. The arithmetic is shared/domain/access/lease.ts.
import type Database from 'better-sqlite3';
import type { LeaseState } from '#shared/contract/session.ts';
import {
  keepDue,
  keepEveryMs,
  keepLease,
  leaseAgain,
  leaseFrom,
  leaseSeen,
  leaseStand,
  nearMs,
  type Clocks,
  type Lease,
  type LeaseKept,
} from '#shared/domain/access/lease.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Handshake2Answer } from '#shared/protocol/lanes.ts';
import type { GuardRoom } from '../guard/side.ts';
import type { Vault } from '../vault/vault.ts';
import { readLease, writeLease } from './store.ts';
import { keptNow, staysReadable } from './stays.ts';

/** How often the clocks are looked at, ms. */
export const lookEveryMs = 30_000;

export interface LeaseParts {
  core(): Database.Database | null;
  vault(): Vault | null;
  clocks(): Clocks;
  /** ISO instant by the desk's shown clock. */
  now(): string;
  after(ms: number, run: () => void): () => void;
  /** Takes the reader's key and the cache's away for good; codes as `VaultKeys.dropReaders`. */
  drop(): Result<unknown>;
  /** Of the organisation's signed policy; null = none. What a handshake says beside it may only shorten it. */
  policyMinutes(): number | null;
  /** Asks the backend for the reader's key and puts it back. */
  renew(): Promise<Result<unknown>>;
  /** The readers are gone: nothing that was only remembered of patients stays, pages are renewed. */
  gone(): void;
  /** They are back. */
  back(): void;
  audit(event: 'lease.end' | 'lease.renew', what: string): void;
  changed(...topics: string[]): void;
  failed(event: string, code: ErrorCode): void;
}

const topics = ['session', 'status', 'messages', 'dispatch', 'handover', 'patient', 'work', 'calls'].map(
  (room) => `${room}.changed`,
);

/** Null = no end. */
const shorter = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

export function createLease(parts: LeaseParts) {
  let lease: Lease | null = null;
  let minutes: number | null = null;
  let seenAt: string | null = null;
  /** Since when nothing is read. */
  let endedAt: string | null = null;
  /** What stands in the database. */
  let kept: LeaseKept | null = null;
  let keptAt = Number.NEGATIVE_INFINITY;
  /** What pages were told last: the minute of the end, and whether it is near. */
  let told = '';
  let stays = '';
  let renewing = false;
  /** The backend is there and gives no key back before somebody signed in by browser here. */
  let needsSignIn = false;
  /** The disk would not have it: the wrappings are to be taken away again. */
  let undone = false;
  let cancel: (() => void) | null = null;

  const stand = (now = parts.clocks()) =>
    lease === null || minutes === null ? null : leaseStand(leaseSeen(lease, now), now, minutes);
  const ended = (): boolean => endedAt !== null || stand()?.state === 'ended';

  function state(): LeaseState {
    if (ended()) return { state: 'ended', until: endedAt ?? parts.now(), seenAt, needsSignIn };
    const now = stand();
    if (now === null) return { state: 'none', until: null, seenAt, needsSignIn: false };
    return {
      state: 'held',
      until: new Date(Date.parse(parts.now()) + now.leftMs).toISOString(),
      seenAt,
      needsSignIn: false,
    };
  }

  function write(): void {
    const db = parts.core();
    if (db === null || lease === null || seenAt === null) return;
    const now = parts.clocks();
    kept = keepLease(lease, now);
    keptAt = now.steady;
    writeLease(db, { minutes, seenAt, endedAt, kept });
  }

  /**
   * The list of what stays readable is made while everything is: at the end the reader may be locked away. `anew`: also
   * when the list is the same, since a draft that was kept again has another key.
   */
  function keepStays(anew = false): void {
    const vault = parts.vault();
    if (vault === null || vault.locked) return;
    // Without the reader nothing can be added: what is written from now on is kept as it is sealed (../sealing.ts).
    const wanted = staysReadable(vault.core, parts.now());
    const there = vault.readable ? null : keptNow(vault.core);
    const ids = there === null ? wanted : wanted.filter((id) => there.has(id));
    const list = ids.join(' ');
    if (there === null ? list === stays && !anew : there.size === ids.length) return;
    const done = vault.keepReadable(ids);
    if (done.ok) stays = list;
    else parts.failed('lease.keep', done.code);
  }

  function drop(): Result<unknown> {
    const done = parts.drop();
    undone = !done.ok;
    if (!done.ok) parts.failed('lease.end', done.code);
    return done;
  }

  function end(): void {
    endedAt = parts.now();
    keepStays(true);
    const done = drop();
    parts.gone();
    write();
    parts.audit('lease.end', done.ok ? 'dropped' : done.code);
    parts.changed(...topics);
  }

  /** Tells pages when the shown minute moves, or the end comes near. */
  function tell(): void {
    const now = state();
    const word = [now.state, now.until?.slice(0, 16), stand()?.near].join(' ');
    if (word === told) return;
    told = word;
    parts.changed('session.changed', 'status.changed');
  }

  function look(): void {
    if (lease === null || minutes === null || parts.core() === null) return;
    const now = parts.clocks();
    lease = leaseSeen(lease, now);
    if (endedAt !== null) {
      if (undone) drop();
      return keepStays();
    }
    if (leaseStand(lease, now, minutes).state === 'ended') return end();
    keepStays();
    if (kept === null || keepDue(kept, lease, now)) write();
    tell();
  }

  function watch(): void {
    cancel?.();
    const left = stand()?.leftMs ?? lookEveryMs;
    const next =
      endedAt === null ? Math.min(lookEveryMs, left, left > nearMs ? left - nearMs : left) : lookEveryMs;
    cancel = parts.after(Math.max(250, next), () => {
      try {
        look();
      } finally {
        watch();
      }
    });
  }

  async function askReaders(): Promise<void> {
    if (renewing) return;
    renewing = true;
    try {
      const done = await parts.renew();
      const wants = !done.ok && done.code === 'sign-in-needed';
      if (wants !== needsSignIn) parts.changed('session.changed', 'status.changed');
      needsSignIn = wants;
      if (!done.ok) return wants ? undefined : parts.failed('lease.renew', done.code);
      endedAt = null;
      write();
      parts.audit('lease.renew', 'restored');
      parts.back();
      parts.changed(...topics);
    } finally {
      renewing = false;
    }
  }

  const room: GuardRoom = {
    opened(vault: Vault) {
      const row = readLease(vault.core);
      const now = parts.clocks();
      minutes = row?.minutes ?? null;
      seenAt = row?.seenAt ?? null;
      lease = row === null ? null : leaseAgain(row.kept, now);
      // The keyring is the truth: a vault without its reader stays write-only whatever a clock says.
      endedAt = vault.readable ? null : (row?.endedAt ?? parts.now());
      kept = null;
      if (endedAt === null && stand(now)?.state === 'ended') end();
      else look();
      watch();
    },
    unlocked: look,
    /** Somebody signed in: what the backend refused for want of that is asked again. */
    seated(who) {
      if (who !== null && endedAt !== null && needsSignIn) void askReaders();
    },
    contact(answer: Handshake2Answer) {
      const now = parts.clocks();
      // A backend from before leases says nothing of them: what held before goes on holding.
      const said = answer.guard === undefined ? minutes : answer.guard.leaseMinutes;
      // Only where the organisation could give the reader's key back is it ever taken away.
      const next = parts.vault()?.escrow() === null ? null : shorter(parts.policyMinutes(), said);
      const due = kept === null || next !== minutes || now.steady - keptAt >= keepEveryMs;
      minutes = next;
      lease = leaseFrom(now);
      seenAt = parts.now();
      if (endedAt !== null) {
        write();
        return void askReaders();
      }
      if (due) write();
      keepStays();
      tell();
      watch();
    },
    standing() {
      const over = ended();
      // Found to be over by a request: what follows is done behind it, for it may stand in a transaction.
      if (over && endedAt === null) parts.after(0, look);
      return { leaseEnded: over };
    },
    shown: () => ({ lease: state() }),
    stop: () => cancel?.(),
  };
  return {
    room,
    state,
    ended,
    /** For the demo: the clocks say that the lease is over. False: there is none. */
    runOut(): boolean {
      if (lease === null || minutes === null) return false;
      lease = { ...lease, highWall: lease.contactWall + minutes * 60_000 };
      look();
      return true;
    },
  };
}
export type ReadLease = ReturnType<typeof createLease>;
