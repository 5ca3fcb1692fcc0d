// People's secrets on this computer: who has one, a try at one (counted before it is made), a new one. The keys themselves
// stay in the vault.
import type { SessionState } from '#shared/contract/session.ts';
import { roles } from '#shared/contract/kinds.ts';
import type { SecretKind } from '#shared/domain/access/secret.ts';
import { fail, FailureError, ok, type Result } from '#shared/domain/result.ts';
import { appendAudit } from '../audit/append.ts';
import type { Person } from '../router/context.ts';
import { lastHere } from './people.ts';
import { readKeyring } from '../vault/keyring.ts';
import { vaultPaths } from '../vault/paths.ts';
import { triesKey } from '../vault/slot-ops.ts';
import { openSlot } from '../vault/slots.ts';
import { createTries } from '../vault/tries.ts';
import { triesStore } from '../vault/tries-store.ts';
import { slotsIn, type HostSecrets, type SlotView, type Vault } from '../vault/vault.ts';
import { keystoreSilence } from './keystore-way.ts';

type After = (ms: number, run: () => void) => () => void;
export interface SecretsDeps {
  profile: string;
  hostSecrets: HostSecrets | null;
  clock: { now(): string; monotonic(): number };
  after: After;
  vault(): Vault | null;
  changed(): void;
}

/** A key store that says nothing for a minute has hung: it must not keep everybody waiting behind it. */
export function timely(secrets: HostSecrets, after: After): HostSecrets {
  const inTime = <T>(asked: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const callOff = after(keystoreSilence, () => reject(new FailureError(fail('keystore-silent'))));
      asked.then(resolve, reject).finally(callOff);
    });
  return {
    backend: () => inTime(secrets.backend()),
    wrap: (bytes) => inTime(secrets.wrap(bytes)),
    unwrap: (bytes) => inTime(secrets.unwrap(bytes)),
  };
}

const isRole = (role: string): role is Person['role'] => (roles as readonly string[]).includes(role);

export function createSecrets({ profile, hostSecrets, clock, after, vault, changed }: SecretsDeps) {
  const device = hostSecrets === null ? null : timely(hostSecrets, after);
  const tries = createTries({ store: triesStore(profile), monotonic: () => clock.monotonic(), after });
  const slots = (): SlotView[] => vault()?.slots() ?? slotsIn(profile);
  const has = (personId: string | null): boolean =>
    slots().some((slot) => slot.person?.id === (personId ?? undefined));

  /** A try that is under way is not a wrong one yet. */
  let trying = false;
  /** By person: wrong tries before their last right one here. */
  const failed = new Map<string, number>();
  /** Wrong tries that nobody was told of become rows of the audit, once it is open. */
  function tell(opened: Vault | null): void {
    const alerts = trying || opened === null ? [] : tries.alerts();
    if (opened === null || alerts.length === 0) return;
    opened.tx(() => {
      for (const { key, wrong } of alerts)
        appendAudit(opened.core, {
          event: 'vault.tries',
          outcome: 'vault-wrong-key',
          person: null,
          surface: 'desk',
          subject: key.startsWith('person:')
            ? { personId: key.slice('person:'.length), count: wrong }
            : { what: 'setup', count: wrong },
          at: clock.now(),
        });
    });
    tries.told();
  }

  return {
    /** The key store that a person's slot may be bound to; asked in time. */
    device,
    /** Who can unlock here, also while the vault is closed. */
    slots(): SessionState['slots'] {
      const db = vault()?.core;
      const seen = db === undefined ? null : lastHere(db);
      return slots().map(({ id, person, kind }) => {
        const key = triesKey(person?.id ?? null);
        // A role that this program does not know is shown as the least of them; it decides nothing here.
        const shown = person && { ...person, role: isRole(person.role) ? person.role : ('agent' as const) };
        return {
          id,
          person: shown,
          kind,
          triesLeft: tries.left(key),
          waitMs: tries.waitMs(key),
          lastHere: (person && seen?.[person.id]) ?? null,
        };
      });
    },
    /** Wrong secrets of that person on this computer before their last right one (C8). */
    failedBefore: (personId: string): number => failed.get(personId) ?? 0,
    /** `work` tries one secret. Codes: `secret-wait` (message: milliseconds), disk-…, and those of the work. */
    async tried<T>(personId: string | null, work: () => Promise<Result<T>>): Promise<Result<T>> {
      if (!has(personId)) return work();
      const key = triesKey(personId);
      const wrong = tries.wrong(key);
      const may = tries.begin(key);
      if (!may.ok) {
        changed();
        return may;
      }
      trying = true;
      try {
        const done = await work();
        if (done.ok) {
          tries.right(key);
          if (personId !== null) failed.set(personId, wrong);
        } else if (done.code !== 'vault-wrong-key') tries.undone(key);
        trying = false;
        if (done.ok) tell(vault());
        else changed();
        return done;
      } finally {
        trying = false;
      }
    },
    tell,
    /** A slot for whoever just proved who they are by the organisation's sign-in. Codes: see `VaultKeys.setSlot`. */
    async set(person: Person, secret: string, kind: SecretKind): Promise<Result<null>> {
      const open = vault();
      if (open === null) return fail('vault-closed');
      const { id, name, initials, role } = person;
      const done = await open.setSlot({ id, name, initials, role }, { secret, kind, device });
      if (!done.ok) return done;
      tries.right(triesKey(id));
      changed();
      return ok(null);
    },
    /**
     * The ids of the slots that this secret opens; no try is counted, so only the demo asks, of the one it shows to everybody.
     */
    async openedBy(secret: string, among: readonly string[]): Promise<string[]> {
      const ring = readKeyring(vaultPaths(profile).keyring);
      const found: string[] = [];
      for (const slot of ring?.slots.filter(({ id }) => among.includes(id)) ?? []) {
        try {
          const { master } = await openSlot(ring?.vaultId ?? '', slot, secret, device);
          master.fill(0);
          found.push(slot.id);
        } catch {
          // It is somebody's own.
        }
      }
      return found;
    },
    stop: (): void => tries.stop(),
  };
}
