// How far the clocks are apart (C37): half of the way taken off, slow answers believed only as far as they reach, kept over
// a restart, and never a reason to fail.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import { z } from 'zod';
import { migrations } from '../migrations.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { backendClient } from './backend-client.ts';
import { clockOffset } from './clock-offset.ts';
import { readClockOffset } from './device.ts';

const folder = tempFolder();
let vault: Vault;
beforeAll(async () => (vault = await makeTestVault(folder, migrations)));
afterAll(() => {
  vault.close();
  removeFolder(folder);
});
beforeEach(() => void vault.core.exec("delete from device where key like 'clock-offset%'"));

const t0 = Date.parse('2026-11-22T03:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const minute = 60_000;
function desk() {
  const at = { ms: t0, changed: 0, core: vault.core as typeof vault.core | null };
  const keeper = clockOffset({
    core: () => at.core,
    now: () => iso(at.ms),
    changed: () => void at.changed++,
  });
  return { at, ...keeper };
}

it('takes half of the way off and keeps it for the next start', () => {
  const d = desk();
  expect(d.current()).toEqual({ offsetMs: null, at: null });
  d.heard(iso(t0 - 7 * minute - 200), 400);
  expect(d.current()).toEqual({ offsetMs: 7 * minute, at: iso(t0) });
  expect(readClockOffset(vault.core)).toBe(7 * minute);
  expect(desk().current()).toEqual({ offsetMs: 7 * minute, at: iso(t0) });
  expect(d.at.changed).toBe(1);
});

it('writes nothing for jitter, but again after a while and when the clock was set', () => {
  const d = desk();
  d.heard(iso(t0), 0);
  const before = vault.core.pragma('data_version', { simple: true });
  const rows = (): number => vault.core.prepare('select total_changes() as n').pluck().get() as number;
  const written = rows();
  for (let i = 1; i < 50; i++) {
    d.at.ms = t0 + i * 5000;
    d.heard(iso(d.at.ms - i * 10), 20);
  }
  expect(rows()).toBe(written);
  expect(d.current()).toEqual({ offsetMs: 0, at: iso(d.at.ms) });
  d.at.ms = t0 + 11 * minute;
  d.heard(iso(d.at.ms), 20);
  expect(rows()).toBe(written + 2);
  // Set by hand, a day back.
  const real = d.at.ms;
  d.at.ms -= 24 * 60 * minute;
  d.heard(iso(real), 0);
  expect(d.current().offsetMs).toBe(-24 * 60 * minute);
  expect(d.at.changed).toBe(2);
  expect(before).toBe(vault.core.pragma('data_version', { simple: true }));
});

it('believes an answer that was long on its way only as far as that goes', () => {
  const d = desk();
  d.heard(iso(t0), 0);
  d.heard(iso(t0 - 30_000), 60_000);
  expect(d.current().offsetMs).toBe(0);
  d.heard(iso(t0 - 5 * minute), 60_000);
  expect(d.current().offsetMs).toBe(4.5 * minute);
  d.heard(iso(t0 - 5 * minute), 100);
  expect(d.current().offsetMs).toBe(5 * minute - 50);
});

it('works before the vault is open and when the disk says no', () => {
  const d = desk();
  d.at.core = null;
  d.heard(iso(t0 - 5 * minute), 0);
  expect(d.current().offsetMs).toBe(5 * minute);
  expect(readClockOffset(vault.core)).toBeNull();
  d.at.core = vault.core;
  vault.core.exec("create temp trigger full before insert on device begin select raise(abort, 'full'); end");
  d.heard(iso(t0 - 9 * minute), 0);
  expect(d.current().offsetMs).toBe(9 * minute);
  vault.core.exec('drop trigger full');
  expect(readClockOffset(vault.core)).toBeNull();
  d.heard(iso(t0 - 9 * minute), 0);
  expect(readClockOffset(vault.core)).toBe(9 * minute);
  d.heard('no time at all', 0);
  expect(d.current().offsetMs).toBe(9 * minute);
});

it('hears every sound answer that says a time, and no other', async () => {
  const heard: string[] = [];
  const answers: Record<string, [number, unknown]> = {
    '/timed': [200, { serverTime: iso(t0) }],
    '/plain': [200, { ok: true }],
    '/odd': [200, { serverTime: 5 }],
    '/no': [500, { error: 'x', serverTime: iso(t0) }],
  };
  let mono = 0;
  const client = backendClient({
    baseUrl: 'http://127.0.0.1',
    fetch: (url) => {
      mono += 300;
      const [status, body] = answers[new URL(String(url)).pathname] ?? [404, {}];
      return Promise.resolve(Response.json(body, { status }));
    },
    credential: () => null,
    monotonic: () => mono,
    timed: (time, tookMs) => void heard.push(`${time} ${tookMs}`),
  });
  const timed = z.object({ serverTime: z.string() });
  for (const path of ['/timed', '/odd', '/no']) await client.ask('GET', path, timed, { signed: false });
  expect(await client.ask('GET', '/plain', z.object({ ok: z.boolean() }), { signed: false })).toEqual(
    ok({ ok: true }),
  );
  expect(await client.ask('GET', '/odd', timed, { signed: false })).toMatchObject({
    ok: false,
    code: 'backend-not-json',
  });
  expect(heard).toEqual([`${iso(t0)} 300`]);
});
