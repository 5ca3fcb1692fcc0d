// Sealing for the rooms, over the open vault: for this desk's reader and, once enrolled, for the backend.
import type { KeyObject } from 'node:crypto';
import {
  privateKeyFrom,
  rawPublicKey,
  seal,
  unseal,
  unwrapWith,
  wrapFor,
  type RandomBytes,
} from './vault/seal.ts';
import type { Vault } from './vault/vault.ts';
import type { Sealer } from './messages/sealer.ts';
import type { WrapForBackend } from './sync/outbox.ts';

export interface BackendKey {
  id: string;
  publicKey: Buffer;
}

export function sealerOf(
  vault: () => Vault | null,
  backend: () => BackendKey | null,
  random: RandomBytes,
): Sealer {
  /** In memory alone: a write-only desk takes each new item's key by it, to keep it with what stays readable. */
  let own: KeyObject | null = null;
  function ownKey(): KeyObject {
    if (own !== null) return own;
    const seed = random(32);
    own = privateKeyFrom('x25519', seed);
    seed.fill(0);
    return own;
  }

  return {
    seal(itemId, body) {
      const open = vault();
      if (open === null) throw new Error('sealing without a vault');
      const to = backend();
      const writeOnly = !open.readable && !open.locked;
      const sealed = seal(
        itemId,
        body,
        {
          reader: open.readerPublicKey,
          ...(to === null ? {} : { backend: to.publicKey }),
          ...(writeOnly ? { own: rawPublicKey(ownKey()) } : {}),
        },
        random,
        open.reader() !== null,
      );
      const { reader, backend: forBackend, own: forOwn } = sealed.keys;
      if (reader === undefined) throw new Error('sealed for nobody');
      // What is being written stays readable while it is worked on (lease/stays.ts says for how long).
      const itemKey = forOwn === undefined ? null : unwrapWith(ownKey(), forOwn, itemId);
      if (itemKey !== null) {
        open.keepItem(itemId, itemKey);
        itemKey.fill(0);
      }
      return {
        body: sealed.body,
        forReader: reader,
        forBackend: to === null || forBackend === undefined ? null : { keyId: to.id, key: forBackend },
      };
    },
    readable: () => (vault()?.reader() ?? null) !== null,
    shut() {
      const open = vault();
      return open === null || open.locked || open.readable ? 'locked' : 'lease-ended';
    },
    open(itemId, body, wrapped) {
      const open = vault();
      const reader = open?.reader() ?? null;
      return reader === null ? (open?.openKept(itemId, body) ?? null) : unseal(itemId, body, wrapped, reader);
    },
  };
}

/** For what was saved before this device was enrolled: needs the reader's key, so it waits while locked. */
export function lateWrap(
  vault: () => Vault | null,
  backend: () => BackendKey | null,
  random: RandomBytes,
): WrapForBackend {
  return (itemId, readerWrapped) => {
    const reader = vault()?.reader() ?? null;
    const to = backend();
    if (reader === null || to === null) return null;
    const itemKey = unwrapWith(reader, readerWrapped, itemId);
    if (itemKey === null) return null;
    try {
      return { keyId: to.id, key: wrapFor(to.publicKey, itemKey, itemId, random, true) };
    } finally {
      itemKey.fill(0);
    }
  };
}
