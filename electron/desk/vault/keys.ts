// What an open vault lets the desk do with its own keys: who may unlock it, what the organisation keeps of it, and what is
// taken away from a device that was not seen for too long or that was revoked.
import type { Result } from '#shared/domain/result.ts';
import type { SecretKind } from '#shared/domain/access/secret.ts';
import type { HostSecrets } from './host-secrets.ts';

/** Whose a slot is; name, initials and role are shown before the vault is open and decide nothing. */
export interface SlotPerson {
  id: string;
  name: string;
  initials: string;
  role: string;
}
/** One way in, as it may be shown: no key, no salt. */
export interface SlotView {
  id: string;
  /** Null: the set-up slot. */
  person: SlotPerson | null;
  kind: SecretKind;
  /** Opens on this computer only: a part of its key lies in the system's key store. */
  deviceBound: boolean;
}
export interface NewSecret {
  secret: string;
  kind: SecretKind;
  /** The system's key store; null where there is none that may be trusted. A PIN needs it. */
  device: HostSecrets | null;
}
/** The organisation's X25519 recovery key, from its signed policy. */
export interface RecoveryKey {
  id: string;
  /** Raw 32 bytes. */
  publicKey: Buffer;
}
/** One sealing: under which recovery key, and its bytes (base64). */
export interface Sealed {
  keyId: string;
  sealed: string;
}
/** What lies in the keyring for the organisation alone to open; bytes in shared/protocol/escrow-format.ts. */
export interface Escrow {
  vaultId: string;
  /** The master key. */
  master: Sealed | null;
  /** The reader's wrapping; null while this device may read. */
  reader: Sealed | null;
}

export interface VaultKeys {
  readonly vaultId: string;
  /** The set-up slot first, then people by name. */
  slots(): SlotView[];
  /**
   * Adds or replaces a person's slot (null: the set-up slot). The new way is written, read back from disk and proved to
   * give the master key before the old one goes, also from the ring kept beside. Codes: locked, weak-passphrase, weak-pin,
   * pin-needs-keystore, keystore-…, disk-….
   */
  setSlot(person: SlotPerson | null, secret: NewSecret): Promise<Result<null>>;
  /** As `setSlot`, after `old` was found right. Codes also: not-found, vault-wrong-key. */
  changeSlot(personId: string | null, old: string, secret: NewSecret): Promise<Result<null>>;
  /**
   * Works while locked. Codes: not-found, disk-…; `last-slot` when neither another slot nor the organisation's copy would
   * open the vault, unless `force` (that person was revoked).
   */
  removeSlot(personId: string | null, how?: { force: boolean }): Result<null>;
  /** The role that is shown with a person's slot; decides nothing. Works while locked. Codes: disk-…. */
  relabelSlot(personId: string, role: string): Result<null>;
  /**
   * Is this that slot's secret? Opens nothing, works locked or not. `device` is asked where the slot is bound to it. The
   * caller counts tries. Codes: not-found, vault-wrong-key, keystore-….
   */
  checkSecret(personId: string | null, secret: string, device: HostSecrets | null): Promise<Result<null>>;
  /** Seals the master key to the organisation (again where the key differs); null takes it out. Codes: locked, disk-…. */
  setEscrow(recovery: RecoveryKey | null): Result<null>;
  escrow(): Escrow | null;
  /** False once the readers were dropped, until they are restored. Not about locks. */
  readonly readable: boolean;
  /**
   * Write-only from here on, locked or not: the reader's key and the key of patients.db are wiped from memory and their
   * wrappings leave the keyring and the ring beside it; patients.db is closed (the caller deletes the file). The reader's
   * wrapping is first sealed to the recovery key. Code `escrow-missing` without one, unless `force`: then nothing can bring
   * it back. A second call changes nothing.
   */
  dropReaders(how?: { force: boolean }): Result<null>;
  /**
   * `opened`: what the organisation's side opened from `escrow().reader`. While locked it takes effect at the next unlock.
   * patients.db is made fresh under a new key. Codes: vault-wrong-key (of another vault), disk-….
   */
  restoreReaders(opened: Buffer): Result<null>;
  /**
   * The items (own urgent messages and their addenda) whose bodies stay readable in a write-only vault; all others are
   * taken off. Adding needs the reader (unlocked and readable), removing needs nothing. Codes: locked, readers-dropped.
   */
  keepReadable(itemIds: readonly string[]): Result<null>;
  /**
   * What a write-only vault writes itself stays readable too, until `keepReadable` leaves it out. False: locked, or not
   * write-only. The caller wipes `itemKey` (32 bytes).
   */
  keepItem(itemId: string, itemKey: Buffer): boolean;
  /** A kept item's body in clear, or null: not kept, locked, or not this body. */
  openKept(itemId: string, body: Buffer): Buffer | null;
  /**
   * Revoked: wipes every key, closes both databases, overwrites and unlinks the keyring, the ring beside it and their
   * parts. False: the disk kept something. `sign` goes on working, for the receipt, until `close`.
   */
  destroyKeys(): boolean;
}
