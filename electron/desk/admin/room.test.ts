// Administration behind the real router and vault, with a backend that answers as the test says.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdminValue } from '#shared/contract/admin.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { createAdmin } from './room.ts';

const at = '2026-11-22T02:00:00.000Z';
const person = (id: string, more: object = {}) => ({
  id,
  name: `${id} Invented`,
  initials: 'X',
  role: 'agent',
  revokedAt: null,
  lastSignIn: at,
  failedSince: 0,
  devices: ['d1'],
  sittingAt: [],
  ...more,
});
const device = {
  id: 'd1',
  name: 'Night desk 1',
  enrolledAt: at,
  lastSeenAt: at,
  app: '1.2.3',
  os: 'linux',
  storesPhi: true,
  policyVersion: 1,
  revokedAt: null,
  wipedAt: null,
  people: ['quill'],
  unboundItems: 0,
  auditRefused: 0,
};

let bench: Bench;
let page: TestPage;
let asked: { path: string; body: Record<string, unknown> }[] = [];
let refuses: Result<never> | null = null;
beforeAll(async () => {
  bench = await makeBench((handlers) => {
    const client = {
      ask: (_method: string, path: string, _schema: unknown, { body }: { body: Record<string, unknown> }) => {
        asked.push({ path, body });
        const answers: Record<string, object> = {
          '/v2/admin/people': { people: [person('quill')] },
          '/v2/admin/devices': { devices: [device] },
        };
        return Promise.resolve(refuses ?? ok(answers[path] ?? { changed: true }));
      },
    };
    const admin = createAdmin({
      client: client as unknown as NonNullable<Parameters<typeof createAdmin>[0]['client']>,
      core: () => bench.vault.core,
      vault: () => bench.vault,
      slots: () => [],
    });
    Object.assign(handlers, { admin });
  });
  page = bench.page();
  bench.sit('administrator');
});
afterAll(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
});
const read = async (): Promise<AdminValue> => must(await page.ask<AdminValue>('admin.read'));

test('people and devices as the backend says, and the last answer with its time while it is away', async () => {
  expect(await read()).toMatchObject({
    known: { people: [{ id: 'quill' }], devices: [{ id: 'd1' }], asOf: bench.now },
    problem: null,
  });
  const before = bench.now;
  bench.now = '2026-11-22T05:00:00.000Z';
  refuses = fail('offline');
  expect(await read()).toMatchObject({ known: { asOf: before }, problem: 'offline' });
  refuses = null;
});

test('each act wants a fresh proof, goes out in the name of who sits here, and leaves a row that says of whom', async () => {
  const act = { what: 'person', id: 'quill', undo: false, why: 'left on Friday' };
  expect(await page.ask('admin.revoke', act)).toMatchObject({ code: 'step-up-needed' });
  bench.guarded.steppedUp = true;
  asked = [];
  must(await page.ask('admin.revoke', act));
  must(await page.ask('admin.role', { id: 'quill', role: 'nurse', why: 'new duties' }));
  expect(asked[0]).toEqual({ path: '/v2/admin/revoke', body: { v: 2, person: 'p-administrator', ...act } });
  expect(asked.find((a) => a.path === '/v2/admin/role')?.body).toMatchObject({ role: 'nurse' });
  const rows = bench.audit().filter((row) => row.event === 'admin.revoke');
  expect(rows.map((row) => row.outcome)).toEqual(['step-up-needed', 'asked', 'answered']);
  expect(rows.at(-1)?.subjects).toContain('revoke:person:quill');
});

test('what the backend refuses is told by its own code, and nothing is taken for done', async () => {
  refuses = fail('admin-last');
  expect(await page.ask('admin.role', { id: 'quill', role: 'agent', why: 'no reason' })).toMatchObject({
    code: 'admin-last',
  });
  refuses = null;
});

test('a reason of control characters, a role that is none, an empty id: refused before anybody is asked', async () => {
  asked = [];
  for (const bad of [
    { id: 'quill', role: 'nurse', why: 'a\nb c' },
    { id: 'quill', role: 'root', why: 'because' },
    { id: '', role: 'nurse', why: 'because' },
    { id: 'quill', role: 'nurse', why: 'x' },
  ])
    expect(await page.ask('admin.role', bad)).toMatchObject({ code: 'invalid-input' });
  expect(asked).toEqual([]);
});

test('the last way in is not taken off, nor one’s own', async () => {
  expect(await page.ask('admin.removeSlot', { personId: null })).toMatchObject({ code: 'last-slot' });
  expect(await page.ask('admin.removeSlot', { personId: 'p-administrator' })).toMatchObject({
    code: 'admin-own',
  });
});
