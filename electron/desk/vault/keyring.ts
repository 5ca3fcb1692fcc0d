// The vault's keys at rest. One random master key is wrapped for each way to unlock (a person's secret, the system's key
// store, the organisation's recovery key); it wraps the data keys. So a secret can change without rewriting a database,
// and no key lies in clear.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fail, FailureError } from '#shared/domain/result.ts';
import { argonShape } from './argon.ts';
import { base64 } from './base64.ts';
import { isThere, systemFailure } from './disk.ts';
import { replaceShredded, writeAtomic } from './files.ts';
import { decrypt, encrypt, type RandomBytes } from './seal.ts';
import { scryptShape, slot } from './slots.ts';

export const keyNames = ['core', 'patients', 'reader', 'device'] as const;
/** `kept`: of the few bodies that stay readable when the readers were dropped. */
export type KeyName = (typeof keyNames)[number] | 'kept';

const state = z.enum(['creating', 'ready']);
/** `backend`: the key store that wrapped it; Linux may offer another one tomorrow. */
const host = z.strictObject({ wrapped: base64, backend: z.string().max(60).optional() });
const keys = {
  core: base64.optional(),
  patients: base64.optional(),
  reader: base64.optional(),
  device: base64.optional(),
};
const keyId = z.string().min(1).max(100);

/** The first form: one passphrase by scrypt. It is read, and written as the second form. */
const keyringV1 = z.strictObject({
  v: z.literal(1),
  vaultId: z.uuid(),
  state,
  unlock: z.strictObject({ passphrase: z.strictObject(scryptShape).optional(), host: host.optional() }),
  keys: z.strictObject(keys),
  salts: z.strictObject({ core: base64, patients: base64 }).optional(),
});
const keyringV2 = z.strictObject({
  v: z.literal(2),
  vaultId: z.uuid(),
  /** Rises with each way in that was taken out; core.db knows the last one (`marker.ts`). */
  generation: z.int().min(0),
  /** `creating` until both databases are whole: a crash in between leaves nothing that ever held data. */
  state,
  /** What this computer bears (`tuneArgon2`). */
  argon: z.strictObject(argonShape).optional(),
  slots: z.array(slot).max(64),
  host: host.optional(),
  /** For the organisation alone; bytes in shared/protocol/escrow-format.ts. */
  escrow: z.strictObject({ keyId, publicKey: base64, master: base64 }).optional(),
  /** Write-only: the reader's public half in clear, its private half for the organisation alone. */
  dropped: z
    .strictObject({
      reader: base64,
      sealed: z.strictObject({ keyId, bytes: base64 }).optional(),
      /** Came back while locked. */
      returned: base64.optional(),
    })
    .optional(),
  keys: z.strictObject({ ...keys, kept: base64.optional() }),
  /** The databases' own salts (public): they tell damage of a file's first bytes from a foreign file. */
  salts: z.strictObject({ core: base64, patients: base64 }).optional(),
  /** Wrong secrets by whose they are, so that the file of tries alone can't be taken away. Belongs to the disk. */
  tries: z.record(z.string().max(80), z.int().min(0)).optional(),
});
export type Keyring = z.infer<typeof keyringV2>;

const aad = (ring: Pick<Keyring, 'vaultId'>, name: string): Buffer =>
  Buffer.from(`careline-keyring-v1:${ring.vaultId}:${name}`);

function fromV1({ vaultId, state, unlock, keys, salts }: z.infer<typeof keyringV1>): Keyring {
  const passphrase = unlock.passphrase;
  return {
    v: 2,
    vaultId,
    generation: 0,
    state,
    slots: passphrase ? [{ id: vaultId, person: null, kind: 'passphrase', ...passphrase }] : [],
    ...(unlock.host ? { host: unlock.host } : {}),
    keys,
    ...(salts ? { salts } : {}),
  };
}

/** Null when there is none. Throws FailureError: newer program's file, damaged, or not to be read at all. */
export function readKeyring(path: string): Keyring | null {
  if (!isThere(path)) return null;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new FailureError(systemFailure(error) ?? fail('disk-error', 'keyring'));
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new FailureError(fail('vault-keyring-damaged', 'not JSON'));
  }
  if (z.object({ v: z.int().min(3) }).safeParse(raw).success)
    throw new FailureError(fail('vault-newer-schema', 'keyring'));
  const first = keyringV1.safeParse(raw);
  if (first.success) return fromV1(first.data);
  const second = keyringV2.safeParse(raw);
  if (!second.success) throw new FailureError(fail('vault-keyring-damaged', 'another shape'));
  return second.data;
}

const textOf = (ring: Keyring): string => `${JSON.stringify(ring, null, 2)}\n`;
/** The counts of tries on the disk are newer than those of a ring that lies in memory. */
function triesOf(path: string): Pick<Keyring, 'tries'> {
  try {
    const tries = readKeyring(path)?.tries;
    return tries === undefined ? {} : { tries };
  } catch {
    return {};
  }
}
/** What was there before stays beside it. */
export const writeKeyring = (path: string, ring: Keyring, options = { keepPrevious: true }): void =>
  writeAtomic(path, textOf({ ...ring, ...triesOf(path) }), options);

/** As `writeKeyring`, but nothing of the ring before stays: neither beside it nor, where the disk lets, in its blocks. */
export function replaceKeyring(path: string, ring: Keyring): void {
  const text = textOf({ ...ring, ...triesOf(path) });
  replaceShredded(path, text);
  replaceShredded(`${path}.bak`, text);
}

/** Counts of wrong secrets into the ring on the disk; the ring beside it stays as it is. */
export function noteTries(path: string, key: string, wrong: number): void {
  const ring = readKeyring(path);
  if (ring === null || (ring.tries?.[key] ?? 0) === wrong) return;
  const tries = Object.entries({ ...ring.tries, [key]: wrong }).filter(([, times]) => times > 0);
  writeAtomic(path, textOf({ ...ring, tries: Object.fromEntries(tries) }));
}

export function wrapKeyInto(
  ring: Keyring,
  name: KeyName,
  key: Buffer,
  master: Buffer,
  random: RandomBytes,
): void {
  ring.keys[name] = encrypt(master, key, aad(ring, name), random).toString('base64');
}
/** One key in clear; the caller wipes it. Throws `vault-missing-key` or `vault-wrong-key`. */
export function unwrapKey(ring: Keyring, name: KeyName, master: Buffer): Buffer {
  const wrapped = ring.keys[name];
  if (!wrapped) throw new FailureError(fail('vault-missing-key', name));
  const key = master.length === 32 ? decrypt(master, Buffer.from(wrapped, 'base64'), aad(ring, name)) : null;
  if (key?.length !== 32) throw new FailureError(fail('vault-wrong-key', name));
  return key;
}
