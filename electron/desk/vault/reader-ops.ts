// Taking reading away from an open vault, and giving it back: the reader's key and that of patients.db leave memory and the
// keyring; what is left of the reader is for the organisation alone. A few own bodies may stay readable.
import { fail, FailureError, ok } from '#shared/domain/result.ts';
import { sealToRecovery } from './escrow.ts';
import { replaceKeyring, unwrapKey, wrapKeyInto, writeKeyring, type Keyring } from './keyring.ts';
import type { VaultKeys } from './keys.ts';
import { writeMarker } from './marker.ts';
import { prepared } from './prepared.ts';
import { decrypt, encrypt, forgetShared, rawPublicKey, unwrapWith, type RandomBytes } from './seal.ts';
import { failureOf, masterOf, privateKeyOf, type OpenState } from './state.ts';
import { saltOf } from './paths.ts';

/** Core migration 17: keys of bodies that stay readable, each under the ring's key `kept`. */
export const keptItemsSchema = `
  CREATE TABLE kept_items (item_id text primary key, wrapped blob not null) strict, without rowid;`;
const keptAad = (itemId: string): Buffer => Buffer.from(`careline-kept-v1:${itemId}`);

/**
 * The readers' wrappings out of a ring, in memory: the caller writes it. The reader's goes, as it is, under the recovery key
 * that the ring knows.
 */
export function dropFrom(ring: Keyring, readerPublic: string, random: RandomBytes): void {
  const { escrow } = ring;
  const { reader } = ring.keys;
  let sealed = ring.dropped?.sealed;
  if (reader !== undefined && escrow !== undefined) {
    const to = { id: escrow.keyId, publicKey: Buffer.from(escrow.publicKey, 'base64') };
    try {
      const bytes = sealToRecovery('reader', Buffer.from(reader, 'base64'), ring.vaultId, to, random);
      sealed = { keyId: escrow.keyId, bytes: bytes.toString('base64') };
    } catch {
      // Somebody spoiled the key in the file: that must not keep the readers here.
    }
  }
  delete ring.keys.reader;
  delete ring.keys.patients;
  ring.dropped = { reader: readerPublic, ...(sealed ? { sealed } : {}) };
}

type ReaderOps = Pick<VaultKeys, 'dropReaders' | 'restoreReaders' | 'keepReadable' | 'keepItem' | 'openKept'>;
export function readerOps(state: OpenState) {
  const { ring, core, paths, random } = state;
  /** A disk that refused keeps the wrappings: the next call tries again. */
  let written = ring.dropped !== undefined;

  /** Throws FailureError: vault-wrong-key where these bytes are not this vault's reader. */
  function restore(opened: Buffer, master: Buffer): void {
    const { dropped } = ring;
    if (dropped === undefined) return;
    const before = structuredClone(ring.keys);
    try {
      ring.keys.reader = opened.toString('base64');
      const reader = privateKeyOf('x25519', 'reader', ring, master);
      if (rawPublicKey(reader).toString('base64') !== dropped.reader)
        throw new FailureError(fail('vault-wrong-key', 'another reader'));
      const key = random(32);
      let patients;
      try {
        wrapKeyInto(ring, 'patients', key, master, random);
        patients = state.freshPatients(key);
      } finally {
        key.fill(0);
      }
      if (ring.salts) ring.salts.patients = saltOf(paths.patients);
      delete ring.dropped;
      try {
        writeKeyring(paths.keyring, ring);
      } catch (error) {
        patients.close();
        throw error;
      }
      writeMarker(core, { dropped: null });
      state.patients = patients;
      state.reader = reader;
      written = false;
    } catch (error) {
      ring.keys = before;
      ring.dropped = dropped;
      throw error;
    }
  }

  const ops: ReaderOps = {
    dropReaders(how = { force: false }) {
      if (written) return ok(null);
      if (ring.dropped === undefined && ring.escrow === undefined && !how.force)
        return fail('escrow-missing');
      const closing = state.patients;
      state.patients = null;
      state.reader = null;
      forgetShared(random);
      try {
        if (ring.dropped === undefined) {
          const readerPublic = state.readerPublicKey.toString('base64');
          dropFrom(ring, readerPublic, random);
          // First core.db: a ring that still holds the readers is then known to be one of before.
          writeMarker(core, { dropped: readerPublic });
        }
        replaceKeyring(paths.keyring, ring);
        written = true;
        return ok(null);
      } catch (error) {
        return failureOf(error, 'readers');
      } finally {
        closing?.close();
      }
    },

    restoreReaders(opened) {
      if (ring.dropped === undefined) return ok(null);
      let master: Buffer | null = null;
      try {
        if (state.master === null) {
          ring.dropped.returned = opened.toString('base64');
          writeKeyring(paths.keyring, ring);
          return ok(null);
        }
        master = masterOf(state);
        restore(opened, master);
        return ok(null);
      } catch (error) {
        return failureOf(error, 'readers');
      } finally {
        master?.fill(0);
      }
    },

    keepReadable(itemIds) {
      try {
        const kept = prepared<[], { item_id: string }>(core, 'SELECT item_id FROM kept_items').all();
        const wanted = new Set(itemIds);
        const gone = kept.filter((row) => !wanted.has(row.item_id));
        // While the reader is here all are wrapped anew: a draft that was kept again has another key under its id.
        if (ring.dropped !== undefined) for (const { item_id } of kept) wanted.delete(item_id);
        const add = wanted.size === 0 ? [] : wrapKept([...wanted]);
        core
          .transaction(() => {
            const out = prepared<[string]>(core, 'DELETE FROM kept_items WHERE item_id = ?');
            for (const row of gone) out.run(row.item_id);
            const put = prepared<[string, Buffer]>(
              core,
              `INSERT INTO kept_items (item_id, wrapped) VALUES (?, ?)
               ON CONFLICT (item_id) DO UPDATE SET wrapped = excluded.wrapped`,
            );
            for (const [id, wrapped] of add) put.run(id, wrapped);
          })
          .immediate();
        return ok(null);
      } catch (error) {
        return failureOf(error, 'kept items');
      }
    },

    keepItem(itemId, itemKey) {
      if (state.master === null || ring.dropped === undefined) return false;
      const key = keptKey(state.master);
      const wrapped = encrypt(key, itemKey, keptAad(itemId), random);
      key.fill(0);
      prepared<[string, Buffer]>(
        core,
        `INSERT INTO kept_items (item_id, wrapped) VALUES (?, ?)
         ON CONFLICT (item_id) DO UPDATE SET wrapped = excluded.wrapped`,
      ).run(itemId, wrapped);
      return true;
    },

    openKept(itemId, body) {
      if (state.master === null || ring.keys.kept === undefined) return null;
      const row = prepared<[string], { wrapped: Buffer }>(
        core,
        'SELECT wrapped FROM kept_items WHERE item_id = ?',
      ).get(itemId);
      if (row === undefined) return null;
      const key = unwrapKey(ring, 'kept', state.master);
      const itemKey = decrypt(key, row.wrapped, keptAad(itemId));
      key.fill(0);
      const plain = itemKey === null ? null : decrypt(itemKey, body, Buffer.from(itemId));
      itemKey?.fill(0);
      return plain;
    },
  };

  /** The key `kept`, made with the first item; the caller wipes it. */
  function keptKey(master: Buffer): Buffer {
    if (ring.keys.kept === undefined) {
      const made = random(32);
      wrapKeyInto(ring, 'kept', made, master, random);
      made.fill(0);
      writeKeyring(paths.keyring, ring);
    }
    return unwrapKey(ring, 'kept', master);
  }

  /** Item keys under the key `kept`, which is made with the first one. Items without a key here are left out. */
  function wrapKept(itemIds: readonly string[]): [string, Buffer][] {
    const { reader } = state;
    if (ring.dropped !== undefined) throw new FailureError(fail('readers-dropped'));
    if (reader === null || state.master === null) throw new FailureError(fail('locked'));
    const key = keptKey(state.master);
    const find = prepared<[string], { wrapped: Buffer }>(
      core,
      "SELECT wrapped FROM message_keys WHERE item_id = ? AND recipient = 'reader'",
    );
    try {
      return itemIds.flatMap((id): [string, Buffer][] => {
        const row = find.get(id);
        const itemKey = row === undefined ? null : unwrapWith(reader, row.wrapped, id);
        if (itemKey === null) return [];
        const wrapped = encrypt(key, itemKey, keptAad(id), random);
        itemKey.fill(0);
        return [[id, wrapped]];
      });
    } finally {
      key.fill(0);
    }
  }

  return {
    keys: ops,
    /** What came back while locked. Never throws: what is not this vault's is forgotten, and reading stays away. */
    restoreReturned(master: Buffer): void {
      const returned = ring.dropped?.returned;
      if (ring.dropped === undefined || returned === undefined) return;
      try {
        restore(Buffer.from(returned, 'base64'), master);
      } catch {
        delete ring.dropped.returned;
      }
    },
  };
}
