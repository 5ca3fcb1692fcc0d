// The ways to the master key: somebody's secret, the system's key store, what the parent kept, what the organisation gave
// back. Each counts only when what it yields opens the ring.
import { fail, FailureError } from '#shared/domain/result.ts';
import type { HostSecrets } from './host-secrets.ts';
import { unwrapKey, type Keyring } from './keyring.ts';
import { openSlot, type Slot } from './slots.ts';

/**
 * How a vault is opened. `passphrase`: a person's secret, PIN or passphrase (`personId` null or left out: the set-up
 * slot); `device` where the slot is bound to this computer's key store. `masterKek` is what the parent process kept for a
 * restart of the desk, `recovered` what the organisation opened from the escrow.
 */
export type Unlock =
  | { passphrase: string; personId?: string | null; device?: HostSecrets | null }
  | { hostSecrets: HostSecrets }
  | { masterKek: Buffer }
  | { recovered: Buffer };

export interface UnwrappedMaster {
  master: Buffer;
  /** The key store asks for a fresh wrapping of what it holds. */
  shouldRewrap: boolean;
  /** By which slot. */
  slot: Slot | null;
}

/** A person's slots, newest first: a change that a crash cut short leaves two, and either counts. */
export const slotsOf = (ring: Keyring, personId: string | null): Slot[] =>
  ring.slots.filter((one) => (one.person?.id ?? null) === personId).toReversed();

/** Throws FailureError: not-found, vault-wrong-key, keystore-…; the caller wipes the key. */
export async function openBySecret(
  ring: Keyring,
  personId: string | null,
  secret: string,
  device: HostSecrets | null,
): Promise<UnwrappedMaster> {
  const found = slotsOf(ring, personId);
  if (found.length === 0)
    throw new FailureError(
      personId === null ? fail('vault-missing-key', 'no passphrase was set') : fail('not-found', 'slot'),
    );
  let trouble: unknown;
  for (const slot of found)
    try {
      return { ...(await openSlot(ring.vaultId, slot, secret, device)), slot };
    } catch (error) {
      // A key store that is away is told rather than a wrong secret: with it, the secret may be right.
      const wrong = error instanceof FailureError && error.failure.code === 'vault-wrong-key';
      if (trouble === undefined || !wrong) trouble = error;
    }
  throw trouble;
}

/** Throws FailureError; the caller wipes the key. */
export async function unwrapMaster(ring: Keyring, unlock: Unlock): Promise<UnwrappedMaster> {
  if ('passphrase' in unlock)
    return openBySecret(ring, unlock.personId ?? null, unlock.passphrase, unlock.device ?? null);
  if ('hostSecrets' in unlock) return { ...(await unwrapByHost(ring, unlock.hostSecrets)), slot: null };
  const master = Buffer.from('masterKek' in unlock ? unlock.masterKek : unlock.recovered);
  return { master, shouldRewrap: false, slot: null };
}

/**
 * Adds (or renews) a way to unlock by the system's key store; the ring changes only once the store has given back what it
 * took. Throws FailureError, `keystore-…`.
 */
export async function addHostSecrets(ring: Keyring, master: Buffer, secrets: HostSecrets): Promise<void> {
  const backend = await secrets.backend();
  if (backend === null) throw new FailureError(fail('keystore-unavailable'));
  const wrapped = await secrets.wrap(master);
  const { bytes } = await secrets.unwrap(wrapped);
  const same = bytes.equals(master);
  bytes.fill(0);
  if (!same) throw new FailureError(fail('keystore-unavailable', 'round trip'));
  ring.host = { wrapped: wrapped.toString('base64'), backend };
}

/** What the key store gives back counts only when it opens the ring: a store that was emptied may answer anything. */
async function unwrapByHost(
  ring: Keyring,
  secrets: HostSecrets,
): Promise<{ master: Buffer; shouldRewrap: boolean }> {
  const way = ring.host;
  if (!way) throw new FailureError(fail('vault-missing-key', 'key store was never used'));
  const backend = await secrets.backend();
  if (backend === null) throw new FailureError(fail('keystore-unavailable'));
  const other = way.backend !== undefined && way.backend !== backend;
  try {
    const { bytes, shouldRewrap } = await secrets.unwrap(Buffer.from(way.wrapped, 'base64'));
    unwrapKey(ring, 'core', bytes).fill(0);
    return { master: Buffer.from(bytes), shouldRewrap: shouldRewrap || other };
  } catch (error) {
    const code = error instanceof FailureError ? error.failure.code : null;
    if (code === 'keystore-unavailable' || code === 'keystore-silent') throw error;
    throw new FailureError(fail(other ? 'keystore-changed' : 'keystore-lost', backend));
  }
}
