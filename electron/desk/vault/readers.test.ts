// Write-only: what is taken away and where it still might be, what comes back, and what the organisation holds.
import {
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../migrations.ts';
import type { Keyring } from './keyring.ts';
import { seal, unseal } from './seal.ts';
import {
  bytesOf,
  cheapArgon,
  copyFolder,
  makeTestVault,
  removeFolder,
  tempFolder,
  testPassphrase,
} from './testing.ts';
import { openVault, type Unlock, type Vault } from './vault.ts';

/** The organisation's side, written from shared/protocol/escrow-format.ts and importing nothing of the desk. */
function organisation() {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const raw = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).subarray(-32);
  const own = raw(publicKey);
  return {
    recovery: { id: 'rk1', publicKey: own },
    open(kind: 'master' | 'reader', sealed: string, vaultId: string): Buffer {
      const bytes = Buffer.from(sealed, 'base64');
      const from = bytes.subarray(0, 32);
      const der = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), from]);
      const shared = diffieHellman({
        privateKey,
        publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }),
      });
      const key = Buffer.from(
        hkdfSync('sha256', shared, Buffer.concat([from, own]), 'careline-escrow-v1', 32),
      );
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(32, 44));
      cipher.setAAD(Buffer.from(`careline-escrow-v1:${kind}:${vaultId}:rk1`));
      cipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([cipher.update(bytes.subarray(44, -16)), cipher.final()]);
    },
  };
}
const org = organisation();

const good = tempFolder();
let profile = '';
let vault: Vault;
const open: Vault[] = [];
/** Sealed for the reader of `good`: shared by all tests. */
let old: ReturnType<typeof seal>;
beforeAll(async () => {
  const made = await makeTestVault(good, migrations);
  expect(made.setEscrow(org.recovery)).toMatchObject({ ok: true });
  old = seal('m1', Buffer.from('before'), { reader: made.readerPublicKey }, randomBytes);
  made.core.prepare('insert into message_keys values (?, ?, ?)').run('m1', 'reader', old.keys['reader']);
  made.patients?.exec("insert into cache values ('p', 'c', '{}', 't', 1)");
  made.close();
});
afterAll(() => removeFolder(good));
const opened = (unlock: Unlock = { passphrase: testPassphrase }) =>
  openVault({
    profile,
    unlock,
    random: randomBytes,
    clock: () => '2026-11-23T04:00:00.000Z',
    argon: cheapArgon,
    migrations,
  });
async function again(unlock?: Unlock): Promise<Vault> {
  for (const one of open.splice(0)) one.close();
  const done = await opened(unlock);
  if (!done.ok) throw new Error(done.code);
  open.push(done.value);
  return done.value;
}
beforeEach(async () => {
  profile = tempFolder();
  copyFolder(good, profile);
  vault = await again();
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  removeFolder(profile);
});
const path = (end = ''): string => join(profile, 'vault', `keyring.json${end}`);
const ring = (end = ''): Keyring => JSON.parse(readFileSync(path(end), 'utf8'));
const reads = (of: Vault): string | undefined => {
  const reader = of.reader();
  return reader === null
    ? undefined
    : unseal('m1', old.body, old.keys['reader'] ?? Buffer.alloc(0), reader)?.toString();
};
const returned = (of: Vault): Buffer => {
  const escrow = of.escrow();
  return org.open('reader', escrow?.reader?.sealed ?? '', escrow?.vaultId ?? '');
};

describe('readers dropped', () => {
  it.each(['open', 'locked'])(
    'while %s: their wrappings are in no ring, messages can still be sealed',
    async (how) => {
      expect(reads(vault)).toBe('before');
      const { reader = '', patients = '' } = ring().keys;
      const publicKey = vault.readerPublicKey;
      if (how === 'locked') vault.lock();
      expect(vault.dropReaders()).toMatchObject({ ok: true });
      expect(vault).toMatchObject({ readable: false, patients: null });
      expect(vault.reader()).toBeNull();
      expect(vault.readOnlyKeyFor('patients')).toBeNull();
      for (const end of ['', '.bak']) {
        const text = readFileSync(path(end), 'utf8');
        expect(text).not.toContain(reader);
        expect(text).not.toContain(patients);
      }
      rmSync(vault.pathOf('patients'));
      // The right secret opens a vault that may write and not read; it is not a lock.
      const next = await again();
      expect(next).toMatchObject({ readable: false, locked: false, patients: null });
      expect(next.reader()).toBeNull();
      expect(next.readerPublicKey.equals(publicKey)).toBe(true);
      const during = seal('m2', Buffer.from('during'), { reader: next.readerPublicKey }, randomBytes);
      next.core
        .prepare('insert into message_keys values (?, ?, ?)')
        .run('m2', 'reader', during.keys['reader']);
      expect(next.keepForReopen()).toHaveLength(32);
      next.lock();
      expect(await next.unlock({ passphrase: testPassphrase })).toMatchObject({ ok: true });
      expect(next.reader()).toBeNull();
    },
  );

  it('an older ring that is put back reads nothing: core.db knows better', async () => {
    const before = readFileSync(path());
    vault.dropReaders();
    vault.close();
    writeFileSync(path(), before);
    const next = await again();
    expect(next).toMatchObject({ readable: false, patients: null });
    expect(next.reader()).toBeNull();
    expect(ring().keys).not.toHaveProperty('reader');
  });

  it('without a copy for the organisation they stay, unless it is forced', async () => {
    expect(vault.setEscrow(null)).toMatchObject({ ok: true });
    expect(vault.dropReaders()).toMatchObject({ code: 'escrow-missing' });
    expect(reads(vault)).toBe('before');
    expect(vault.dropReaders({ force: true })).toMatchObject({ ok: true });
    expect(vault.escrow()).toBeNull();
    expect(vault.reader()).toBeNull();
  });

  it('leave memory even where the disk refuses, and the keyring at the next call', async () => {
    mkdirSync(path('.tmp'));
    expect(vault.dropReaders()).toMatchObject({ code: 'profile-blocked' });
    expect(vault).toMatchObject({ readable: false, patients: null });
    expect(vault.reader()).toBeNull();
    expect(ring().keys).toHaveProperty('reader');
    rmSync(path('.tmp'), { recursive: true });
    expect(vault.dropReaders()).toMatchObject({ ok: true });
    expect(ring().keys).not.toHaveProperty('reader');
    expect(vault.escrow()?.reader).not.toBeNull();
  });

  it('are taken though somebody spoiled the recovery key in the file', async () => {
    vault.close();
    const spoiled = ring();
    if (spoiled.escrow) spoiled.escrow.publicKey = Buffer.alloc(32).toString('base64');
    writeFileSync(path(), JSON.stringify(spoiled));
    const next = await again();
    expect(next.dropReaders()).toMatchObject({ ok: true });
    expect(ring().keys).not.toHaveProperty('reader');
    expect(next.escrow()?.reader).toBeNull();
  });

  it('come back by what the organisation opened, with a fresh patients.db', async () => {
    vault.dropReaders();
    const bytes = returned(vault);
    expect(bytes).toHaveLength(60);
    expect(vault.restoreReaders(Buffer.concat([bytes.subarray(0, 59), Buffer.from([1])]))).toMatchObject({
      code: 'vault-wrong-key',
    });
    expect(vault.readable).toBe(false);
    expect(vault.restoreReaders(bytes)).toMatchObject({ ok: true });
    expect(vault.readable).toBe(true);
    expect(reads(vault)).toBe('before');
    expect(vault.patients?.prepare('select count(*) from cache').pluck().get()).toBe(0);
    expect(vault.escrow()?.reader).toBeNull();
    const next = await again();
    expect(reads(next)).toBe('before');
    expect(next.patients).not.toBeNull();
  });

  it('come back at the next unlock when the answer came while locked, and another vault’s do not', async () => {
    vault.lock();
    vault.dropReaders();
    const bytes = returned(vault);
    expect(vault.restoreReaders(randomBytes(60))).toMatchObject({ ok: true });
    expect(await vault.unlock({ passphrase: testPassphrase })).toMatchObject({ ok: true });
    expect(vault).toMatchObject({ readable: false, locked: false });
    vault.lock();
    vault.restoreReaders(bytes);
    const next = await again();
    expect(reads(next)).toBe('before');
  });
});

describe('what stays readable', () => {
  it('is what was kept, until it is taken off; nothing of it without the vault’s key', async () => {
    const other = seal('m3', Buffer.from('not kept'), { reader: vault.readerPublicKey }, randomBytes);
    vault.core.prepare('insert into message_keys values (?, ?, ?)').run('m3', 'reader', other.keys['reader']);
    expect(vault.keepReadable(['m1', 'no-such-item'])).toMatchObject({ ok: true });
    vault.dropReaders();
    const next = await again();
    expect(next.openKept('m1', old.body)?.toString()).toBe('before');
    expect(next.openKept('m3', other.body)).toBeNull();
    expect(next.openKept('m1', other.body)).toBeNull();
    expect(next.keepReadable(['m1', 'm3'])).toMatchObject({ code: 'readers-dropped' });
    next.lock();
    expect(next.openKept('m1', old.body)).toBeNull();
    expect(next.keepReadable([])).toMatchObject({ ok: true });
    await next.unlock({ passphrase: testPassphrase });
    expect(next.openKept('m1', old.body)).toBeNull();
  });
});

describe('the organisation’s copy', () => {
  it('opens a vault whose every secret is forgotten, and a new secret serves from then on', async () => {
    const before = vault.escrow();
    expect(before?.master?.keyId).toBe('rk1');
    vault.setEscrow(org.recovery);
    expect(vault.escrow()).toEqual(before); // the same key: nothing to do
    const recovered = org.open('master', before?.master?.sealed ?? '', before?.vaultId ?? '');
    expect(vault.removeSlot(null)).toMatchObject({ ok: true }); // the last way in, but for the organisation's
    const next = await again({ recovered });
    expect(reads(next)).toBe('before');
    const who = { id: 'ana', name: 'Ana Ruiz', initials: 'AR', role: 'agent' };
    const secret = { secret: 'seven copper kettles', kind: 'passphrase', device: null } as const;
    expect(await next.setSlot(who, secret)).toMatchObject({ ok: true });
    expect(reads(await again({ passphrase: secret.secret, personId: 'ana' }))).toBe('before');
  });

  it('is bound to its vault, its kind and its key, and wants the master key to be made', () => {
    const { master, vaultId = '' } = vault.escrow() ?? {};
    expect(() => org.open('reader', master?.sealed ?? '', vaultId)).toThrow();
    expect(() => org.open('master', master?.sealed ?? '', 'other')).toThrow();
    expect(() => organisation().open('master', master?.sealed ?? '', vaultId)).toThrow();
    vault.lock();
    expect(vault.setEscrow({ ...org.recovery, id: 'rk2' })).toMatchObject({ code: 'locked' });
    expect(vault.escrow()?.master?.keyId).toBe('rk1');
  });

  it('a reader that was sealed is nothing without the vault’s master key', () => {
    vault.dropReaders();
    const bytes = returned(vault);
    const master = org.open('master', vault.escrow()?.master?.sealed ?? '', vault.vaultId);
    const plain = (key: Buffer): Buffer => {
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      cipher.setAAD(Buffer.from(`careline-keyring-v1:${vault.vaultId}:reader`));
      cipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]);
    };
    expect(() => plain(randomBytes(32))).toThrow();
    expect(plain(master)).toHaveLength(32);
  });
});

it('destroyed keys leave no ring and no open database; a receipt can still be signed', () => {
  writeFileSync(path('.tmp'), readFileSync(path()));
  expect(vault.destroyKeys()).toBe(true);
  for (const end of ['', '.bak', '.tmp', '.bak.tmp']) expect(existsSync(path(end))).toBe(false);
  expect(vault.core.open).toBe(false);
  expect(vault).toMatchObject({ locked: true, patients: null });
  expect(vault.keepForReopen()).toBeNull();
  expect(vault.sign(Buffer.from('receipt'))).toHaveLength(64);
  expect(Object.keys(bytesOf(profile)).every((name) => !name.includes('keyring'))).toBe(true);
  expect(statSync(vault.pathOf('core')).size).toBeGreaterThan(0);
});
