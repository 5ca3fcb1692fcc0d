// Numbered steps: each existing file is copied and the copy proven before a step runs; a failed step leaves both.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pruneCopies, verifyFile } from './copies.ts';
import { migrations, versionOf, type Migration } from './migrations.ts';
import { openReadOnly } from './open.ts';
import { makeTestVault, openTestVault, removeFolder, tempFolder, testPassphrase } from './testing.ts';

let profile = '';
beforeEach(() => {
  profile = tempFolder();
});
afterEach(() => removeFolder(profile));
const copies = (): string[] => readdirSync(join(profile, 'vault', 'copies')).sort();
const step = (id: number, sql: Migration['sql'], db: Migration['db'] = 'core'): Migration => ({
  id,
  name: `step-${id}`,
  db,
  sql,
});

test('the shipped list: numbers rise by file and are given once', () => {
  for (const db of ['core', 'patients']) {
    const ids = migrations.filter((m) => m.db === db).map((m) => m.id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(ids[0]).toBe(1);
  }
});

test('an old file is copied, the copy opens and is whole, then the step runs', async () => {
  const first = await makeTestVault(profile);
  const version = versionOf(first.core);
  first.core.exec("insert into settings_core values ('kept', 'yes')");
  const key = first.readOnlyKeyFor('core') ?? Buffer.alloc(0);
  first.close();
  const fn = (db: Parameters<Exclude<Migration['sql'], string>>[0]) =>
    void db.exec("insert into extra values ('b')");
  const list = [
    ...migrations,
    step(version + 2, fn),
    step(version + 1, 'create table extra (a) strict'.replace(' strict', '')),
  ];
  const second = await openTestVault(profile, testPassphrase, list);
  if (!second.ok) throw new Error(second.code);
  expect(versionOf(second.value.core)).toBe(version + 2);
  expect(second.value.core.prepare('select a from extra').pluck().all()).toEqual(['b']);
  second.value.close();
  expect(copies()).toHaveLength(1); // patients.db had nothing to do
  const copy = join(profile, 'vault', 'copies', copies()[0]!);
  expect(await verifyFile(copy, key)).toMatchObject({ version });
  const old = openReadOnly(copy, key);
  expect(old.prepare('select value from settings_core').pluck().get()).toBe('yes');
  expect(old.prepare("select count(*) from sqlite_master where name = 'extra'").pluck().get()).toBe(0);
  old.close();
  await expect(verifyFile(copy, randomBytes(32))).rejects.toThrow();

  const third = await openTestVault(profile, testPassphrase, list);
  if (!third.ok) throw new Error(third.code);
  third.value.close();
  expect(copies()).toHaveLength(1); // nothing to do, no copy
});

test('a step that fails: named, the file stays at the last good step, the copy stays', async () => {
  const first = await makeTestVault(profile);
  const version = versionOf(first.core);
  first.close();
  const list = [
    ...migrations,
    step(version + 1, 'create table good (a)'),
    step(version + 2, 'create table bad (a); insert into nowhere values (1)'),
  ];
  expect(await openTestVault(profile, testPassphrase, list)).toMatchObject({
    ok: false,
    code: 'vault-migration-failed',
  });
  expect(copies()).toHaveLength(1);
  const again = await openTestVault(profile, testPassphrase, [...migrations, step(version + 1, '')]);
  if (!again.ok) throw new Error(again.code);
  expect(versionOf(again.value.core)).toBe(version + 1);
  const names = again.value.core
    .prepare("select name from sqlite_master where name in ('good', 'bad')")
    .pluck()
    .all();
  again.value.close();
  expect(names).toEqual(['good']);
});

test('the last three copies of each file are kept', async () => {
  const vault = await makeTestVault(profile);
  vault.close();
  let list = [...migrations];
  for (let i = 1; i <= 5; i++) {
    list = [...list, step(100 + i, 'select 1'), step(100 + i, 'select 1', 'patients')];
    const next = await openTestVault(profile, testPassphrase, list);
    if (!next.ok) throw new Error(next.code);
    next.value.close();
  }
  expect(copies().filter((n) => n.startsWith('core-'))).toHaveLength(3);
  expect(copies().filter((n) => n.startsWith('patients-'))).toHaveLength(3);
  expect(copies().at(-1)).toContain('v0104');
});

test('pruning leaves other files alone; a damaged copy is noticed', async () => {
  const vault = await makeTestVault(profile);
  const key = vault.readOnlyKeyFor('core') ?? Buffer.alloc(0);
  vault.close();
  const path = join(profile, 'vault', 'core.db');
  writeFileSync(join(profile, 'core-note.txt'), 'x');
  pruneCopies(profile, 'core-', 0);
  expect(readdirSync(profile)).toContain('core-note.txt');
  const bytes = readFileSync(path);
  bytes[9000]! ^= 4;
  writeFileSync(path, bytes);
  await expect(verifyFile(path, key)).rejects.toThrow('vault-damaged');
});
