// Sealing for the rooms, over the open vault: for this desk's reader and, once enrolled, for the backend.
import { seal, unseal, unwrapWith, wrapFor, type RandomBytes } from './vault/seal.ts';
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
  return {
    seal(itemId, body) {
      const open = vault();
      if (open === null) throw new Error('sealing without a vault');
      const to = backend();
      const sealed = seal(
        itemId,
        body,
        { reader: open.readerPublicKey, ...(to === null ? {} : { backend: to.publicKey }) },
        random,
        open.reader() !== null,
      );
      const { reader, backend: forBackend } = sealed.keys;
      if (reader === undefined) throw new Error('sealed for nobody');
      return {
        body: sealed.body,
        forReader: reader,
        forBackend: to === null || forBackend === undefined ? null : { keyId: to.id, key: forBackend },
      };
    },
    readable: () => (vault()?.reader() ?? null) !== null,
    open(itemId, body, wrapped) {
      const reader = vault()?.reader() ?? null;
      return reader === null ? null : unseal(itemId, body, wrapped, reader);
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
