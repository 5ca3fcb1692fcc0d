// What the tests of opening and locking share: a key store of their own, and a session over a real vault.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect } from 'vitest';
import { fail, FailureError } from '#shared/domain/result.ts';
import type { Person } from '../router/context.ts';
import { testPassphrase } from '../vault/testing.ts';
import type { HostSecrets } from '../vault/vault.ts';
import { createSession, type Session } from './session.ts';

/** A key store that can be emptied, swapped, made to ask for re-encryption, to say nothing, or to take its time. */
export function testStore() {
  const state = {
    backend: 'gnome_libsecret' as string | null,
    mask: 0x55,
    rewrap: false,
    silent: false,
    lies: false,
    /** How often it was asked for what it holds. */
    asked: 0,
    /** What it answers waits for this. */
    until: Promise.resolve() as Promise<unknown>,
  };
  const never = new Promise<never>(() => undefined);
  const secrets: HostSecrets = {
    backend: async () => state.backend,
    async wrap(bytes) {
      if (state.silent) return never;
      await state.until;
      return Buffer.concat([Buffer.from([state.mask]), bytes.map((b) => b ^ state.mask)]);
    },
    async unwrap(bytes) {
      state.asked++;
      if (state.silent) return never;
      await state.until;
      if (state.lies) return { bytes: randomBytes(60), shouldRewrap: false };
      if (bytes[0] !== state.mask) throw new FailureError(fail('keystore-lost'));
      return {
        bytes: Buffer.from(bytes.subarray(1).map((b) => b ^ state.mask)),
        shouldRewrap: state.rewrap,
      };
    },
  };
  /** From now on it takes its time; returns what lets it answer. */
  function slow(): () => void {
    const gate = Promise.withResolvers<void>();
    state.until = gate.promise;
    return gate.resolve;
  }
  return { state, secrets, slow };
}

export interface TestSession extends Session {
  /** Its steady clock, ms. */
  time: { steady: number };
  timers: { ms: number; run: () => void }[];
  /** What it told, in order. */
  log: string[];
  /** What the parent would hand to the next desk. */
  kept(): Buffer | null;
  /** Told of every seat. */
  onSeat: { told(who: Person | null): void };
  /** Told of every opening. */
  onOpened: { told(db: Database.Database): void };
}
export function testSession(profile: string, hostSecrets: HostSecrets | null): TestSession {
  const timers: TestSession['timers'] = [];
  const log: string[] = [];
  const time = { steady: 0 };
  let kept: Buffer | null = null;
  const onSeat: TestSession['onSeat'] = { told: () => undefined };
  const onOpened: TestSession['onOpened'] = { told: () => undefined };
  const made = createSession({
    profile,
    random: randomBytes,
    leastCost: true,
    clock: {
      now: () => new Date().toISOString(),
      monotonic: () => time.steady,
      wall: () => 0,
      shifted: () => false,
      shiftTo: () => undefined,
    },
    after(ms, run) {
      const timer = { ms, run };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    lockAfterMinutes: () => 10,
    hostSecrets,
    keep(key) {
      kept = key;
      log.push(key === null ? 'keep nothing' : 'keep a key');
    },
    opened(vault) {
      log.push('opened');
      onOpened.told(vault.core);
    },
    locked: () => void log.push('locked'),
    unlocked: () => void log.push('unlocked'),
    seated: (who) => onSeat.told(who),
    changed: () => undefined,
  });
  return Object.assign(made, { timers, log, time, onSeat, onOpened, kept: () => kept });
}

/** Makes the vault and waits until the key store may open it. */
export async function makeWithKey(session: Session): Promise<void> {
  expect(await session.create(testPassphrase, true)).toMatchObject({ ok: true });
  await expect.poll(() => session.keystore().opens).toBe(true);
}
export const ringOf = (profile: string): { host?: { wrapped: string; backend: string } } =>
  JSON.parse(readFileSync(join(profile, 'vault', 'keyring.json'), 'utf8'));
