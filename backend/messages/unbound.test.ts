// A saved message is never refused for its author; whose word a device could not give is marked for administrators (C11, C38).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import type { TestDesk } from '../testing/desk.ts';
import { newPair } from '../testing/escrow.ts';
import { startHouse, type House } from '../testing/house.ts';

let house: House;
let backend: TestBackend;
let desk: TestDesk;
beforeAll(async () => {
  house = await startHouse();
  backend = await startTestBackend(house.parts);
  await house.people(backend.pool);
  desk = await backend.enrolled();
});
afterAll(async () => {
  await backend?.close();
  await house?.close();
});
const push = async (author: string, takenAt = '2026-11-22T03:00:00.000Z'): Promise<boolean> => {
  const before = desk.head;
  const item = await desk.laneItem('normal', { author, takenAt });
  const { json } = await desk.push2('normal', [item], before);
  expect(json['results']).toMatchObject([{ result: 'applied' }]);
  const found = await backend.pool.query('select author_unbound as marked from message where id = $1', [
    item.id,
  ]);
  return found.rows[0].marked as boolean;
};

it('takes every author, and marks whom nobody signed in there', async () => {
  expect(await push('gus')).toBe(false);
  await house.policy(backend.parts);
  expect(await push('gus')).toBe(true);
  await house.signIn(desk, 'gus', backend.parts.clock());
  expect(await push('gus')).toBe(false);
  expect([await push('nat'), await push('nobody-here')]).toEqual([true, true]);
  // Bound elsewhere is not bound here.
  await house.signIn(await backend.enrolled(), 'nat', backend.parts.clock());
  expect(await push('nat')).toBe(true);
});

it('what was taken before the binding was revoked is its author’s; what came after is not', async () => {
  await backend.pool.query(
    "update device_person set revoked_at = '2026-11-22T03:30:00Z' where person_id = 'gus'",
  );
  expect(await push('gus', '2026-11-22T03:29:00.000Z')).toBe(false);
  expect(await push('gus', '2026-11-22T03:31:00.000Z')).toBe(true);
});

it('sends what others wrote to no device where nobody who works with callers is bound and allowed', async () => {
  const other = await backend.enrolled();
  const { raw } = await newPair();
  await other.handshake2(raw.toString('base64'));
  const got = async (): Promise<number> => (await other.changes()).length;
  expect(await got()).toBe(0);
  await house.signIn(other, 'aud', backend.parts.clock());
  expect(await got()).toBe(0);
  await house.signIn(other, 'tia', backend.parts.clock());
  const all = await got();
  expect(all).toBeGreaterThan(6);
  await backend.pool.query("update person set revoked_at = now() where id = 'tia'");
  expect(await got()).toBe(0);
  await backend.pool.query("update person set revoked_at = null where id = 'tia'");
  expect(await got()).toBe(all);
});
