// How the desk stands: is there a vault, is it open, is it locked, who sits here. One owner of the vault for all rooms.
import type { Result } from '#shared/domain/result.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Person } from '../router/context.ts';
import type { Phase } from '../router/gate.ts';
import { migrations } from '../migrations.ts';
import { createVault, openVault, vaultState, type HostSecrets, type Vault } from '../vault/vault.ts';
import type { RandomBytes } from '../vault/seal.ts';
import type { DeskClock } from './clock.ts';

export interface SessionDeps {
  profile: string;
  random: RandomBytes;
  clock: DeskClock;
  after(ms: number, run: () => void): () => void;
  lockAfterMinutes(): number;
  hostSecrets: HostSecrets | null;
  /** What the parent keeps for reopening after a crash; null clears it. */
  keep(reopen: Buffer | null): void;
  opened(vault: Vault): void;
  locked(): void;
  unlocked(vault: Vault): void;
  changed(): void;
}

/** What a person can't mend by typing again: the page says what it is and that nothing was deleted. */
const fileProblems: readonly ErrorCode[] = [
  'vault-missing-key',
  'vault-newer-schema',
  'vault-damaged',
  'vault-plain-file',
  'vault-not-durable',
  'vault-migration-failed',
  'disk-error',
  'disk-full',
];

const idleBeatMs = 30_000;

export function createSession(deps: SessionDeps) {
  let vault: Vault | null = null;
  let problem: ErrorCode | null = null;
  let person: Person | null = null;
  let lastActive = deps.clock.monotonic();
  let lastActiveWall = deps.clock.wall();
  let cancelIdle: (() => void) | null = null;
  const base = { profile: deps.profile, random: deps.random, clock: () => deps.clock.now(), migrations };

  const state = vaultState(deps.profile);
  if (state === 'missing-key') problem = 'vault-missing-key';
  if (state === 'damaged') problem = 'vault-damaged';

  function phase(): Phase {
    if (vault !== null) return vault.locked ? 'locked' : 'open';
    if (problem !== null && problem !== 'vault-wrong-key') return 'broken';
    return vaultState(deps.profile) === 'present' ? 'closed' : 'first-run';
  }

  /** The larger of both clocks: the steady one stands still while the computer sleeps, the other may be set back. */
  const idleMs = (): number =>
    Math.max(deps.clock.monotonic() - lastActive, deps.clock.wall() - lastActiveWall, 0);
  const limitMs = (): number => deps.lockAfterMinutes() * 60_000;
  /** Looks at least every half minute: the limit may be lowered, and a sleep is noticed when it ends. */
  function watchIdle(): void {
    cancelIdle?.();
    cancelIdle = deps.after(Math.min(idleBeatMs, Math.max(1000, limitMs() - idleMs())), () => {
      if (vault === null || vault.locked) return;
      if (idleMs() >= limitMs()) lock();
      else watchIdle();
    });
  }
  function touched(): void {
    lastActive = deps.clock.monotonic();
    lastActiveWall = deps.clock.wall();
  }

  function take(made: Vault): void {
    vault = made;
    problem = null;
    touched();
    deps.keep(made.keepForReopen());
    deps.opened(made);
    watchIdle();
    deps.changed();
  }
  /** Problems of the files stay shown; a wrong passphrase may simply be typed again. */
  function settle(result: Result<Vault>): Result<null> {
    if (result.ok) {
      take(result.value);
      return ok(null);
    }
    if (fileProblems.includes(result.code)) {
      problem = result.code;
      deps.changed();
    }
    return result;
  }

  /**
   * One after another: a second click, a reload or a repeated request while the passphrase is being checked must find
   * what the first one made. Two at once would each write a keyring, and one of the two would open nothing.
   */
  let last: Promise<unknown> = Promise.resolve();
  function alone(work: () => Promise<Result<null>>): Promise<Result<null>> {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  }
  /** A repeat finds the vault open already: that is what it asked for. */
  const alreadyOpen = (): Result<null> | null =>
    vault === null ? null : vault.locked ? fail('locked') : ok(null);

  function lock(): void {
    if (vault === null || vault.locked) return;
    vault.lock();
    cancelIdle?.();
    deps.keep(null);
    deps.locked();
    deps.changed();
  }

  return {
    phase,
    vault: (): Vault | null => vault,
    problem: (): ErrorCode | null => problem,
    person: (): Person | null => person,
    sit(who: Person | null): void {
      person = who;
      deps.changed();
    },
    create: (passphrase: string): Promise<Result<null>> =>
      alone(async () => {
        const already = alreadyOpen();
        if (already !== null) return already;
        if (phase() !== 'first-run') return fail('vault-exists');
        // Without a keystore that works (a Linux desktop without one) the passphrase alone opens the vault.
        const secrets =
          deps.hostSecrets !== null && (await deps.hostSecrets.available()) ? deps.hostSecrets : null;
        return settle(
          await createVault({ ...base, passphrase, ...(secrets === null ? {} : { hostSecrets: secrets }) }),
        );
      }),
    open: (passphrase: string): Promise<Result<null>> =>
      alone(async () => alreadyOpen() ?? settle(await openVault({ ...base, unlock: { passphrase } }))),
    /** After a crash, with what the parent kept. A failure here only means that a person must open the vault. */
    async reopen(masterKek: Buffer): Promise<void> {
      await alone(async () => {
        try {
          if (vault !== null) return ok(null);
          const opened = await openVault({ ...base, unlock: { masterKek } });
          return !opened.ok && opened.code === 'vault-wrong-key' ? opened : settle(opened);
        } finally {
          masterKek.fill(0);
        }
      });
    },
    unlock: (passphrase: string): Promise<Result<null>> =>
      alone(async () => {
        if (vault === null) return fail('vault-closed');
        if (!vault.locked) return ok(null);
        const done = await vault.unlock({ passphrase });
        if (!done.ok) return done;
        touched();
        deps.keep(vault.keepForReopen());
        deps.unlocked(vault);
        watchIdle();
        deps.changed();
        return ok(null);
      }),
    lock,
    /** Real input. What came too late to prevent a lock (the computer slept) locks first. */
    active(): void {
      if (vault !== null && !vault.locked && idleMs() >= limitMs()) lock();
      else touched();
    },
    locksAt(): string | null {
      if (vault === null || vault.locked) return null;
      return new Date(Date.parse(deps.clock.now()) + Math.max(0, limitMs() - idleMs())).toISOString();
    },
    close(): void {
      cancelIdle?.();
      vault?.close();
      vault = null;
    },
  };
}
export type Session = ReturnType<typeof createSession>;
