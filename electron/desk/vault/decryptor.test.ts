// The files are what the public format says, and nothing without the key: read by a decryptor that shares no code with the
// product, and then by Python's own SQLite, which knows of no encryption.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqlcipher4, withoutLog } from '#tests/support/sqlcipher4.ts';
import { migrations } from '../migrations.ts';
import { makeTestVault, removeFolder, tempFolder } from './testing.ts';
import type { DbName } from './migrations.ts';

const profile = tempFolder();
const files = {} as Record<DbName, { bytes: Buffer; key: Buffer }>;
beforeAll(async () => {
  const vault = await makeTestVault(profile, migrations);
  vault.core.exec("insert into settings_core values ('marker', 'the row of core.db')");
  vault.patients?.exec("insert into cache values ('p', 'c', 'the row of patients.db', 't', 1)");
  for (const name of ['core', 'patients'] as const) {
    (name === 'core' ? vault.core : vault.patients)?.pragma('wal_checkpoint(truncate)');
    files[name] = {
      bytes: readFileSync(vault.pathOf(name)),
      key: vault.readOnlyKeyFor(name) ?? Buffer.alloc(0),
    };
  }
  vault.close();
});
afterAll(() => removeFolder(profile));

const python = `
import sqlite3, sys
db = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True)
print(db.execute('pragma integrity_check').fetchone()[0])
print(db.execute(sys.argv[2]).fetchone()[0])
`;

it.each([
  ['core', "select value from settings_core where key = 'marker'", 'the row of core.db'],
  ['patients', 'select json from cache', 'the row of patients.db'],
] as const)('%s.db: with its key a plain file that SQLite calls intact', (name, sql, row) => {
  const { bytes, key } = files[name];
  const { pages, verified, plain } = openSqlcipher4(bytes, key);
  process.stdout.write(`${name}.db: ${verified} of ${pages} pages verified with the key\n`);
  expect(verified).toBe(pages);
  const path = join(profile, `${name}-plain.db`);
  writeFileSync(path, withoutLog(plain ?? Buffer.alloc(0)));
  const said = execFileSync('python3', ['-c', python, path, sql], { encoding: 'utf8' });
  expect(said).toBe(`ok\n${row}\n`);
});

it.each(['core', 'patients'] as const)('%s.db: without its key not one page', (name) => {
  const { bytes, key } = files[name];
  const oneBit = Buffer.from(key);
  oneBit[31] = (oneBit[31] ?? 0) ^ 1;
  const other = files[name === 'core' ? 'patients' : 'core'].key;
  const tried = [oneBit, other, Buffer.alloc(32), ...Array.from({ length: 20 }, () => randomBytes(32))];
  const found = tried.map((wrong) => openSqlcipher4(bytes, wrong));
  const pages = found.reduce((sum, one) => sum + one.pages, 0);
  const verified = found.reduce((sum, one) => sum + one.verified, 0);
  process.stdout.write(
    `${name}.db: ${verified} of ${pages} pages verified with ${tried.length} wrong keys\n`,
  );
  expect(pages).toBeGreaterThan(tried.length * 10);
  expect(verified).toBe(0);
  expect(found.every((one) => one.plain === null)).toBe(true);
});

it('one changed bit in a page is noticed', () => {
  const { bytes, key } = files.core;
  const changed = Buffer.from(bytes);
  changed[5 * 4096 + 100] = (changed[5 * 4096 + 100] ?? 0) ^ 1;
  expect(openSqlcipher4(changed, key).verified).toBe(bytes.length / 4096 - 1);
});
