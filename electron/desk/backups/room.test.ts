// The room over a real session: a backup by itself, a check that finds a change, and the way from a damaged vault back to an
// open one with a person's secret.
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BackupsState } from '#shared/contract/backups.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Context } from '../router/context.ts';
import { testSession, type TestSession } from '../session/testing.ts';
import { removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import { backupsFolder } from './manifest.ts';
import { createBackups } from './room.ts';

let profile = '';
let session: TestSession;
let wall = Date.UTC(2026, 10, 23, 8);
const timers: { ms: number; run: () => void }[] = [];
let room: ReturnType<typeof createBackups>;
const told: [number, number | null][] = [];
const context = {
  progress: (done: number, total: number | null) => told.push([done, total]),
} as unknown as Context;

function begin(): void {
  session = testSession(profile, null);
  room = createBackups({
    init: { profile },
    session,
    clock: { wall: () => wall, monotonic: () => wall },
    after(ms, run) {
      timers.push({ ms, run });
      return () => undefined;
    },
    changed: () => undefined,
    log: { info: () => undefined, error: () => undefined },
  });
  ask = room.handlers.backups;
}
let ask: ReturnType<typeof createBackups>['handlers']['backups'];
const value = async (answer: Result<BackupsState> | Promise<Result<BackupsState>>): Promise<BackupsState> => {
  const done = await answer;
  if (!done.ok) throw new Error(`${done.code} ${done.message}`);
  return done.value;
};
const state = (): Promise<BackupsState> => value(ask.state({}, context));
const mark = (text: string): void =>
  void session.vault()?.core.prepare("insert into settings_core (key, value) values (?, 'x')").run(text);
const marks = (): unknown =>
  session
    .vault()
    ?.core.prepare("select key from settings_core where key like 'mark%' order by key")
    .pluck()
    .all();

beforeEach(async () => {
  profile = tempFolder();
  wall = Date.UTC(2026, 10, 23, 8);
  timers.length = told.length = 0;
  begin();
  expect(await session.create(testPassphrase)).toMatchObject({ ok: true });
});
afterEach(() => {
  session.close();
  removeFolder(profile);
});

it('makes one a minute after opening and the next twelve hours later, and says how it stands', async () => {
  const vault = session.vault();
  if (vault === null) throw new Error('closed');
  expect(await state()).toMatchObject({ backups: [], standing: 'none', busy: null });
  room.opened?.(vault);
  expect(timers.at(-1)?.ms).toBe(60_000);
  timers.at(-1)?.run();
  await expect.poll(async () => (await state()).backups.length, { timeout: 10_000 }).toBe(1);
  await expect.poll(async () => (await state()).busy).toBeNull();
  expect(await state()).toMatchObject({
    standing: 'fresh',
    nextAt: '2026-11-23T20:00:00.000Z',
    problem: null,
  });
  wall += 49 * 3_600_000;
  expect(await state()).toMatchObject({ standing: 'old' });
});

it('a backup that somebody changed, or brought along, is told apart', async () => {
  const [one] = (await value(ask.make({}, context))).backups;
  const id = one?.id ?? '';
  expect((await value(ask.check({ id }, context))).backups[0]?.state).toBe('good');
  const folder = join(backupsFolder(profile), id);
  const manifest = readFileSync(join(folder, 'backup.json'), 'utf8');
  writeFileSync(join(folder, 'backup.json'), manifest.replace('2026-11-23', '2026-11-22'));
  expect((await value(ask.check({ id }, context))).backups[0]?.state).toBe('foreign');
  writeFileSync(join(folder, 'backup.json'), manifest);
  const fd = openSync(join(folder, 'core.db'), 'r+');
  writeSync(fd, randomBytes(8), 0, 8, statSync(join(folder, 'core.db')).size - 100);
  closeSync(fd);
  expect((await value(ask.check({ id }, context))).backups[0]?.state).toBe('damaged');
  expect(await ask.check({ id: '20200101000000000' }, context)).toMatchObject({ code: 'not-found' });
});

it('no key lies in a backup: nothing of the keyring, and no byte in clear', async () => {
  mark('mark of Imogen Invented');
  const [one] = (await value(ask.make({}, context))).backups;
  const bytes = readFileSync(join(backupsFolder(profile), one?.id ?? '', 'core.db'));
  expect(bytes.includes('Imogen')).toBe(false);
  expect(bytes.subarray(0, 15).toString()).not.toBe('SQLite format 3');
});

it('leads from a damaged vault back to an open one', async () => {
  mark('mark-1');
  await value(ask.make({}, context));
  mark('mark-2');
  session.close();
  rmSync(join(profile, 'vault', 'core.db-wal'), { force: true });
  const path = join(profile, 'vault', 'core.db');
  const fd = openSync(path, 'r+');
  writeSync(fd, randomBytes(4096), 0, 4096, 4096 * 8);
  closeSync(fd);
  begin();
  expect(await session.open(testPassphrase)).toMatchObject({ code: 'vault-damaged' });
  expect(session.phase()).toBe('broken');
  const id = (await state()).backups[0]?.id ?? '';
  expect(await ask.restore({ id, passphrase: 'not the passphrase at all' }, context)).toMatchObject({
    code: 'vault-wrong-key',
  });
  expect(session.phase()).toBe('broken');
  const done = await value(ask.restore({ id, passphrase: testPassphrase }, context));
  expect(session.phase()).toBe('open');
  expect(marks()).toEqual(['mark-1', 'mark-2']);
  expect(done.restored).toMatchObject({ from: '2026-11-23T08:00:00.000Z', unsent: 0 });
  expect(told.length).toBeGreaterThan(5);
  const rows = session
    .vault()
    ?.core.prepare("select outcome from audit where event = 'vault.restore'")
    .pluck()
    .all();
  expect(rows).toEqual(['ok']);
  // Once more closed and opened: the keyring knows the new files.
  session.close();
  begin();
  expect(await session.open(testPassphrase)).toMatchObject({ ok: true });
  expect(await ask.restore({ id, passphrase: testPassphrase }, context)).toMatchObject({
    code: 'restore-not-needed',
  });
});
