// The system's key store as a way into the vault: it saves typing when Careline starts, and is never the only way. It may
// open the vault only if the desk was not locked when it ended: a lock must not be undone by starting Careline again, nor
// by putting a file back. `keystore-part.ts` says how.
import { join } from 'node:path';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { SessionState } from '#shared/contract/session.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import type { RandomBytes } from '../vault/seal.ts';
import { forgetHostWay, hostWay, masterByHost, type HostSecrets, type Vault } from '../vault/vault.ts';
import { dropPart, partOf, readPart, underPart, writePart } from './keystore-part.ts';

/** A system may ask a person before it answers; after this many ms it has hung. The passphrase works meanwhile. */
export const keystoreSilence = 60_000;

export interface KeystoreDeps {
  profile: string;
  /** Null: a host without one (the preview). */
  secrets: HostSecrets | null;
  random: RandomBytes;
  after(ms: number, run: () => void): () => void;
  changed(): void;
}
export type KeystoreStanding = SessionState['keystore'];

export function createKeystoreWay({ profile, secrets, random, after, changed }: KeystoreDeps) {
  /** The part; there while the vault is open and not locked, also after a crash or a quit, so that the next start may use it. */
  const mayOpen = join(profile, 'keystore-may-open');
  let state: KeystoreStanding['state'] = secrets === null ? 'none' : 'asking';
  let backend: string | null = null;
  let problem: ErrorCode | null = null;
  let looked = 0;
  /** Locked since this desk started: then the passphrase, even where the disk refused to take the part away. */
  let shut = false;

  /** Has the store been given the key, and by what was it wrapped? A ring that can't be read says so elsewhere. */
  function way(): { backend: string | null } | null {
    try {
      return hostWay(profile);
    } catch {
      return null;
    }
  }
  const allowed = (): Buffer | null => (shut ? null : readPart(mayOpen));
  function look(): void {
    if (secrets === null) return;
    const mine = ++looked;
    state = 'asking';
    void secrets
      .backend()
      .then(
        (name) => ({ state: name === null ? ('unavailable' as const) : ('available' as const), name }),
        () => ({ state: 'unavailable' as const, name: null, silent: true }),
      )
      .then((found) => {
        if (mine !== looked) return;
        ({ state } = found);
        backend = found.name;
        problem = 'silent' in found ? 'keystore-silent' : problem === 'keystore-silent' ? null : problem;
        changed();
      });
  }
  /** `keystore-silent` when the store has not answered in time; what comes later goes to `late`. */
  function inTime<T>(asked: Promise<Result<T>>, late: (answer: Result<T>) => void): Promise<Result<T>> {
    return new Promise((resolve) => {
      let tooLate = false;
      const callOff = after(keystoreSilence, () => {
        tooLate = true;
        resolve(fail('keystore-silent'));
      });
      void asked.then((answer) => {
        callOff();
        if (tooLate) late(answer);
        else resolve(answer);
      });
    });
  }
  /** Never rejects. What lands after a lock is thrown away by the vault; nobody waits for a store that hangs. */
  async function give(vault: Vault): Promise<void> {
    const master = secrets === null ? null : vault.keepForReopen();
    if (secrets === null || master === null) return;
    const part = partOf(master);
    master.fill(0);
    const settled = (given: Result<null>): void => {
      problem = given.ok ? null : given.code === 'locked' ? problem : given.code;
      if (given.ok) opened(vault);
      changed();
    };
    settled(await inTime(vault.giveToHost(underPart(secrets, part, random)), settled));
  }
  /** The vault is open: from now on the store may open it, until the next lock. */
  function opened(vault: Vault): void {
    const master = secrets === null || !vault.hostHasKey ? null : vault.keepForReopen();
    if (master === null) return;
    try {
      writePart(mayOpen, partOf(master));
      shut = false;
    } catch {
      // Then the next start asks for the passphrase, which is the safe side.
      dropPart(mayOpen);
    } finally {
      master.fill(0);
    }
  }

  look();
  return {
    look,
    opened,
    give,
    standing(): KeystoreStanding {
      const given = secrets === null ? null : way();
      return { state, backend, given: given !== null, opens: given !== null && allowed() !== null, problem };
    },
    /** Never throws: a disk that refuses must not keep the desk open. `vault`: the one that stays there, locked. */
    locked(vault: Pick<Vault, 'forgetHost'> | null): void {
      shut = true;
      if (dropPart(mayOpen)) return;
      // Where the part can't be taken away, what it opens is.
      vault?.forgetHost();
      forgetHostWay(profile);
    },
    async master(): Promise<Result<{ master: Buffer; shouldRewrap: boolean }>> {
      if (secrets === null) return fail('keystore-unavailable', 'no key store');
      const part = allowed();
      if (part === null) return fail('keystore-left-locked');
      const answer = await inTime(masterByHost(profile, underPart(secrets, part, random)), (late) => {
        if (late.ok) late.value.master.fill(0);
      });
      problem = answer.ok ? null : answer.code;
      changed();
      return answer;
    },
    /** The passphrase opened what the store could not: it gets the key anew, while the desk goes on. */
    mend(vault: Vault): void {
      if (problem === 'keystore-lost' || problem === 'keystore-changed') void give(vault);
    },
  };
}
