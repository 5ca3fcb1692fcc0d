// The drill of C12: a vault as large as a year of nights, a backup of it, damage, and the way back. How long each takes beside
// a plain copy of the file, and what came back of what was saved.
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, copyFileSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeBackup } from '#desk/backups/make.ts';
import { listBackups } from '#desk/backups/manifest.ts';
import { runRestore } from '#desk/backups/run-restore.ts';
import { migrations } from '#desk/migrations.ts';
import { openReadOnly } from '#desk/vault/open.ts';
import { makeTestVault } from '#desk/vault/testing.ts';
import type { Vault } from '#desk/vault/vault.ts';
import { benchFolder } from './desk.ts';
import type { Bench } from './measure.ts';

const messages = 20_000;
/** Saved after the backup, of which some lie on damaged pages. */
const later = 500;
const pageSize = 4096;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function fill(vault: Vault, from: number, count: number): void {
  const message = vault.core.prepare(
    `insert into messages (id, account_id, urgency, taken_at, saved_at, author, reason, body_sealed)
     values (?, 'harbor', 2, '2026-11-23T00:00:00.000Z', ?, 'a', 'refill', ?)`,
  );
  const item = vault.core.prepare(
    `insert into outbox (seq, lane, item_id, message_id, type, schema, author, taken_at, saved_at, urgency, body)
     values (?, 'normal', ?, ?, 'message', 1, 'a', '2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z', 2, ?)`,
  );
  vault.tx(() => {
    for (let n = from; n < from + count; n++) {
      const id = randomUUID();
      const body = randomBytes(1100);
      message.run(id, String(n).padStart(9, '0'), body);
      item.run(n, id, id, body);
    }
  });
}

export async function run(bench: Bench): Promise<void> {
  const profile = benchFolder();
  try {
    const vault = await makeTestVault(profile, migrations);
    fill(vault, 1, messages);
    vault.core.pragma('wal_checkpoint(truncate)');
    const now = (): string => new Date().toISOString();
    let started = performance.now();
    const made = await makeBackup(vault, { profile, vaultId: vault.vaultId, now });
    if (!made.ok) throw new Error(made.code);
    const backupMs = performance.now() - started;
    fill(vault, messages + 1, later);
    const keys = {
      core: vault.readOnlyKeyFor('core') ?? Buffer.alloc(0),
      patients: vault.readOnlyKeyFor('patients') ?? Buffer.alloc(0),
    };
    const key = Buffer.from(keys.core);
    const path = vault.pathOf('core');
    vault.close();
    const { size } = statSync(path);
    const pages = size / pageSize;
    started = performance.now();
    copyFileSync(path, join(profile, 'plain.copy'));
    const fd = openSync(join(profile, 'plain.copy'), 'r+');
    fsyncSync(fd);
    closeSync(fd);
    const copyMs = performance.now() - started;
    // Whole pages, spread over the file but for its first two.
    const bad = 20;
    const damaged = openSync(path, 'r+');
    for (let n = 0; n < bad; n++)
      writeSync(
        damaged,
        randomBytes(pageSize),
        0,
        pageSize,
        Math.floor(3 + (n * (pages - 4)) / bad) * pageSize,
      );
    closeSync(damaged);
    started = performance.now();
    const from = listBackups(profile)[0] ?? null;
    const done = await runRestore(
      { profile, from, at: now(), person: null, generation: 0 },
      keys,
      () => undefined,
    );
    if (!done.ok) throw new Error(`${done.code} ${done.message}`);
    const restoreMs = performance.now() - started;
    const db = openReadOnly(path, key);
    const count = (sql: string): number => Number(db.prepare(sql).pluck().get());
    const kept = count('select count(*) from messages');
    const items = count("select count(*) from outbox where state = 'waiting'");
    const late = count(`select count(*) from outbox where seq > ${messages}`);
    db.close();
    bench.print(
      `core.db ${(size / 1e6).toFixed(0)} MB, ${messages} messages in the backup, ${later} after it, ${bad} of ${pages} pages damaged`,
    );
    bench.print(`plain copy, synced                           ${seconds(copyMs)}`);
    bench.print(
      `backup: copied, every page read back, hashed ${seconds(backupMs)}   ${(backupMs / copyMs).toFixed(1)} x the copy`,
    );
    bench.print(
      `restore to a checked file                    ${seconds(restoreMs)}   ${(restoreMs / copyMs).toFixed(1)} x the copy`,
    );
    bench.print(
      `came back: ${kept} of ${messages + later} messages, ${items} of as many waiting items, ${late} of ${later} saved after the backup`,
    );
    bench.limit('restore (C12: 72 h)', restoreMs / 3_600_000, 72, 'h');
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
