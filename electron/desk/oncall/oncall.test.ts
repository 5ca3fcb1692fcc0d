// Delivered accounts and schedules on a real core.db: what counts, what is refused, what the page is told, and how old it is.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Delivered } from '#shared/protocol/lanes.ts';
import { oncall as contract } from '#shared/contract/oncall.ts';
import { loadContent } from '../content/load.ts';
import { migrations } from '../migrations.ts';
import type { Context } from '../router/context.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import { onCallHandlers } from './handlers.ts';
import { createOnCallRoom, type OnCallRoom } from './room.ts';
import { putDelivered } from './store.ts';

const data = fileURLToPath(new URL('../../../data', import.meta.url));
const shipped = loadContent(data);
const profile = tempFolder();
const vault = await makeTestVault(profile, migrations);
const db = vault.core;
afterAll(() => {
  vault.close();
  removeFolder(profile);
});

const noon = '2026-11-22T12:00:00.000Z';
let now = noon;
let open = true;
let changes = 0;
let room: OnCallRoom;
beforeEach(() => {
  db.prepare('DELETE FROM documents').run();
  db.prepare("DELETE FROM device WHERE key = 'documents-checked'").run();
  [now, open, changes] = [noon, true, 0];
  room = createOnCallRoom({
    core: () => (open ? db : null),
    shipped,
    now: () => now,
    shippedAsOf: (schedule) => schedule.asOf,
    changed: () => void changes++,
  });
});

const raw = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`${data}/${path}.json`, 'utf8')) as Record<string, unknown>;
const schedule = (version: number, change: object = {}): Delivered => ({
  kind: 'on-call',
  id: 'riverside',
  version,
  publishedAt: noon,
  json: JSON.stringify({ ...raw('oncall/riverside'), version, ...change }),
});
const account = (version: number, change: object = {}): Delivered => ({
  kind: 'account',
  id: 'riverside',
  version,
  publishedAt: noon,
  json: JSON.stringify({ ...raw('accounts/riverside'), version, ...change }),
});
const inForce = () => room.scheduleOf('riverside')?.origin;

describe('what is in force', () => {
  it('what shipped, until something is delivered; then that, for the account that it is about', () => {
    expect(inForce()).toMatchObject({ version: 318, source: 'shipped', asOf: shipped.schedules[2]?.asOf });
    expect(room.put(schedule(319))).toEqual({ ok: true, value: { changed: true } });
    expect(inForce()).toEqual({ version: 319, source: 'delivered', asOf: noon, age: 'fresh' });
    expect(room.scheduleOf('harbor')?.origin.source).toBe('shipped');
    expect(room.scheduleOf('nowhere')).toBe(null);
    expect(changes).toBe(1);
  });

  it('a delivered account counts at once, in the order of ids, and a new one stands beside the shipped ones', () => {
    expect(room.put(account(10, { name: 'Riverside II' })).ok).toBe(true);
    const other = { ...account(1, { id: 'aaa', version: 1 }), id: 'aaa' };
    expect(room.put(other).ok).toBe(true);
    expect(room.accounts().map((a) => a.id)).toEqual(['aaa', 'harbor', 'ivy-lane', 'riverside']);
    expect(room.accountOf('riverside')?.name).toBe('Riverside II');
  });

  it('stays in force while the vault is locked away, and after a start', () => {
    room.put(schedule(319));
    expect(inForce()?.version).toBe(319);
    open = false;
    expect(inForce()?.version).toBe(319);
    expect(room.have()).toEqual([]);
    expect(room.put(schedule(320))).toMatchObject({ ok: false, code: 'vault-closed' });
    open = true;
    room.opened();
    expect(inForce()?.version).toBe(319);
  });

  it('a row that can no longer be read is left out: what shipped counts again', () => {
    room.put(schedule(319));
    db.prepare('UPDATE documents SET json = substr(json, 1, 200)').run();
    room.opened();
    expect(inForce()).toMatchObject({ version: 318, source: 'shipped' });
  });
});

describe('what is refused, and the old one stays', () => {
  it.each<[string, Delivered, string]>([
    ['a lower version', schedule(318), 'document-older'],
    ['another text under the same version', schedule(319, { author: 'Somebody else' }), 'document-refused'],
    ['no JSON', { ...schedule(320), json: '{"version": 320' }, 'document-refused'],
    ['a schema that is broken', schedule(320, { people: [] }), 'document-refused'],
    ['an unknown key', schedule(320, { token: 'x' }), 'document-refused'],
    ['another account’s file', { ...schedule(320), id: 'harbor' }, 'document-refused'],
    ['another version inside', { ...schedule(321), json: schedule(320).json }, 'document-refused'],
    ['an account in a schedule’s place', { ...account(320), kind: 'on-call' }, 'document-refused'],
    ['nothing', { ...schedule(320), json: '' }, 'document-refused'],
    ['an account with a slow ladder', account(11, { ladders: slow() }), 'document-refused'],
  ])('%s', (_, file, code) => {
    room.put(schedule(319));
    room.put(account(10));
    expect(room.put(file)).toMatchObject({ ok: false, code });
    expect(inForce()?.version).toBe(319);
    expect(room.have()).toEqual([
      { kind: 'account', id: 'riverside', version: 10 },
      { kind: 'on-call', id: 'riverside', version: 319 },
    ]);
  });
  it('says what is wrong, without the file’s own words', () => {
    const file = schedule(320, { zone: 'Secret/Words' });
    expect(room.put(file)).toMatchObject({ ok: false, message: 'zone: a time zone' });
  });
  it('the same file again changes nothing', () => {
    room.put(schedule(319));
    expect(putDelivered(db, schedule(319), noon)).toEqual({ ok: true, value: { changed: false } });
    expect(room.put(schedule(319))).toEqual({ ok: true, value: { changed: false } });
    expect(changes).toBe(1);
  });
});
function slow(): object {
  const { ladders } = shipped.accounts[2] as { ladders: Record<string, { afterMinutes: number }[]> };
  return { ...ladders, emergency: ladders['emergency']?.map((s, i) => ({ ...s, afterMinutes: i * 15 })) };
}

describe('age (4d.7)', () => {
  const at = (hours: number): string => new Date(Date.parse(noon) + hours * 3_600_000).toISOString();
  it('counts from when it came, and anew each time the backend has nothing newer', () => {
    room.put(schedule(319));
    now = at(13);
    expect(inForce()).toMatchObject({ age: 'old', asOf: noon });
    now = at(25);
    expect(inForce()?.age).toBe('expired');
    room.checked();
    expect(inForce()).toMatchObject({ age: 'fresh', asOf: at(25) });
    room.opened();
    expect(inForce()?.asOf).toBe(at(25));
  });
  it('a check makes nothing that shipped younger', () => {
    now = at(48);
    room.checked();
    expect(inForce()).toMatchObject({ source: 'shipped', age: 'expired' });
  });
});

describe('the page’s requests', () => {
  const context = { now: '2026-11-22T04:51:00.000Z' } as Context;
  const facts = { provider: null, language: null, facility: null };
  it('who is on call for every role, with version and age', async () => {
    const got = await onCallHandlers(room).now({ accountId: 'riverside', at: null, facts }, context);
    if (!got.ok) throw new Error(got.code);
    const value = contract.now.output.parse(got.value);
    expect(value.resolved.people[0]?.personId).toBe('keiko-sato');
    expect(value.roles.map((r) => r.role)).toEqual(['primary', 'backup', 'consult', 'lead', 'administrator']);
    expect(value.origin.version).toBe(318);
  });
  it('at a time that is asked for', async () => {
    const got = await onCallHandlers(room).now(
      { accountId: 'riverside', at: '2026-11-23T13:00:00.000Z', facts },
      context,
    );
    expect(got.ok && got.value.resolved.people[0]?.personId).toBe('priya-raman');
  });
  it('the schedule with what the linter found, once a day', async () => {
    const handlers = onCallHandlers(room);
    const got = await handlers.schedule({ accountId: 'riverside' }, context);
    if (!got.ok) throw new Error(got.code);
    expect(contract.schedule.output.parse(got.value).findings.map((f) => f.code)).toEqual([
      'override-without-approver',
    ]);
    const again = await handlers.schedule({ accountId: 'riverside' }, context);
    expect(again.ok && again.value.findings[0]).toBe(got.value.findings[0]);
  });
  it('an account that nobody knows', async () => {
    expect(
      await onCallHandlers(room).now({ accountId: '__proto__', at: null, facts }, context),
    ).toMatchObject({ ok: false, code: 'not-found' });
    expect(await onCallHandlers(room).schedule({ accountId: '' }, context)).toMatchObject({
      ok: false,
      code: 'not-found',
    });
  });
});
