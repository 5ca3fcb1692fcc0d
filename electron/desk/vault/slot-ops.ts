// Changing the ways in of an open vault. A new way is written, read back from disk and proved to give the master key before
// the old one goes, from the ring and from the one beside it.
import { fail, FailureError, ok } from '#shared/domain/result.ts';
import { sealToRecovery } from './escrow.ts';
import type { HostSecrets } from './host-secrets.ts';
import type { RecoveryKey, SlotView, VaultKeys } from './keys.ts';
import { readKeyring, replaceKeyring, writeKeyring, type Keyring } from './keyring.ts';
import { writeMarker } from './marker.ts';
import { failureOf, masterOf, type OpenState } from './state.ts';
import { makeSlot, openSlot, unwrapDevice, wrapDevice, type ArgonSlot, type Slot } from './slots.ts';
import { uuidFrom } from './uuid.ts';
import { openBySecret } from './ways.ts';

/** Whose tries are counted together, in the ring and in the file of tries. */
export const triesKey = (personId: string | null): string =>
  personId === null ? 'setup' : `person:${personId}`;

/** One a person, the set-up slot first. */
export function viewSlots(ring: Pick<Keyring, 'slots'>): SlotView[] {
  const views = new Map<string, SlotView>();
  for (const { id, person, kind, ...rest } of ring.slots)
    views.set(triesKey(person?.id ?? null), {
      id,
      person,
      kind,
      deviceBound: 'device' in rest && rest.device !== undefined,
    });
  const order = (of: SlotView): string => (of.person === null ? '' : ` ${of.person.name}`);
  return [...views.values()].toSorted((a, b) => order(a).localeCompare(order(b)));
}
const isOf = (personId: string | null) => (slot: Slot) => (slot.person?.id ?? null) === personId;

type SlotOps = Pick<
  VaultKeys,
  'slots' | 'setSlot' | 'changeSlot' | 'removeSlot' | 'relabelSlot' | 'checkSecret' | 'setEscrow' | 'escrow'
>;
export function slotOps(state: OpenState) {
  const { ring, paths, core, random } = state;

  /** The ring without a way in: nothing of it stays beside, and core.db knows that older rings are older. */
  function take(gone: (slot: Slot) => boolean): void {
    ring.slots = ring.slots.filter((slot) => !gone(slot));
    ring.generation++;
    replaceKeyring(paths.keyring, ring);
    writeMarker(core, { generation: ring.generation });
  }

  async function proved(id: string, secret: string, device: HostSecrets | null): Promise<boolean> {
    const written = readKeyring(paths.keyring)?.slots.find((slot) => slot.id === id);
    if (written === undefined || state.master === null) return false;
    const { master } = await openSlot(ring.vaultId, written, secret, device);
    try {
      return state.master?.equals(master) ?? false;
    } finally {
      master.fill(0);
    }
  }

  const ops: SlotOps = {
    slots: () => viewSlots(ring),

    async setSlot(person, secret) {
      let mine: Buffer | null = null;
      let made: ArgonSlot | null = null;
      let before: Slot[] = [];
      try {
        mine = masterOf(state);
        ring.argon ??= await state.argon();
        const of = { vaultId: ring.vaultId, id: uuidFrom(random(16)), person, secret };
        made = await makeSlot({ ...of, master: mine, cost: ring.argon, random });
        if (state.master === null) throw new FailureError(fail('locked'));
        before = [...ring.slots];
        ring.slots = [...before, made];
        writeKeyring(paths.keyring, ring);
        if (!(await proved(made.id, secret.secret, secret.device)))
          throw new FailureError(state.master === null ? fail('locked') : fail('disk-error', 'slot'));
        const { id } = made;
        take((slot) => slot.id !== id && isOf(person?.id ?? null)(slot));
        return ok(null);
      } catch (error) {
        if (made !== null && ring.slots.includes(made)) undo(before);
        return failureOf(error, 'slot');
      } finally {
        mine?.fill(0);
      }
    },

    async changeSlot(personId, old, secret) {
      const who = ring.slots.findLast(isOf(personId));
      if (who === undefined) return fail('not-found', 'slot');
      const right = await ops.checkSecret(personId, old, secret.device);
      return right.ok ? ops.setSlot(who.person, secret) : right;
    },

    removeSlot(personId, how = { force: false }) {
      if (!ring.slots.some(isOf(personId))) return fail('not-found', 'slot');
      const others = ring.slots.some((slot) => !isOf(personId)(slot));
      if (!others && ring.escrow === undefined && !how.force) return fail('last-slot');
      const before = [...ring.slots];
      try {
        take(isOf(personId));
        return ok(null);
      } catch (error) {
        ring.slots = before;
        return failureOf(error, 'slot');
      }
    },

    relabelSlot(personId, role) {
      const stale = (slot: Slot): boolean => slot.person?.id === personId && slot.person.role !== role;
      if (!ring.slots.some(stale)) return ok(null);
      const before = [...ring.slots];
      try {
        ring.slots = before.map((slot) =>
          stale(slot) && slot.person !== null ? { ...slot, person: { ...slot.person, role } } : slot,
        );
        writeKeyring(paths.keyring, ring);
        return ok(null);
      } catch (error) {
        ring.slots = before;
        return failureOf(error, 'slot');
      }
    },

    async checkSecret(personId, secret, device) {
      try {
        const { master } = await openBySecret(ring, personId, secret, device);
        master.fill(0);
        return ok(null);
      } catch (error) {
        return failureOf(error, 'secret');
      }
    },

    setEscrow(recovery) {
      const before = ring.escrow;
      let mine: Buffer | null = null;
      try {
        if (recovery === null) {
          if (before === undefined) return ok(null);
          delete ring.escrow;
        } else {
          const publicKey = recovery.publicKey.toString('base64');
          if (before?.keyId === recovery.id && before.publicKey === publicKey) return ok(null);
          mine = masterOf(state);
          ring.escrow = sealed(recovery, mine);
        }
        replaceKeyring(paths.keyring, ring);
        return ok(null);
      } catch (error) {
        if (before === undefined) delete ring.escrow;
        else ring.escrow = before;
        return failureOf(error, 'escrow');
      } finally {
        mine?.fill(0);
      }
    },
    escrow: () => escrowOf(ring),
  };

  const sealed = (recovery: RecoveryKey, master: Buffer): NonNullable<Keyring['escrow']> => ({
    keyId: recovery.id,
    publicKey: recovery.publicKey.toString('base64'),
    master: sealToRecovery('master', master, ring.vaultId, recovery, random).toString('base64'),
  });
  function undo(before: Slot[]): void {
    ring.slots = before;
    try {
      writeKeyring(paths.keyring, ring);
    } catch {
      // A disk that refuses keeps a slot more: it opens by a secret of the same person.
    }
  }

  return {
    keys: ops,
    /** The key store asked for it; the old wrapping still works, so that a failure keeps nobody out. */
    async renewDevice(id: string, device: HostSecrets): Promise<void> {
      const found = ring.slots.find((slot) => slot.id === id);
      if (found === undefined || found.kdf !== 'argon2id' || found.device === undefined) return;
      let secret: Buffer | null = null;
      try {
        ({ secret } = await unwrapDevice(found.device, device));
        found.device = await wrapDevice(secret, device);
        writeKeyring(paths.keyring, ring);
      } catch {
        // Asked again at the next opening.
      } finally {
        secret?.fill(0);
      }
    },
    /** The first form's passphrase, which opened the vault just now, gets a slot of today's kind. */
    async renewScrypt(slot: Slot | null, passphrase: string): Promise<void> {
      if (slot?.kdf === 'scrypt')
        await ops.setSlot(null, { secret: passphrase, kind: 'passphrase', device: null });
    },
  };
}

export function escrowOf({ vaultId, escrow, dropped }: Keyring): ReturnType<VaultKeys['escrow']> {
  if (escrow === undefined && dropped?.sealed === undefined) return null;
  return {
    vaultId,
    master: escrow === undefined ? null : { keyId: escrow.keyId, sealed: escrow.master },
    reader:
      dropped?.sealed === undefined ? null : { keyId: dropped.sealed.keyId, sealed: dropped.sealed.bytes },
  };
}
