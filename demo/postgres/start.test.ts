// The demo's PostgreSQL as a real process: durable settings, restart after a kill, nothing left behind.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pidIn } from './leftover.ts';
import { startPostgres, type Postgres } from './start.ts';

let dataDir: string;
let postgres: Postgres;

beforeAll(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'careline-pg-')), 'pg');
  postgres = await startPostgres({ dataDir });
});
afterAll(async () => {
  await postgres?.close();
  await rm(join(dataDir, '..'), { recursive: true, force: true });
});

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const db = new pg.Client({ connectionString: url });
  db.on('error', () => undefined);
  await db.connect();
  try {
    return (await db.query<T>(sql)).rows;
  } finally {
    await db.end();
  }
}

/** A killed process that nobody has waited for stays in the table; it is as dead as can be. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

it('syncs every commit, checks its pages, and lets nobody in without the password', async () => {
  const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses'];
  const rows = await query<{ name: string; setting: string }>(
    postgres.url,
    `select name, setting from pg_settings where name in ('${names.join("','")}') order by name`,
  );
  expect(Object.fromEntries(rows.map((r) => [r.name, r.setting]))).toEqual({
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    synchronous_commit: 'on',
  });
  const wrong = new URL(postgres.url);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  if (process.platform !== 'win32')
    for (const file of ['password', 'postgres.log'])
      expect((await stat(join(dataDir, file))).mode & 0o777).toBe(0o600);
});

it('refuses a second server on the same folder while the first one runs', async () => {
  const file = join(dataDir, 'data', 'postmaster.pid');
  expect(pidIn(file)).toBe(postgres.pid);
  const { clearLeftover } = await import('./leftover.ts');
  await expect(clearLeftover(file, 60)).rejects.toThrow('still uses this data folder');
});

it('comes back after kill -9 with all that was committed', async () => {
  await query(postgres.url, 'create table kept (n int); insert into kept values (41), (42)');
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.close();
  expect(postgres.running()).toBe(false);
  postgres = await startPostgres({ dataDir });
  expect(await query(postgres.url, 'select n from kept order by n')).toEqual([{ n: 41 }, { n: 42 }]);
});

it('starts although its old number now belongs to another program', async () => {
  const file = join(dataDir, 'data', 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  await postgres.close();
  expect(existsSync(file)).toBe(false);
  await writeFile(file, [String(process.pid), ...lines.slice(1)].join('\n'));
  postgres = await startPostgres({ dataDir });
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('ends when its parent is killed, and can be started again at once', async () => {
  await postgres.close();
  const code = `const { startPostgres } = await import(process.argv[1]);
    const started = await startPostgres({ dataDir: process.argv[2] });
    console.log(started.pid);
    setInterval(() => {}, 1000);`;
  const start = new URL('./start.ts', import.meta.url).href;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code, start, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = Number(
    await new Promise<string>((resolve) => createInterface({ input: parent.stdout }).once('line', resolve)),
  );
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  // The next start waits for the watcher to end the old server.
  postgres = await startPostgres({ dataDir });
  expect(isAlive(pid)).toBe(false);
  expect(postgres.pid).not.toBe(pid);
});
