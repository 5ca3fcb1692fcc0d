// The third wall: whatever a desk sends, the backend takes nothing that was practised, and says so by a code of its own.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { practiceAuthor, practised } from '#shared/domain/training/wall.ts';
import { laneStart } from '#shared/protocol/seal-format.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { hashOf, soundMessage } from '../testing/desk.ts';
import { examine } from './examine.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend?.close());
const told = (answer: { status: number; json: Record<string, unknown> }) => [
  answer.status,
  answer.json['error'],
];

it('refuses a batch with one practised item whole, in both versions and on every address', async () => {
  const desk = await backend.enrolled();
  const real = await desk.laneItem('normal');
  const mine = await desk.laneItem('normal', { author: practiceAuthor });
  expect(told(await desk.push2('normal', [real, mine], laneStart('normal')))).toEqual([422, 'practice-data']);
  expect(told(await desk.push2('normal', [practised(real)] as never, laneStart('normal')))).toEqual([
    422,
    'practice-data',
  ]);
  const first = {
    ...real,
    type: 'message' as const,
    hash: await hashOf(laneStart('normal'), { ...real, author: practiceAuthor }),
  };
  const batch = desk.batch([{ ...first, author: practiceAuthor }], laneStart('normal'));
  expect(told(await desk.push(batch))).toEqual([422, 'practice-data']);
  const body = JSON.stringify(practised({ v: 2, person: 'person-1' }));
  expect(told(await desk.request('POST', '/v2/certificates/list', body))).toEqual([422, 'practice-data']);
  expect(
    (await backend.pool.query('select 1 from message where device_id = $1', [desk.device])).rowCount,
  ).toBe(0);
  // The desk goes on with what is real.
  expect((await desk.push2('normal', [real], laneStart('normal'))).status).toBe(200);
});

it('sets a body aside that says it was practised, also out of a rescue file', async () => {
  const desk = await backend.enrolled();
  const id = randomUUID();
  const text = JSON.stringify(practised(soundMessage(id)));
  const item = await desk.laneItem('normal', { id, text });
  const answer = await desk.push2('normal', [item], laneStart('normal'));
  expect(answer.json).toMatchObject({ results: [{ result: 'quarantined', why: 'practice-data' }] });
  expect(examine(backend.parts.sealKeys, { ...item, author: practiceAuthor })).toEqual({
    ok: false,
    why: 'practice-data',
  });
});
