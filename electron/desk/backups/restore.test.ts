// Real damage of real files: what a restore brings back, what it says it could not, and that nothing is deleted.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyAudit } from '../audit/verify.ts';
import { appendAudit } from '../audit/append.ts';
import { migrations } from '../migrations.ts';
import { markerIn, writeMarker, type Marker } from '../vault/marker.ts';
import { bytesOf, copyFolder, makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import { openReadOnly } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { listBackups } from './manifest.ts';
import { makeBackup } from './make.ts';
import { restore, type Restored } from './restore.ts';

const pageSize = 4096;
let profile = '';
let keys: { core: Buffer; patients: Buffer };
let vault: Vault;
let hour = 0;
const now = (): string => new Date(Date.UTC(2026, 10, 23, hour++)).toISOString();
const rows = 300;

function fill(from: number, count: number): void {
  const { core } = vault;
  core
    .transaction(() => {
      for (let n = from; n < from + count; n++) {
        core
          .prepare(
            `insert into messages (id, account_id, urgency, taken_at, saved_at, author, reason, body_sealed)
             values (?, 'harbor', 2, '2026-11-23T00:00:00.000Z', ?, 'a', 'refill', ?)`,
          )
          .run(`m-${String(n).padStart(6, '0')}`, String(n).padStart(8, '0'), randomBytes(900));
        core
          .prepare(
            `insert into outbox (seq, lane, item_id, message_id, type, schema, author, taken_at, saved_at, urgency, body)
             values (?, 'normal', ?, ?, 'message', 1, 'a', '2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z', 2, ?)`,
          )
          .run(n, `m-${String(n).padStart(6, '0')}`, `m-${String(n).padStart(6, '0')}`, randomBytes(900));
        appendAudit(core, {
          event: 'message.save',
          outcome: 'ok',
          person: { id: 'a', role: 'agent' },
          surface: 'main',
          subject: { messageId: `m-${n}` },
          at: '2026-11-23T00:00:00.000Z',
        });
      }
    })
    .immediate();
}

beforeEach(async () => {
  profile = tempFolder();
  hour = 0;
  vault = await makeTestVault(profile, migrations);
  keys = {
    core: vault.readOnlyKeyFor('core') ?? Buffer.alloc(0),
    patients: vault.readOnlyKeyFor('patients') ?? Buffer.alloc(0),
  };
});
afterEach(() => {
  vault.close();
  removeFolder(profile);
});

const core = (): string => join(profile, 'vault', 'core.db');
/** Overwrites whole pages of the closed file; the first page is number 1. */
function spoil(pages: readonly number[]): void {
  const fd = openSync(core(), 'r+');
  for (const page of pages) writeSync(fd, randomBytes(pageSize), 0, pageSize, (page - 1) * pageSize);
  closeSync(fd);
}
const pagesOf = (): number => statSync(core()).size / pageSize;
async function backup(): Promise<string> {
  const made = await makeBackup(vault, { profile, vaultId: '6d3e7c40-1111-4222-8333-444455556666', now });
  if (!made.ok) throw new Error(made.code);
  return made.value.id;
}
function run(id: string | null, generation = 0): Promise<Restored> {
  const from = id === null ? null : (listBackups(profile).find((b) => b.id === id) ?? null);
  return restore({
    profile,
    keys,
    from,
    migrations,
    now,
    generation,
    person: null,
    progress: () => undefined,
  }).then((done) => {
    if (!done.ok) throw new Error(`${done.code} ${done.message}`);
    return done.value;
  });
}
function look(): { messages: number; outbox: number; integrity: unknown; broken: number | null } {
  const db = openReadOnly(core(), keys.core);
  try {
    return {
      messages: Number(db.prepare('select count(*) from messages').pluck().get()),
      outbox: Number(db.prepare("select count(*) from outbox where state = 'waiting'").pluck().get()),
      integrity: db.pragma('integrity_check', { simple: true }),
      broken: verifyAudit(db).firstBroken,
    };
  } finally {
    db.close();
  }
}

it('a file that is gone comes back as the backup has it', async () => {
  fill(1, rows);
  const id = await backup();
  vault.close();
  rmSync(core());
  const done = await run(id);
  expect(done).toMatchObject({ from: '2026-11-23T00:00:00.000Z', salvaged: 0, unsent: rows });
  expect(look()).toEqual({ messages: rows, outbox: rows, integrity: 'ok', broken: null });
});

it('what was saved after the backup is read out of the damaged file, but for the pages that are damaged', async () => {
  fill(1, rows);
  const id = await backup();
  fill(rows + 1, rows);
  vault.close();
  const pages = pagesOf();
  const bad = Array.from({ length: 8 }, (_, n) => Math.floor(pages * (0.55 + n * 0.05)));
  spoil(bad);
  const done = await run(id);
  const after = look();
  expect(after.integrity).toBe('ok');
  expect(after.broken).toBeNull();
  // A page holds at most four such rows, and what belongs to it in overflow pages as many.
  expect(after.messages).toBeGreaterThanOrEqual(2 * rows - bad.length * 4);
  expect(after.messages).toBeLessThan(2 * rows);
  expect(done.holes).not.toEqual([]);
  expect(done.unsent).toBe(after.outbox);
  // The damaged file is kept as it was.
  const aside = join(profile, 'set-aside', done.setAside ?? '');
  expect(readdirSync(aside)).toContain('core.db');
  expect(statSync(join(aside, 'core.db')).size).toBe(pages * pageSize);
  expect(readdirSync(join(profile, 'vault')).filter((name) => name.includes('.new'))).toEqual([]);
  expect(statSync(core()).mode & 0o077).toBe(0);
});

it('without any backup the damaged file alone is read', async () => {
  fill(1, rows);
  vault.close();
  spoil([Math.floor(pagesOf() / 2)]);
  const done = await run(null);
  const after = look();
  expect(done.from).toBeNull();
  expect(after.integrity).toBe('ok');
  expect(after.messages).toBeGreaterThanOrEqual(rows - 8);
});

it('with its first page gone nothing of the damaged file can be read, and the backup stands', async () => {
  fill(1, rows);
  const id = await backup();
  fill(rows + 1, 5);
  vault.close();
  spoil([1]);
  expect(await run(id)).toMatchObject({ salvaged: 0, unsent: rows });
  expect(look()).toMatchObject({ messages: rows, integrity: 'ok', broken: null });
});

const marked = (): Marker | null => markerIn(core(), keys.core);

it('a keyring from before a way in was taken out is refused by what the damaged file knows, and nothing is changed', async () => {
  fill(1, rows);
  const id = await backup();
  writeMarker(vault.core, { generation: 3, dropped: 'cmVhZGVy' });
  vault.close();
  spoil([Math.floor(pagesOf() / 2)]);
  const before = bytesOf(join(profile, 'vault'))['core.db'];
  await expect(run(id, 2)).rejects.toThrow('vault-keyring-older');
  expect(bytesOf(join(profile, 'vault'))['core.db']).toBe(before);
  expect(existsSync(join(profile, 'set-aside'))).toBe(false);
  // The right ring restores, and the new file knows as much: the readers stay dropped.
  await run(id, 3);
  expect(marked()).toEqual({ generation: 3, dropped: 'cmVhZGVy' });
});

it('where nothing of the damaged file can be read, the newest backup tells, though an older one was chosen', async () => {
  const old = await backup();
  writeMarker(vault.core, { generation: 1, dropped: 'cmVhZGVy' });
  await backup();
  vault.close();
  spoil([1]);
  await expect(run(old, 0)).rejects.toThrow('vault-keyring-older');
  await expect(run(null, 0)).rejects.toThrow('vault-keyring-older');
  await run(old, 1);
  expect(marked()).toEqual({ generation: 1, dropped: 'cmVhZGVy' });
});

it('an older damaged file takes nothing back that the backup knows', async () => {
  fill(1, 3);
  const copy = tempFolder();
  vault.core.pragma('wal_checkpoint(truncate)');
  copyFolder(join(profile, 'vault'), copy);
  writeMarker(vault.core, { generation: 2 });
  const id = await backup();
  vault.close();
  copyFolder(copy, join(profile, 'vault'));
  removeFolder(copy);
  spoil([Math.floor(pagesOf() / 2)]);
  await expect(run(id, 1)).rejects.toThrow('vault-keyring-older');
  await run(id, 2);
  expect(marked()).toMatchObject({ generation: 2 });
});

it('a damaged cache is made fresh and core.db is not touched', async () => {
  fill(1, 3);
  vault.close();
  truncateSync(join(profile, 'vault', 'patients.db'), 5000);
  expect(await run(null)).toMatchObject({ from: null, salvaged: 0 });
  expect(look()).toMatchObject({ messages: 3, broken: null });
});

it('a crash after the damaged file was set aside: the next restore reads it there', async () => {
  fill(1, rows);
  vault.close();
  spoil([Math.floor(pagesOf() / 2)]);
  copyFolder(join(profile, 'vault'), join(profile, 'set-aside', '20261123000000000'));
  rmSync(core());
  const done = await run(null);
  expect(done.salvaged).toBeGreaterThan(rows);
  expect(look().messages).toBeGreaterThanOrEqual(rows - 8);
});
