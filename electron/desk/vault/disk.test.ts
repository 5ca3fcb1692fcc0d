// What stands on the disk is told apart with real files: nothing, a folder, something in its place, no room, no right.
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, FailureError } from '#shared/domain/result.ts';
import { blockedFolder, clearer, isThere, systemFailure, whyNotWritable } from './disk.ts';
import { lockProfile } from './profile-lock.ts';
import { removeFolder, tempFolder } from './testing.ts';
import { createVault, vaultState } from './vault.ts';

let folder = '';
beforeEach(() => void (folder = tempFolder()));
afterEach(() => removeFolder(folder));
const asRoot = process.getuid?.() === 0;

describe('a system’s error', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'profile-read-only'],
    ['EACCES', 'profile-read-only'],
    ['EPERM', 'profile-read-only'],
    ['ENOTDIR', 'profile-blocked'],
    ['EEXIST', 'profile-blocked'],
    ['EIO', 'disk-error'],
    ['EMFILE', 'disk-error'],
  ])('%s is %s, and its path is not repeated', (code, ours) => {
    const error = Object.assign(new Error(`${code}: open '/srv/zephyrine/x'`), { code });
    expect(systemFailure(error)).toEqual(fail(ours as 'disk-full', code));
  });
  it('of another kind is nobody’s cause', () => {
    for (const error of [new Error('x'), Object.assign(new Error('x'), { code: 'ERR_X' }), 'ENOSPC', null])
      expect(systemFailure(error)).toBeNull();
    expect(systemFailure(new FailureError(fail('vault-foreign')))).toEqual(fail('vault-foreign'));
  });
});

it('a folder is told from nothing and from what stands in its place', () => {
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('nowhere', join(folder, 'dangling'));
  expect(blockedFolder(join(folder, 'none'))).toBeNull();
  expect(blockedFolder(folder)).toBeNull();
  expect(blockedFolder(join(folder, 'file'))).toMatchObject({ code: 'profile-blocked' });
  expect(blockedFolder(join(folder, 'file', 'below'))).toMatchObject({ code: 'profile-blocked' });
  expect(blockedFolder(join(folder, 'dangling'))).toMatchObject({ ok: false });
  expect(isThere(join(folder, 'dangling'))).toBe(true);
  expect(() => isThere(join(folder, 'file', 'below'))).toThrow(FailureError);
});

it('whether a folder takes a byte is found by trying, and leaves nothing behind', () => {
  expect(whyNotWritable(folder)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
  expect(whyNotWritable(join(folder, 'none'))).toMatchObject({ code: 'disk-error' });
  expect(clearer(fail('disk-error'), folder)).toEqual(fail('disk-error'));
  expect(clearer(fail('vault-damaged'), join(folder, 'none'))).toEqual(fail('vault-damaged'));
});

it.skipIf(process.platform !== 'linux')('a full device is told as full, by the system’s own word', () => {
  symlinkSync('/dev/full', join(folder, '.room'));
  expect(whyNotWritable(folder)).toMatchObject({ code: 'disk-full', message: 'ENOSPC' });
});

it.skipIf(asRoot || process.platform === 'win32')('a folder without the right to write says so', () => {
  chmodSync(folder, 0o555);
  expect(lockProfile(folder)).toMatchObject({ ok: false, code: 'profile-read-only' });
  chmodSync(folder, 0o000);
  // What can't be looked into is not taken for empty.
  expect(vaultState(folder)).toBe('profile-read-only');
  chmodSync(folder, 0o700);
});

describe('a file where a folder belongs', () => {
  it('as the profile: the lock says so', () => {
    writeFileSync(join(folder, 'profile'), '');
    expect(lockProfile(join(folder, 'profile'))).toMatchObject({ ok: false, code: 'profile-blocked' });
    expect(lockProfile(join(folder, 'profile', 'below'))).toMatchObject({
      ok: false,
      code: 'profile-blocked',
    });
  });
  it('as the vault: no first run, and no vault is made', async () => {
    writeFileSync(join(folder, 'vault'), 'mine');
    expect(vaultState(folder)).toBe('profile-blocked');
    const made = await createVault({
      profile: folder,
      passphrase: 'correct horse battery',
      random: () => Buffer.alloc(32),
      clock: () => '',
    });
    expect(made).toMatchObject({ ok: false, code: 'profile-blocked' });
    expect(readdirSync(folder)).toEqual(['vault']);
  });
  it('as the keyring: it is there, and it is no keyring', () => {
    mkdirSync(join(folder, 'vault', 'keyring.json'), { recursive: true });
    expect(vaultState(folder)).toBe('profile-blocked');
  });
});
