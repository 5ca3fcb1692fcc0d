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

export function createSession(deps: SessionDeps) {
  let vault: Vault | null = null;
  let problem: ErrorCode | null = null;
  let person: Person | null = null;
  let lastActive = deps.clock.monotonic();
  let cancelIdle: (() => void) | null = null;
  let opening = false;
  const base = { profile: deps.profile, random: deps.random, clock: () => deps.clock.now(), migrations };

  const state = vaultState(deps.profile);
  if (state === 'missing-key') problem = 'vault-missing-key';
  if (state === 'damaged') problem = 'vault-damaged';

  function phase(): Phase {
    if (vault !== null) return vault.locked ? 'locked' : 'open';
    if (problem !== null && problem !== 'vault-wrong-key') return 'broken';
    return vaultState(deps.profile) === 'present' ? 'closed' : 'first-run';
  }

  const idleMs = (): number => deps.clock.monotonic() - lastActive;
  const limitMs = (): number => deps.lockAfterMinutes() * 60_000;
  function watchIdle(): void {
    cancelIdle?.();
    cancelIdle = deps.after(Math.max(1000, limitMs() - idleMs()), () => {
      if (vault === null || vault.locked) return;
      if (idleMs() >= limitMs()) lock();
      else watchIdle();
    });
  }

  function take(made: Vault): void {
    vault = made;
    problem = null;
    lastActive = deps.clock.monotonic();
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

  /** One at a time: a second click while the passphrase is being checked must not open, or make, the vault twice. */
  async function alone(work: () => Promise<Result<null>>): Promise<Result<null>> {
    if (opening) return fail('busy', 'vault is being opened');
    opening = true;
    try {
      return await work();
    } finally {
      opening = false;
    }
  }

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
    async create(passphrase: string): Promise<Result<null>> {
      if (phase() !== 'first-run') return fail('vault-exists');
      // Without a keystore that works (a Linux desktop without one) the passphrase alone opens the vault.
      const secrets =
        deps.hostSecrets !== null && (await deps.hostSecrets.available()) ? deps.hostSecrets : null;
      return settle(
        await createVault({ ...base, passphrase, ...(secrets === null ? {} : { hostSecrets: secrets }) }),
      );
    },
    async open(passphrase: string): Promise<Result<null>> {
      if (vault !== null) return vault.locked ? fail('locked') : ok(null);
      return settle(await openVault({ ...base, unlock: { passphrase } }));
    },
    /** After a crash, with what the parent kept. A failure here only means that a person must open the vault. */
    async reopen(masterKek: Buffer): Promise<void> {
      try {
        const opened = await openVault({ ...base, unlock: { masterKek } });
        if (opened.ok) take(opened.value);
        else if (opened.code !== 'vault-wrong-key') settle(opened);
      } finally {
        masterKek.fill(0);
      }
    },
    unlock: (passphrase: string): Promise<Result<null>> =>
      alone(async () => {
        if (vault === null) return fail('vault-closed');
        if (!vault.locked) return ok(null);
        const done = await vault.unlock({ passphrase });
        if (!done.ok) return done;
        lastActive = deps.clock.monotonic();
        deps.keep(vault.keepForReopen());
        deps.unlocked(vault);
        watchIdle();
        deps.changed();
        return ok(null);
      }),
    lock,
    active(): void {
      lastActive = deps.clock.monotonic();
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
