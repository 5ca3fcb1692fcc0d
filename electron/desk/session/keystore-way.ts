// The system's key store as a way into the vault: it saves typing when Careline starts, and is never the only way. It may
// open the vault only if the desk was not locked when it ended: a lock must not be undone by starting Careline again.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { SessionState } from '#shared/contract/session.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { isThere } from '../vault/disk.ts';
import { hostWay, masterByHost, type HostSecrets, type Vault } from '../vault/vault.ts';

/** A system may ask a person before it answers; after this many ms it has hung. The passphrase works meanwhile. */
export const keystoreSilence = 60_000;

export interface KeystoreDeps {
  profile: string;
  /** Null: a host without one (the preview). */
  secrets: HostSecrets | null;
  after(ms: number, run: () => void): () => void;
  changed(): void;
}
export type KeystoreStanding = SessionState['keystore'];

export function createKeystoreWay({ profile, secrets, after, changed }: KeystoreDeps) {
  /** There while the vault is open and not locked; also after a crash or a quit, so that the next start may use it. */
  const mayOpen = join(profile, 'keystore-may-open');
  let state: KeystoreStanding['state'] = secrets === null ? 'none' : 'asking';
  let backend: string | null = null;
  let problem: ErrorCode | null = null;
  let looked = 0;

  /** Has the store been given the key, and by what was it wrapped? A ring that can't be read says so elsewhere. */
  function way(): { backend: string | null } | null {
    try {
      return hostWay(profile);
    } catch {
      return null;
    }
  }
  function allowed(): boolean {
    try {
      return isThere(mayOpen);
    } catch {
      return false;
    }
  }
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
  /** Rejects with `keystore-silent` when the store has not answered in time; a late answer is wiped. */
  function inTime(asked: ReturnType<typeof masterByHost>): ReturnType<typeof masterByHost> {
    return new Promise((resolve) => {
      let late = false;
      const callOff = after(keystoreSilence, () => {
        late = true;
        resolve(fail('keystore-silent'));
      });
      void asked.then((answer) => {
        callOff();
        if (late && answer.ok) answer.value.master.fill(0);
        else resolve(answer);
      });
    });
  }
  async function give(vault: Vault): Promise<void> {
    if (secrets === null) return;
    const given = await vault.giveToHost(secrets);
    problem = given.ok ? null : given.code;
    if (given.ok) opened(vault);
    changed();
  }
  function opened(vault: Vault): void {
    if (!vault.hostHasKey) return;
    try {
      writeFileSync(mayOpen, '', { mode: 0o600 });
    } catch {
      // Then the next start asks for the passphrase, which is the safe side.
      rmSync(mayOpen, { force: true });
    }
  }

  look();
  return {
    look,
    opened,
    give,
    standing(): KeystoreStanding {
      const given = secrets === null ? null : way();
      return { state, backend, given: given !== null, opens: given !== null && allowed(), problem };
    },
    locked(): void {
      rmSync(mayOpen, { force: true });
    },
    async master(): Promise<Result<{ master: Buffer; shouldRewrap: boolean }>> {
      if (secrets === null) return fail('keystore-unavailable', 'no key store');
      if (!allowed()) return fail('keystore-left-locked');
      const answer = await inTime(masterByHost(profile, secrets));
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
