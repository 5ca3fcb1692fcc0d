// A revoked or stolen device (C16, C36, row 85), in this order: reading goes within the turn that hears of it; what the
// backend lacks is handed over, sealed, and what it would not take goes into a rescue file that stays; the audit's rows; the
// keys are destroyed; the files; the receipt. Killed at any point, it goes on at the next start (before the keys: at the next
// opening). A desk that was started without its backend's address reads nothing and destroys nothing: it waits for a start
// with one. `reached` names each point, for a test that kills there.
import type Database from 'better-sqlite3';
import type { Result } from '#shared/domain/result.ts';
import { requestCounter, findEnrolment, readDevice, writeDevice } from '../sync/device.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { retryDelay } from '../sync/backoff.ts';
import type { WrapForBackend } from '../sync/outbox.ts';
import type { Vault } from '../vault/vault.ts';
import { countUnsent, handOver, wrapWaiting, type Left } from './hand-over.ts';
import { forgetWipe, readWipe, writeWipe, type SignedReceipt } from './marker.ts';
import { sendReceipt, signReceipt } from './receipt.ts';
import { keepRest, restLies, type Rest } from './rest.ts';
import { toWipe, wipeProfile } from './wipe.ts';

export const wipePoints = [
  'noted',
  'readers',
  'handed',
  'rest',
  'marked',
  'keys',
  'files',
  'receipt',
] as const;
export type WipePoint = (typeof wipePoints)[number];

/** `-rest`: a rescue file lies here; `-waits`: it goes on once the desk is started with its backend's address. */
export type RevokedPage = 'device-revoked' | 'device-revoked-rest' | 'device-revoked-waits';

export interface RevokeParts {
  profile: string;
  baseUrl: string | null;
  client: BackendClient | null;
  vault(): Vault | null;
  wrap: WrapForBackend;
  /** From here on the desk shows this page and opens nothing. `lift`: asked when a person says to look anew. */
  bar(page: RevokedPage, lift: () => boolean): void;
  /** Brings the audit's rows to the backend, once. `none`: they are all there, or nobody keeps them. */
  bringAudit(): Promise<Left>;
  /** Nobody sits here, nothing is remembered, the usual sync is silent. */
  leaveAll(): void;
  /** The session lets go of the vault: its files are about to go. */
  letGo(): void;
  audit(core: Database.Database, event: 'device.revoked', what: string): void;
  now(): string;
  uuid(): string;
  random(): number;
  after(ms: number, run: () => void): () => void;
  told(event: 'device.revoked' | 'device.wiped', fields: { count: number; ok: boolean }): void;
  reached?(point: WipePoint): void;
  fetch?: typeof fetch;
}

const noteKey = 'revoked-at';
/** Rounds in which a backend that is there refuses what waits, until the wipe goes on without it (about half an hour). */
const refusedRounds = 10;
/** The same for the audit's rows, of which the backend has the newest signed head already (about ten seconds). */
const auditRounds = 3;
const longestWaitMs = 300_000;

export function createRevoke(parts: RevokeParts) {
  const reached = (point: WipePoint): void => parts.reached?.(point);
  let running = false;
  let stopped = false;
  let cancel: (() => void) | null = null;
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => void (done = resolve));

  const pause = (attempt: number): Promise<void> =>
    new Promise((resolve) => {
      cancel = parts.after(Math.min(longestWaitMs, retryDelay(attempt, parts.random())), resolve);
    });
  /** After a wipe that is complete a person may set this computer up anew. */
  const lift = (): boolean => {
    if (readWipe(parts.profile)?.step !== 'done') return false;
    if (wipeProfile(parts.profile).left > 0) return false;
    forgetWipe(parts.profile);
    return true;
  };

  /** Again and again until nothing is left: for as long as the backend is away, and `rounds` times if it is there and refuses. */
  async function until(rounds: number, core: Database.Database, once: () => Promise<Left>): Promise<void> {
    let refused = 0;
    for (let attempt = 1; !stopped && core.open; attempt++) {
      let left: Left;
      try {
        left = await once();
      } catch {
        left = 'refused'; // a disk that takes no note of what was sent
      }
      if (left === 'none') return;
      refused = left === 'refused' ? refused + 1 : 0;
      if (refused >= rounds) return;
      await pause(attempt);
    }
  }

  /** Null: stopped. Nothing is destroyed while it lies neither at the backend nor in a file that is on the disk. */
  async function handOverAll(
    vault: Vault,
    client: BackendClient,
    at: string,
  ): Promise<{ rest: Rest | null } | null> {
    const { core } = vault;
    const { profile, wrap } = parts;
    for (let attempt = 1; ; attempt++) {
      await until(refusedRounds, core, () => handOver({ ...parts, client, core }));
      if (stopped || !core.open) return null;
      reached('handed');
      let kept: Result<Rest | null> | null = null;
      try {
        kept = await keepRest(vault, { profile, at, now: parts.now(), wrap });
      } catch {
        // A folder that can't be made: as a disk that refuses.
      }
      if (stopped || !core.open) return null;
      if (kept?.ok === true) return { rest: kept.value };
      await pause(attempt);
    }
  }

  /** Whatever waits lies sealed in a file as well, for whoever brings it over by hand; keys and database stay as they are. */
  async function waitForAddress(vault: Vault, at: string): Promise<void> {
    const { profile, wrap } = parts;
    parts.bar('device-revoked-waits', lift);
    try {
      await keepRest(vault, { profile, at, now: parts.now(), wrap });
    } catch {
      // A disk that takes no file: it all lies in core.db.
    }
    done();
  }

  function receiptOf(vault: Vault, rest: Rest | null): SignedReceipt | null {
    const enrolment = findEnrolment(vault.core);
    if (enrolment === null) return null;
    const { files } = toWipe(parts.profile);
    const value = {
      v: 2,
      at: parts.now(),
      keysDestroyed: true,
      filesDeleted: files.length,
      unsent: countUnsent(vault.core),
      // Not said without one: an older backend takes no more than it knows.
      ...(rest === null ? {} : { rescue: rest }),
    } as const;
    const counter = requestCounter(vault.core).take();
    return signReceipt(value, { deviceId: enrolment.deviceId, counter, sign: (b) => vault.sign(b) });
  }

  /** Keys are gone or about to go: the same from here on in this process and in the next. */
  async function finish(receipt: SignedReceipt | null, at: string, destroyed: boolean): Promise<void> {
    if (stopped) return;
    const { deleted, left } = wipeProfile(parts.profile);
    parts.told('device.wiped', { count: deleted, ok: destroyed && left === 0 });
    reached('files');
    // What the disk kept is tried again at the next start; until it is gone no receipt says that it were.
    if (left > 0) return done();
    const { baseUrl } = parts;
    for (let attempt = 1; receipt !== null && !stopped; attempt++) {
      // It is kept for a start with the address: nothing else says that the wipe is complete.
      if (baseUrl === null) return done();
      const answer = await sendReceipt(baseUrl, receipt, parts.fetch);
      if (answer !== 'away') break;
      await pause(attempt);
    }
    if (stopped) return;
    writeWipe(parts.profile, { v: 1, step: 'done', at, receipt: null });
    reached('receipt');
    done();
  }

  async function run(vault: Vault): Promise<void> {
    const { core } = vault;
    const at = readDevice(core, noteKey) ?? parts.now();
    if (readDevice(core, noteKey) === null) {
      core
        .transaction(() => {
          writeDevice(core, noteKey, at);
          parts.audit(core, 'device.revoked', 'begun');
        })
        .immediate();
    }
    reached('noted');
    try {
      if (vault.reader() !== null) wrapWaiting(core, parts.wrap);
    } finally {
      vault.dropReaders({ force: true });
      parts.leaveAll();
    }
    reached('readers');
    parts.told('device.revoked', { count: countUnsent(core), ok: true });
    if (parts.client === null) return waitForAddress(vault, at);
    const handed = await handOverAll(vault, parts.client, at);
    if (handed === null) return;
    reached('rest');
    if (handed.rest !== null) parts.bar('device-revoked-rest', lift);
    await until(auditRounds, core, parts.bringAudit);
    if (stopped || !core.open) return;
    const receipt = receiptOf(vault, handed.rest);
    writeWipe(parts.profile, { v: 1, step: 'destroy', at, receipt });
    reached('marked');
    const destroyed = vault.destroyKeys();
    parts.letGo();
    reached('keys');
    await finish(receipt, at, destroyed);
  }

  function begin(): void {
    const vault = parts.vault();
    if (running || vault === null) return;
    running = true;
    parts.bar('device-revoked', lift);
    void run(vault).catch(() => {
      // A disk that refuses: memory holds no reader by now; the next start goes on.
      parts.leaveAll();
      running = false;
      done();
    });
  }

  // Begun by a process that is no more: its keys went, or were about to.
  const left = readWipe(parts.profile);
  if (left !== null) {
    running = true;
    parts.bar(restLies(parts.profile) ? 'device-revoked-rest' : 'device-revoked', lift);
    if (left.step === 'destroy') void finish(left.receipt, left.at, true).catch(done);
    else done();
  }

  return {
    room: {
      opened(vault: Vault): void {
        if (readDevice(vault.core, noteKey) !== null) begin();
      },
      revoked: begin,
      stop(): void {
        stopped = true;
        cancel?.();
      },
    },
    /** Settles when there is nothing left to do in this process. */
    finished,
  };
}
export type Revoke = ReturnType<typeof createRevoke>;
