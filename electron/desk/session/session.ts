// How the desk stands: is there a vault, is it open, is it locked, who sits here. One owner of the vault for all rooms.
import type { Result } from '#shared/domain/result.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Person } from '../router/context.ts';
import type { Phase } from '../router/gate.ts';
import { migrations } from '../migrations.ts';
import { createVault, openVault, vaultState, type HostSecrets, type Vault } from '../vault/vault.ts';
import { leastArgon, tuneArgon2 } from '../vault/argon.ts';
import { repairVault, type Repair } from '../vault/repair.ts';
import type { SecretKind } from '#shared/domain/access/secret.ts';
import type { RandomBytes } from '../vault/seal.ts';
import type { Unlock } from '../vault/ways.ts';
import type { DeskClock } from './clock.ts';
import { createHiding } from './hiding.ts';
import { createKeystoreWay } from './keystore-way.ts';
import { createSecrets } from './secrets.ts';

export interface SessionDeps {
  profile: string;
  random: RandomBytes;
  /** A demo's vault, and a test's: a guess costs the least that is allowed. Else what this computer bears. */
  leastCost?: boolean;
  clock: DeskClock;
  after(ms: number, run: () => void): () => void;
  lockAfterMinutes(): number;
  hostSecrets: HostSecrets | null;
  /** What the parent keeps for reopening after a crash; null clears it. */
  keep(reopen: Buffer | null): void;
  opened(vault: Vault): void;
  locked(): void;
  unlocked(vault: Vault): void;
  /** Who sits here from now on. */
  seated(who: Person | null): void;
  changed(): void;
}

/** What a person can mend by typing again, or that is over by itself; everything else is shown as a page of its own. */
const passing: readonly ErrorCode[] = [
  'vault-wrong-key',
  'weak-passphrase',
  'vault-exists',
  'not-found',
  'busy',
  'keystore-unavailable',
  'keystore-lost',
  'keystore-changed',
  'keystore-silent',
  'keystore-left-locked',
  'secret-wait',
];

const idleBeatMs = 30_000;
const noted = (): void => undefined;

export function createSession(deps: SessionDeps) {
  let vault: Vault | null = null;
  let problem: ErrorCode | null = null;
  let barred: { code: ErrorCode; lift(): boolean } | null = null;
  let person: Person | null = null;
  let lastActive = deps.clock.monotonic();
  let lastActiveWall = deps.clock.wall();
  let cancelIdle: (() => void) | null = null;
  /** Counts locks, also those with nothing to lock: what was asked for before one must not open anything after it. */
  let locks = 0;
  /** What is being opened is opened by what the parent kept of this very run. */
  let reopening = false;
  const { profile, random } = deps;
  const base = {
    profile,
    random,
    clock: () => deps.clock.now(),
    migrations,
    argon: async () =>
      deps.leastCost ? leastArgon : tuneArgon2({ random, monotonic: () => deps.clock.monotonic() }),
  };

  const keystore = createKeystoreWay({
    profile: deps.profile,
    secrets: deps.hostSecrets,
    random: deps.random,
    after: deps.after,
    changed: deps.changed,
  });

  const secrets = createSecrets({ ...deps, vault: () => vault });
  const bySecret = (passphrase: string, personId: string | null): Unlock => ({
    passphrase,
    personId,
    device: secrets.device,
  });

  /** What the last try to open found, else what the files say now. */
  function problemNow(): ErrorCode | null {
    if (barred !== null) return barred.code;
    if (vault !== null) return null;
    if (problem !== null) return problem;
    const state = vaultState(deps.profile);
    return state === 'present' || state === 'absent' ? null : state;
  }
  function phase(): Phase {
    if (barred !== null) return 'broken';
    if (vault !== null) return vault.locked ? 'locked' : 'open';
    if (problemNow() !== null) return 'broken';
    return vaultState(deps.profile) === 'present' ? 'closed' : 'first-run';
  }

  /** The larger of both clocks: the steady one stands still while the computer sleeps, the other may be set back. */
  const idleMs = (): number =>
    Math.max(deps.clock.monotonic() - lastActive, deps.clock.wall() - lastActiveWall, 0);
  const limitMs = (): number => deps.lockAfterMinutes() * 60_000;
  /** Looks at least every half minute: the limit may be lowered, and a sleep is noticed when it ends. */
  function watchIdle(): void {
    cancelIdle?.();
    const left = Math.min(limitMs() - idleMs(), hiding.leftMs());
    cancelIdle = deps.after(Math.min(idleBeatMs, Math.max(1000, left)), () => {
      if (vault === null || vault.locked) return;
      if (idleMs() >= limitMs()) return lock();
      hiding.look();
      watchIdle();
    });
  }
  const hiding = createHiding({
    open: () => vault !== null && !vault.locked,
    idleMs,
    changed: deps.changed,
  });
  function touched(): void {
    lastActive = deps.clock.monotonic();
    lastActiveWall = deps.clock.wall();
  }

  /** `lockedSince`: the lock came while it was being opened; it is shown locked, and nothing of it is read. */
  function take(made: Vault, lockedSince: boolean): void {
    if (lockedSince) made.lock();
    vault = made;
    problem = null;
    touched();
    keystore.opened(made);
    deps.keep(made.keepForReopen());
    secrets.tell(made);
    deps.opened(made);
    if (lockedSince) deps.locked();
    else watchIdle();
    deps.changed();
  }
  /** Problems of the files stay shown; a wrong passphrase may simply be typed again. `before`: `locks` when asked. */
  function settle(result: Result<Vault>, before: number): Result<null> {
    if (result.ok) {
      take(result.value, locks !== before);
      return alreadyOpen() ?? ok(null);
    }
    if (!passing.includes(result.code)) {
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
    const unlessBarred = () => (barred === null ? work() : Promise.resolve(fail(barred.code)));
    const mine = last.then(unlessBarred, unlessBarred);
    last = mine.catch(() => undefined);
    return mine;
  }
  /** A repeat finds the vault open already: that is what it asked for. */
  const alreadyOpen = (): Result<null> | null =>
    vault === null ? null : vault.locked ? fail('locked') : ok(null);

  /** First what is in memory, then what the parent keeps, then the disk: none of them waits for one after it. */
  function lock(): void {
    locks++;
    const open = vault !== null && !vault.locked;
    vault?.lock();
    cancelIdle?.();
    hiding.locked();
    deps.keep(null);
    keystore.locked(vault);
    if (open) deps.locked();
    deps.changed();
  }

  async function unlockBy(how: Unlock, before: number): Promise<Result<null>> {
    if (vault === null) return fail('vault-closed');
    if (!vault.locked) return ok(null);
    if (locks !== before) return fail('locked');
    const done = await vault.unlock(how);
    if (!done.ok) return done;
    if (locks !== before) {
      vault.lock();
      return fail('locked');
    }
    touched();
    keystore.opened(vault);
    deps.keep(vault.keepForReopen());
    secrets.tell(vault);
    deps.unlocked(vault);
    watchIdle();
    deps.changed();
    return ok(null);
  }
  const check = async (personId: string | null, secret: string): Promise<Result<null>> =>
    vault === null ? fail('vault-closed') : vault.checkSecret(personId, secret, secrets.device);

  return {
    phase,
    vault: (): Vault | null => vault,
    problem: problemNow,
    /** How the system's key store stands towards this vault. */
    keystore: keystore.standing,
    person: (): Person | null => person,
    sit(who: Person | null): void {
      person = who;
      deps.seated(who);
      deps.changed();
    },
    /** `byKeystore`: the system's key store gets the key too, and may open the vault when Careline starts. */
    create(passphrase: string, byKeystore = false): Promise<Result<null>> {
      const before = locks;
      return alone(async () => {
        const already = alreadyOpen();
        if (already !== null) return already;
        if (phase() !== 'first-run') return fail(problemNow() ?? 'vault-exists');
        const made = settle(await createVault({ ...base, passphrase }), before);
        // Open by its passphrase whatever the key store says, and however long it takes: it is told by the session.
        if (made.ok && vault !== null && byKeystore) void keystore.give(vault);
        return made;
      });
    },
    /**
     * `personId`: whose secret it is; null = the set-up passphrase. `proved` is called when this very secret opened it: a vault
     * that somebody had opened already answers `ok` to any.
     */
    open(passphrase: string, personId: string | null = null, proved = noted): Promise<Result<null>> {
      const before = locks;
      return alone(async () => {
        const unlock = bySecret(passphrase, personId);
        const asked = async () => {
          const done = settle(await openVault({ ...base, unlock }), before);
          if (done.ok) proved();
          return done;
        };
        const done = alreadyOpen() ?? (await secrets.tried(personId, asked));
        if (done.ok && vault !== null) keystore.mend(vault);
        return done;
      });
    },
    /** With the master key that the organisation opened from the escrow, closed or locked; wiped here. */
    recover(master: Buffer): Promise<Result<null>> {
      const before = locks;
      return alone(async () => {
        try {
          // Somebody came in meanwhile: whose secret it was has nothing to do with whom the organisation named.
          if (vault !== null && !vault.locked) return fail('conflict', 'open');
          if (vault !== null) return await unlockBy({ recovered: master }, before);
          return settle(await openVault({ ...base, unlock: { recovered: master } }), before);
        } finally {
          master.fill(0);
        }
      });
    },
    /** Who can unlock here, and how often they may still be wrong. */
    slots: secrets.slots,
    openedBy: secrets.openedBy,
    failedBefore: secrets.failedBefore,
    /** Is it that person's secret? For a seat or a fresh proof; nothing is opened. Codes: secret-wait, vault-wrong-key … */
    check: (personId: string | null, secret: string): Promise<Result<null>> =>
      alone(() => secrets.tried(personId, async () => check(personId, secret))),
    /** A secret of their own for whoever the organisation's sign-in has proved to be that person. */
    setSecret: (who: Person, secret: string, kind: SecretKind): Promise<Result<null>> =>
      alone(() => secrets.set(who, secret, kind)),
    /** Another secret, by the one before. */
    changeSecret: (who: Person, old: string, secret: string, kind: SecretKind): Promise<Result<null>> =>
      alone(async () => {
        const right = await secrets.tried(who.id, async () => check(who.id, old));
        return right.ok ? secrets.set(who, secret, kind) : right;
      }),
    /** The key store is asked outside the queue: while it is silent, the passphrase must still open the vault. */
    async openByKeystore(): Promise<Result<null>> {
      const before = locks;
      const already = alreadyOpen();
      if (already !== null) return already;
      const asked = await keystore.master();
      if (!asked.ok) return asked;
      const { master, shouldRewrap } = asked.value;
      return alone(async () => {
        try {
          const already = alreadyOpen();
          if (already !== null) return already;
          if (locks !== before) return fail('keystore-left-locked');
          const done = settle(await openVault({ ...base, unlock: { masterKek: master } }), before);
          if (done.ok && vault !== null && shouldRewrap) void keystore.give(vault);
          return done;
        } finally {
          master.fill(0);
        }
      });
    },
    /**
     * A vault that can't be opened as it is: `work` gets its keys by somebody's secret and makes its files whole; then it
     * opens. Codes: those of opening, and of the work.
     */
    repair(
      passphrase: string,
      personId: string | null,
      work: (open: Repair) => Promise<Result<null>>,
    ): Promise<Result<null>> {
      const before = locks;
      return alone(async () => {
        if (vault !== null) return fail('restore-not-needed');
        const mended = await secrets.tried(personId, () =>
          repairVault(profile, { passphrase, personId, device: secrets.device }, work),
        );
        if (!mended.ok) return mended;
        try {
          problem = null;
          return settle(await openVault({ ...base, unlock: { masterKek: mended.value } }), before);
        } finally {
          mended.value.fill(0);
        }
      });
    },
    /** A person mended something (made room, plugged a disk in): forgets what was found and looks anew. */
    recheck(): void {
      if (barred?.lift() === true) barred = null;
      problem = null;
      keystore.look();
      deps.changed();
    },
    /** After a crash, with what the parent kept. A failure here only means that a person must open the vault. */
    async reopen(masterKek: Buffer): Promise<void> {
      const before = locks;
      await alone(async () => {
        try {
          if (vault !== null) return ok(null);
          const opened = await openVault({ ...base, unlock: { masterKek } });
          reopening = true;
          return !opened.ok && opened.code === 'vault-wrong-key' ? opened : settle(opened, before);
        } finally {
          reopening = false;
          masterKek.fill(0);
        }
      });
    },
    reopening: (): boolean => reopening,
    /** `proved`: as in `open`. */
    unlock(passphrase: string, personId: string | null = null, proved = noted): Promise<Result<null>> {
      const before = locks;
      return alone(async () => {
        if (vault === null) return fail('vault-closed');
        if (!vault.locked) return ok(null);
        return secrets.tried(personId, async () => {
          const done = await unlockBy(bySecret(passphrase, personId), before);
          if (done.ok) proved();
          return done;
        });
      });
    },
    lock,
    /** How many there were, also with nothing to lock: what began before one seats nobody after it. */
    locks: (): number => locks,
    /** Real input. What came too late to prevent a lock (the computer slept) locks first. */
    active(): void {
      if (vault !== null && !vault.locked && idleMs() >= limitMs()) lock();
      else {
        touched();
        hiding.look();
      }
    },
    hiding,
    /** How long nobody has touched anything, ms, locked or not. */
    idleMs,
    locksAt(): string | null {
      if (vault === null || vault.locked) return null;
      return new Date(Date.parse(deps.clock.now()) + Math.max(0, limitMs() - idleMs())).toISOString();
    },
    /** Shows this problem and opens nothing, whatever is open now; `lift` is asked when a person says to look anew. */
    bar(code: ErrorCode, lift: () => boolean): void {
      barred = { code, lift };
      deps.changed();
    },
    /** Its files are about to go; whoever destroys its keys closes it. */
    letGo(): void {
      cancelIdle?.();
      vault = null;
    },
    close(): void {
      cancelIdle?.();
      secrets.stop();
      vault?.close();
      vault = null;
    },
  };
}
export type Session = ReturnType<typeof createSession>;
