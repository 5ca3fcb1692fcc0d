// Locking, the parent's copy of the key, the system's key store, and what survives kill -9.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyAudit } from '../audit/verify.ts';
import { publicKeyFrom, seal, unseal } from './seal.ts';
import {
  bytesOf,
  cheapArgon,
  makeTestVault,
  openTestVault,
  removeFolder,
  tempFolder,
  testPassphrase,
} from './testing.ts';
import { createVault, openVault, type HostSecrets, type Vault } from './vault.ts';

let profile = '';
const opened: Vault[] = [];
const common = () => ({
  profile,
  random: randomBytes,
  clock: () => '2026-11-22T03:00:00.000Z',
  argon: cheapArgon,
});
beforeEach(() => {
  profile = tempFolder();
});
afterEach(() => {
  for (const v of opened.splice(0)) v.close();
  removeFolder(profile);
});
const keep = (v: Vault): Vault => (opened.push(v), v);

test('locked: core.db takes sealed messages, patients.db and the reader are gone; unlock brings them back', async () => {
  const vault = keep(await makeTestVault(profile));
  vault.patients?.exec("insert into cache values ('p', 'c', '{}', 't', 1)");
  const before = seal('m1', Buffer.from('before'), { reader: vault.readerPublicKey }, randomBytes);
  vault.lock();
  expect(vault).toMatchObject({ locked: true, patients: null });
  expect(vault.reader()).toBeNull();
  expect(vault.keepForReopen()).toBeNull();
  expect(vault.readOnlyKeyFor('patients')).toBeNull();

  const during = seal('m2', Buffer.from('during'), { reader: vault.readerPublicKey }, randomBytes);
  vault.tx(() => {
    vault.core.prepare("insert into drafts values ('m2', 'a', 'p', 't', 't', 1, ?)").run(during.body);
    vault.core
      .prepare('insert into message_keys values (?, ?, ?)')
      .run('m2', 'reader', during.keys['reader']);
  });
  const text = Buffer.from('a request');
  const signature = vault.sign(text);
  expect(verify(null, text, publicKeyFrom('ed25519', vault.devicePublicKey), signature)).toBe(true);

  expect(await vault.unlock({ passphrase: 'not the passphrase' })).toMatchObject({
    ok: false,
    code: 'vault-wrong-key',
  });
  expect(vault.locked).toBe(true);
  const both = await Promise.all([
    vault.unlock({ passphrase: testPassphrase }),
    vault.unlock({ passphrase: testPassphrase }),
  ]);
  expect(both.every((r) => r.ok)).toBe(true);
  const reader = vault.reader();
  if (!reader) throw new Error('no reader');
  expect(vault.patients?.prepare('select count(*) from cache').pluck().get()).toBe(1);
  expect(unseal('m1', before.body, before.keys['reader']!, reader)?.toString()).toBe('before');
  expect(unseal('m2', during.body, during.keys['reader']!, reader)?.toString()).toBe('during');
});

test('the parent reopens a crashed desk with what it kept, without a passphrase', async () => {
  const vault = await makeTestVault(profile);
  const kept = vault.keepForReopen();
  vault.close();
  if (!kept) throw new Error('nothing kept');
  const again = await openVault({ ...common(), unlock: { masterKek: kept } });
  if (!again.ok) throw new Error(again.code);
  keep(again.value);
  expect(kept.equals(Buffer.alloc(32))).toBe(false); // the parent's copy is the parent's to wipe
});

test('what a transaction threw is rolled back', async () => {
  const vault = keep(await makeTestVault(profile));
  expect(() =>
    vault.tx(() => {
      vault.core.exec("insert into settings_core values ('a', 'b')");
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(vault.core.prepare('select count(*) from settings_core').pluck().get()).toBe(0);
});

test('saved messages and addenda do not change (C7)', async () => {
  const { core } = keep(await makeTestVault(profile));
  core.exec(`insert into messages (id, account_id, urgency, taken_at, saved_at, author, reason, body_sealed)
             values ('m', 'a', 1, 't', 't', 'p', 'r', x'00')`);
  core.exec("insert into addenda values ('d', 'm', 't', 'p', x'00', 2)");
  expect(() => core.exec("update messages set body_sealed = x'01'")).toThrow('immutable');
  expect(() => core.exec("update messages set author = 'x'")).toThrow('immutable');
  expect(() => core.exec("update addenda set body_sealed = x'01'")).toThrow('immutable');
  core.exec('update messages set seq = 7, version = 2');
});

test('the system key store: wraps, opens, is re-wrapped when it asks, and its absence has a name', async () => {
  let mask = 0x55;
  let stale = false;
  let there = true;
  const xor = (b: Buffer, m: number) => Buffer.from(b.map((x) => x ^ m));
  const hostSecrets: HostSecrets = {
    backend: () => Promise.resolve(there ? 'test' : null),
    wrap: (b) => Promise.resolve(Buffer.concat([Buffer.from([mask]), xor(b, mask)])),
    unwrap: (b) => Promise.resolve({ bytes: xor(b.subarray(1), b[0]!), shouldRewrap: stale }),
  };
  const made = await createVault({
    ...common(),
    hostSecrets,
    passphrase: testPassphrase,
    argon: cheapArgon,
  });
  if (!made.ok) throw new Error(made.code);
  made.value.close();
  const ringPath = join(profile, 'vault', 'keyring.json');
  const before = readFileSync(ringPath, 'utf8');
  mask = 0x77;
  stale = true;
  const again = await openVault({ ...common(), unlock: { hostSecrets } });
  if (!again.ok) throw new Error(again.code);
  again.value.close();
  expect(readFileSync(ringPath, 'utf8')).not.toBe(before);
  expect(readFileSync(`${ringPath}.bak`, 'utf8')).toBe(before);
  const byPassphrase = await openTestVault(profile);
  if (!byPassphrase.ok) throw new Error(byPassphrase.code);
  byPassphrase.value.close();
  there = false;
  expect(await openVault({ ...common(), unlock: { hostSecrets } })).toMatchObject({
    ok: false,
    code: 'keystore-unavailable',
  });
  expect(await createVault({ ...common(), profile: join(profile, 'b'), hostSecrets })).toMatchObject({
    ok: false,
    code: 'keystore-unavailable',
  });
  expect(existsSync(join(profile, 'b', 'vault'))).toBe(false);
});

test('kill -9 between commit and reply keeps every committed row', async () => {
  (await makeTestVault(profile)).close();
  const here = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `const { openTestVault } = await import(${here('./testing.ts')});
     const { appendAudit } = await import(${here('../audit/append.ts')});
     const fs = await import('node:fs');
     const v = (await openTestVault(${JSON.stringify(profile)})).value;
     for (let i = 1; ; i++) {
       v.tx(() => {
         v.core.prepare("insert into outbox (item_id, type, schema, author, taken_at, urgency, body) values (?, 'message', 1, 'p', 't', 1, zeroblob(1000))").run('i' + i);
         appendAudit(v.core, { event: 'messages.save', outcome: 'ok', person: null, surface: 'main', subject: { messageId: 'i' + i }, at: 't' });
       });
       if (i === 40) process.kill(process.pid, 'SIGKILL');
       fs.writeSync(1, 'i' + i + '\\n');
     }`,
  ]);
  let told = '';
  let said = '';
  child.stdout.on('data', (d) => (told += d));
  child.stderr.on('data', (d) => (said += d));
  const [, signal] = await once(child, 'close');
  expect({ signal, said }).toEqual({ signal: 'SIGKILL', said: '' });
  const again = await openTestVault(profile);
  if (!again.ok) throw new Error(again.code);
  const rows = keep(again.value).core.prepare('select item_id from outbox order by seq').pluck().all();
  expect(told.trim().split('\n')).toHaveLength(39);
  expect(rows).toEqual(Array.from({ length: 40 }, (_, i) => `i${i + 1}`));
  expect(verifyAudit(again.value.core)).toEqual({ rows: 40, linked: 40, firstBroken: null });
  expect(again.value.core.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('no private key, master key or data key stands in the profile in clear', async () => {
  const seen: Buffer[] = [];
  const made = await createVault({
    ...common(),
    passphrase: testPassphrase,
    argon: cheapArgon,
    random: (n) => {
      const bytes = randomBytes(n);
      if (n === 32) seen.push(Buffer.from(bytes));
      return bytes;
    },
  });
  if (!made.ok) throw new Error(made.code);
  keep(made.value);
  const { salt } = JSON.parse(readFileSync(join(profile, 'vault', 'keyring.json'), 'utf8')).slots[0];
  const secrets = seen.filter((s) => s.toString('base64') !== salt);
  expect(secrets).toHaveLength(5); // master, core, patients, reader, device
  for (const name of Object.keys(bytesOf(profile))) {
    const bytes = readFileSync(join(profile, name));
    for (const secret of secrets)
      for (const form of [secret, secret.toString('hex'), secret.toString('base64')])
        expect(bytes.includes(form), name).toBe(false);
  }
});
