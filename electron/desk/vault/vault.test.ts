// The vault at rest: created, opened again, encrypted as the public format says, durable, and free of clear text.
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqlcipher4, withoutLog } from '#tests/support/sqlcipher4.ts';
import { leastArgon } from './argon.ts';
import { assertDurable } from './open.ts';
import { scanForWords } from './scan.ts';
import { seal } from './seal.ts';
import {
  cheapArgon,
  makeTestVault,
  openTestVault,
  removeFolder,
  tempFolder,
  testPassphrase,
} from './testing.ts';
import { createVault, openVault, vaultState, type Vault } from './vault.ts';

const canary = 'Zephyrine Quackenbush';
let profile = '';
const opened: Vault[] = [];
beforeEach(() => {
  profile = tempFolder();
});
afterEach(() => {
  for (const v of opened.splice(0)) v.close();
  removeFolder(profile);
});
const keep = (v: Vault): Vault => (opened.push(v), v);

function writeCanaries(vault: Vault): void {
  const { body, keys } = seal('m1', Buffer.from(canary), { reader: vault.readerPublicKey }, randomBytes);
  vault.tx(() => {
    vault.core
      .prepare(
        `insert into messages (id, account_id, urgency, taken_at, saved_at, author, reason, body_sealed)
         values ('m1', 'a', 1, 't', 't', 'p', 'refill', ?)`,
      )
      .run(body);
    vault.core.prepare('insert into message_keys values (?, ?, ?)').run('m1', 'reader', keys['reader']);
    vault.core
      .prepare("insert into calls (id, state, started_at, json) values ('c1', 'ended', 't', ?)")
      .run(JSON.stringify({ caller: canary }));
  });
  vault.patients
    ?.prepare("insert into cache (patient_id, card, json, as_of) values ('p1', 'identity', ?, 't')")
    .run(canary.repeat(500));
}

test('a fresh vault opens again under its passphrase', async () => {
  const common = { profile, random: randomBytes, clock: () => '2026-11-22T03:00:00.000Z', argon: cheapArgon };
  const made = await createVault({ ...common, passphrase: testPassphrase });
  if (!made.ok) throw new Error(made.code);
  const device = made.value.devicePublicKey;
  made.value.close();
  expect(JSON.parse(readFileSync(join(profile, 'vault', 'keyring.json'), 'utf8'))).toMatchObject({
    v: 2,
    slots: [{ kdf: 'argon2id', person: null, ...leastArgon }],
  });
  const again = await openVault({ ...common, unlock: { passphrase: testPassphrase } });
  if (!again.ok) throw new Error(again.code);
  keep(again.value);
  expect(again.value.devicePublicKey.equals(device)).toBe(true);
  expect(again.value.stats().core.opens).toBe(2);
});

test('commits are durable: synchronous reads FULL after a committed write, on create and on open', async () => {
  const first = await makeTestVault(profile);
  writeCanaries(first);
  expect(first.core.pragma('synchronous', { simple: true })).toBe(2);
  expect(first.patients?.pragma('synchronous', { simple: true })).toBe(2);
  first.close();
  const again = await openTestVault(profile);
  if (!again.ok) throw new Error(again.code);
  const { core } = keep(again.value);
  core.exec("insert into settings_core values ('k', 'v')");
  expect(core.pragma('synchronous', { simple: true })).toBe(2);
  expect(core.pragma('temp_store', { simple: true })).toBe(2);
  expect(core.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(core.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(core.pragma('secure_delete', { simple: true })).toBe(1);
  core.pragma('synchronous=NORMAL');
  expect(() => assertDurable(core)).toThrow('vault-not-durable');
});

test('a name in messages, calls and the patient cache is in no byte of the profile, logs included', async () => {
  const vault = keep(await makeTestVault(profile));
  writeCanaries(vault);
  expect(statSync(join(profile, 'vault', 'core.db-wal')).size).toBeGreaterThan(4096);
  const words = [canary, 'Zephyrine', testPassphrase, vault.readOnlyKeyFor('core')?.toString('hex') ?? ''];
  expect(await scanForWords(profile, words)).toMatchObject({ found: 0 });
  const plain = new Database(join(profile, 'plain.db'));
  plain.exec(`create table t (a); insert into t values ('${canary}')`);
  plain.close();
  expect((await scanForWords(profile, words)).found).toBeGreaterThan(0); // the scan has teeth
});

test('the file is SQLCipher 4: an independent decryptor reads it', async () => {
  const vault = keep(await makeTestVault(profile));
  writeCanaries(vault);
  for (const name of ['core', 'patients'] as const) {
    const key = vault.readOnlyKeyFor(name) ?? Buffer.alloc(0);
    (name === 'core' ? vault.core : vault.patients)?.pragma('wal_checkpoint(truncate)');
    const { plain } = openSqlcipher4(readFileSync(vault.pathOf(name)), key);
    const clear = new Database(withoutLog(plain ?? Buffer.alloc(0)));
    expect(clear.pragma('integrity_check', { simple: true })).toBe('ok');
    const sql = name === 'core' ? 'select json from calls' : 'select json from cache';
    expect(clear.prepare(sql).pluck().get()).toContain(canary);
    if (name === 'core')
      expect(
        (clear.prepare('select body_sealed from messages').pluck().get() as Buffer).includes(canary),
      ).toBe(false);
    clear.close();
  }
});

test('the first screen knows what a profile holds', async () => {
  expect(vaultState(profile)).toBe('absent');
  (await makeTestVault(profile)).close();
  expect(vaultState(profile)).toBe('present');
  expect((await openTestVault(tempFolder())).ok).toBe(false);
});

test('a short passphrase makes nothing', async () => {
  const made = await createVault({
    profile,
    passphrase: '  elevenchars  ',
    random: randomBytes,
    clock: () => '',
  });
  expect(made).toMatchObject({ ok: false, code: 'weak-passphrase' });
  expect(existsSync(join(profile, 'vault'))).toBe(false);
});
