// Bodies that no desk sends, to every address of sign-in, keys, audit, reports and administration: each is refused as what it is,
// none is a failure of the backend, and nothing is kept of them.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import type { TestDesk } from '../testing/desk.ts';
import { startHouse, type House } from '../testing/house.ts';

let house: House;
let backend: TestBackend;
let desk: TestDesk;
beforeAll(async () => {
  house = await startHouse();
  backend = await startTestBackend(house.parts);
  await house.people(backend.pool);
  await house.policy(backend.parts);
  desk = await backend.enrolled();
  for (const person of ['gus', 'ada', 'sam']) await house.signIn(desk, person, backend.parts.clock());
});
afterAll(async () => {
  await backend?.close();
  await house?.close();
});

const at = '2026-11-22T03:00:00.000Z';
const id = randomUUID();
const key = Buffer.alloc(32).toString('base64');
const hex = '0'.repeat(64);
const escrow = { keyId: '0'.repeat(16), wrapped: 'AAAA' };
const head = { at, signature: `${'A'.repeat(86)}==` };
const row = {
  seq: 1,
  at,
  person: '',
  role: '',
  surface: '',
  event: '',
  outcome: '',
  subjects: '',
  prev: hex,
  hash: hex,
};
const why = 'as agreed';
/** A body of the right shape each. */
const shapes: Record<string, object> = {
  '/v2/session': { for: 'sit', person: null, idToken: 'x', nonce: 'n'.repeat(20), endOther: false },
  '/v2/session/seat': { person: 'gus', endOther: false },
  '/v2/session/leave': { person: 'gus' },
  '/v2/session/end': { person: 'gus' },
  '/v2/keys/renew': { vaultId: id, escrow },
  '/v2/keys/recover': {
    device: '',
    vaultId: id,
    escrow,
    ephemeralKey: key,
    salt: 'A'.repeat(43),
    idToken: 'x',
  },
  '/v2/audit': { rows: [row], head },
  '/v2/reviews/list': { person: 'sam', kind: 'break-glass', open: true },
  '/v2/reviews/decide': { person: 'sam', id, decision: 'appropriate', noteId: null, note: null },
  '/v2/admin/people': { person: 'ada' },
  '/v2/admin/devices': { person: 'ada' },
  '/v2/admin/revoke': { person: 'ada', what: 'person', id: 'nobody', undo: false, why },
  '/v2/admin/role': { person: 'ada', id: 'nobody', role: 'nurse', why },
  '/v2/wiped': { at, keysDestroyed: true, filesDeleted: 0, unsent: 0 },
};
/** Who gets up is not asked who they are, and a receipt may count other files: both answer the time alone. */
const tolerant = new Set(['/v2/session/leave', '/v2/wiped']);
const nul = 'a\u0000b';
/** Each text of a body by something else, one at a time. */
function* spoiled(body: object): Generator<object> {
  for (const [name, value] of Object.entries(body)) {
    const others: unknown[] = [undefined, null, 7, [], {}, 'x'.repeat(30_000), { [nul]: nul }];
    if (typeof value === 'string') others.push(nul, '', `${value}'; drop table person; --`, '../../x');
    for (const other of others) if (other !== value) yield { ...body, [name]: other };
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const inner of spoiled(value)) yield { ...body, [name]: inner };
  }
  yield { ...body, more: 1 };
  yield { ...body, constructor: { prototype: { role: 'administrator' } } };
}

it('refuses what is not JSON, not an object, of another version, or too large', async () => {
  for (const path of Object.keys(shapes)) {
    const send = (text: string) => desk.request('POST', path, text);
    for (const text of ['', 'null', '[]', '7', '"x"', '{', '<html>', '{}', '[{"v":2}]'])
      expect([path, text, (await send(text)).status >= 400]).toEqual([path, text, true]);
    expect([path, (await send(JSON.stringify({ ...shapes[path], v: 3 }))).json['error']]).toEqual([
      path,
      'upgrade',
    ]);
  }
  const large = await desk.ask('/v2/audit', { rows: [{ ...row, subjects: 'x'.repeat(3_000_000) }], head });
  expect(large.json['error']).toBe('too-large');
});

it('answers every spoiled body with a refusal of its own, none with a failure', async () => {
  const own = await backend.enrolled();
  let asked = 0;
  const failed: unknown[] = [];
  for (const [path, shape] of Object.entries(shapes)) {
    const known = path === '/v2/keys/recover' ? { ...shape, device: own.device } : shape;
    for (const body of spoiled(known)) {
      const { status, json } = await own.ask(path, body);
      asked++;
      if ((status === 200 && !tolerant.has(path)) || status >= 500)
        failed.push([path, status, json['error'], JSON.stringify(body).slice(0, 200)]);
    }
  }
  expect(failed).toEqual([]);
  expect(asked).toBeGreaterThan(300);
  const people = await backend.pool.query(
    "select count(*)::int as n from person where role = 'administrator'",
  );
  expect(people.rows[0].n).toBe(2);
}, 60_000);
