// Each wrong state of a vault has its own error, and none of them changes a byte on disk (C43).
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Migration } from './migrations.ts';
import {
  bytesOf,
  cheapArgon,
  copyFolder,
  makeTestVault,
  openTestVault,
  removeFolder,
  tempFolder,
  testPassphrase,
} from './testing.ts';
import { createVault, openVault, vaultState } from './vault.ts';

const good = tempFolder();
let profile = '';
beforeAll(async () => {
  const vault = await makeTestVault(good);
  vault.core.exec("insert into settings_core values ('k', hex(randomblob(20000)))");
  vault.patients?.exec("insert into cache values ('p', 'c', hex(randomblob(20000)), 't', 1)");
  vault.close();
});
beforeEach(() => {
  profile = tempFolder();
  copyFolder(good, profile);
});
afterEach(() => removeFolder(profile));
afterAll(() => removeFolder(good));

/** Opens and expects this code and unchanged files (the shared-memory file of a log is not data). */
async function refusedUnchanged(code: string, passphrase = testPassphrase, list?: readonly Migration[]) {
  const before = bytesOf(profile);
  expect(await openTestVault(profile, passphrase, list)).toMatchObject({ ok: false, code });
  const after = Object.entries(bytesOf(profile)).filter(([name]) => !name.endsWith('-shm'));
  expect(Object.fromEntries(after)).toEqual(before);
}
const file = (name: string): string => join(profile, 'vault', name);
function flip(path: string, at: number): void {
  const fd = openSync(path, 'r+');
  writeSync(fd, Buffer.from([readFileSync(path)[at]! ^ 1]), 0, 1, at);
  closeSync(fd);
}

test('wrong passphrase', () => refusedUnchanged('vault-wrong-key', 'correct horse batterz'));

test('wrong master key kept by a parent', async () => {
  const before = bytesOf(profile);
  const open = await openVault({
    profile,
    unlock: { masterKek: randomBytes(32) },
    random: randomBytes,
    clock: () => '',
  });
  expect(open).toMatchObject({ ok: false, code: 'vault-wrong-key' });
  expect(bytesOf(profile)).toEqual(before);
});

test('a database of another vault under this keyring is that, neither damage nor a wrong passphrase', async () => {
  const other = tempFolder();
  (await makeTestVault(other)).close();
  writeFileSync(file('core.db'), readFileSync(join(other, 'vault', 'core.db')));
  removeFolder(other);
  await refusedUnchanged('vault-foreign');
});

describe('missing key', () => {
  test('no keyring: nothing is opened and nothing is made', async () => {
    rmSync(file('keyring.json'));
    await refusedUnchanged('vault-missing-key');
    expect(vaultState(profile)).toBe('vault-missing-key');
    const before = bytesOf(profile);
    const made = await createVault({
      profile,
      passphrase: testPassphrase,
      argon: cheapArgon,
      random: randomBytes,
      clock: () => '',
    });
    expect(made).toMatchObject({ ok: false, code: 'vault-missing-key' });
    expect(bytesOf(profile)).toEqual(before);
  });
  test.each(['core', 'patients', 'reader', 'device'])('keyring without the %s key', async (name) => {
    const ring = JSON.parse(readFileSync(file('keyring.json'), 'utf8'));
    delete ring.keys[name];
    writeFileSync(file('keyring.json'), JSON.stringify(ring));
    await refusedUnchanged('vault-missing-key');
  });
});

describe('newer schema', () => {
  const newer: Migration = { id: 99, name: 'next', db: 'core', sql: 'create table next (a)' };
  test.each(['core', 'patients'] as const)('%s made by a newer program', async (db) => {
    const { migrations } = await import('./migrations.ts');
    const vault = await openTestVault(profile, testPassphrase, [...migrations, { ...newer, db }]);
    if (!vault.ok) throw new Error(vault.code);
    vault.value.close();
    await refusedUnchanged('vault-newer-schema');
  });
  test('even while its write-ahead log is not yet in the file', async () => {
    const { migrations } = await import('./migrations.ts');
    const vault = await openTestVault(profile, testPassphrase, [...migrations, newer]);
    if (!vault.ok) throw new Error(vault.code);
    const crashed = tempFolder();
    copyFolder(profile, crashed);
    vault.value.close();
    removeFolder(profile);
    profile = crashed;
    rmSync(file('core.db-shm'), { force: true });
    rmSync(file('patients.db-shm'), { force: true });
    expect(Object.keys(bytesOf(profile))).toContain(join('vault', 'core.db-wal'));
    await refusedUnchanged('vault-newer-schema');
  });
  test('keyring of a newer program', async () => {
    const ring = JSON.parse(readFileSync(file('keyring.json'), 'utf8'));
    writeFileSync(file('keyring.json'), JSON.stringify({ ...ring, v: 3 }));
    await refusedUnchanged('vault-newer-schema');
  });
});

describe('damaged', () => {
  test.each([
    ['the salt', 3],
    ['the first page', 100],
    ['a page in the middle', 4096 * 3 + 7],
    ['an authentication code', 4096 * 5 - 1],
  ])('one flipped bit in %s', async (_where, at) => {
    flip(file('core.db'), at);
    await refusedUnchanged('vault-damaged');
  });
  test('one flipped bit in patients.db', async () => {
    flip(file('patients.db'), 5000);
    await refusedUnchanged('vault-damaged');
  });
  test('cut off inside a page', async () => {
    truncateSync(file('core.db'), 4096 * 4 + 100);
    await refusedUnchanged('vault-damaged');
  });
  test('cut off after a page', async () => {
    truncateSync(file('core.db'), 4096 * 4);
    await refusedUnchanged('vault-damaged');
  });
  test('emptied', async () => {
    truncateSync(file('core.db'), 0);
    await refusedUnchanged('vault-damaged');
  });
  test('a database is gone', async () => {
    rmSync(file('patients.db'));
    await refusedUnchanged('vault-damaged');
  });
  test.each(['', '{', '[]', '{"v":1}', '{"v":1,"vaultId":"x"}', '{"v":2}', 'null'])(
    'keyring %j',
    async (text) => {
      writeFileSync(file('keyring.json'), text);
      await refusedUnchanged('vault-keyring-damaged');
      expect(vaultState(profile)).toBe('vault-keyring-damaged');
    },
  );
  test('a keyring that asks for absurd work is not obeyed', async () => {
    const ring = JSON.parse(readFileSync(file('keyring.json'), 'utf8'));
    ring.slots[0].m = 2 ** 30;
    writeFileSync(file('keyring.json'), JSON.stringify(ring));
    await refusedUnchanged('vault-keyring-damaged');
  });
});

test('a file that is not encrypted is refused', async () => {
  rmSync(file('core.db'));
  const plain = new Database(file('core.db'));
  plain.exec('create table t (a)');
  plain.close();
  await refusedUnchanged('vault-plain-file');
});

test('an existing vault is never created over', async () => {
  const before = bytesOf(profile);
  const made = await createVault({
    profile,
    passphrase: testPassphrase,
    random: randomBytes,
    clock: () => '',
  });
  expect(made).toMatchObject({ ok: false, code: 'vault-exists' });
  expect(bytesOf(profile)).toEqual(before);
});

test('a creation that was cut off is set aside, not deleted, and can be made again', async () => {
  const ring = JSON.parse(readFileSync(file('keyring.json'), 'utf8'));
  writeFileSync(file('keyring.json'), JSON.stringify({ ...ring, state: 'creating' }));
  expect(vaultState(profile)).toBe('absent');
  const made = await makeTestVault(profile);
  made.close();
  const aside = Object.keys(bytesOf(profile)).filter((n) => n.startsWith('vault-unfinished-'));
  expect(aside.some((n) => n.endsWith('core.db'))).toBe(true);
});
