// The keys of a vault whose files can't be opened, for whoever rebuilds them: given to one piece of work and wiped after it.
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { isThere, systemFailure } from './disk.ts';
import { firstBytes } from './files.ts';
import { readKeyring, replaceKeyring, unwrapKey } from './keyring.ts';
import { vaultPaths } from './paths.ts';
import { privateKeyFrom, rawPublicKey } from './seal.ts';
import { unwrapMaster, type Unlock } from './ways.ts';

export interface Repair {
  vaultId: string;
  /** Of the keyring that lies there: the work refuses one that is older than what the files know (`marker.ts`). */
  generation: number;
  /** Ed25519, raw 32 bytes: what this device signed. */
  devicePublicKey: Buffer;
  /** `patients` null: this desk may not read (its lease ended). The work may wipe them before it ends. */
  keys: { core: Buffer; patients: Buffer | null };
  /** By whose secret; null: the set-up passphrase. */
  person: { id: string; role: string } | null;
}

/**
 * Runs `work` with the keys; afterwards the keyring knows the files that stand now. The master key, for opening them; the
 * caller wipes it. Codes: those of unlocking, and of the work.
 */
export async function repairVault(
  profile: string,
  unlock: Unlock,
  work: (open: Repair) => Promise<Result<null>>,
): Promise<Result<Buffer>> {
  const wipe: Buffer[] = [];
  try {
    const paths = vaultPaths(profile);
    const ring = readKeyring(paths.keyring);
    if (ring?.state !== 'ready') return fail('not-found', 'no vault');
    const { master, slot } = await unwrapMaster(ring, unlock);
    wipe.push(master);
    const core = unwrapKey(ring, 'core', master);
    const patients = ring.keys.patients === undefined ? null : unwrapKey(ring, 'patients', master);
    const device = unwrapKey(ring, 'device', master);
    wipe.push(core, device, ...(patients === null ? [] : [patients]));
    const person = slot?.person ?? null;
    const done = await work({
      vaultId: ring.vaultId,
      generation: ring.generation,
      devicePublicKey: rawPublicKey(privateKeyFrom('ed25519', device)),
      keys: { core, patients },
      person: person === null ? null : { id: person.id, role: person.role },
    });
    if (!done.ok) return done;
    const now = readKeyring(paths.keyring);
    if (now !== null && isThere(paths.core) && isThere(paths.patients)) {
      const salt = (path: string): string => firstBytes(path, 16).toString('base64');
      replaceKeyring(paths.keyring, {
        ...now,
        salts: { core: salt(paths.core), patients: salt(paths.patients) },
      });
    }
    return ok(Buffer.from(master));
  } catch (error) {
    return systemFailure(error) ?? fail('unexpected', 'repair');
  } finally {
    for (const key of wipe) key.fill(0);
  }
}
