// What is set aside is not set aside for ever: it is taken when its message comes, or when a newer backend knows it. And a
// message that nobody was told of is not closed by a word.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { push2Answer, type LaneItem } from '#shared/protocol/lanes.ts';
import { soundMessage, type Answer, type TestDesk } from '../testing/desk.ts';
import { byHand } from '../testing/ladders.ts';
import { lookAgain } from './again.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend?.close());

const results = (answer: Answer): string[] =>
  push2Answer.parse(answer.json).results.map((r) => r.why ?? r.result);
const messageItem = (desk: TestDesk, id: string, fields: object = {}): Promise<LaneItem> =>
  desk.laneItem('urgent', {
    id,
    urgency: 0,
    text: JSON.stringify(soundMessage(id, { urgency: 'urgent-clinical', ...fields })),
  });
const versionOf = (id: string, change: object = {}): object => ({
  kind: 'version',
  base: 1,
  fields: {
    ...(soundMessage(id) as { fields: object }).fields,
    urgency: 'urgent-clinical',
    practice: 'Other',
    ...change,
  },
  incomplete: [],
  why: '',
});
const stored = async (ids: string[]): Promise<number> =>
  (await backend.pool.query('select count(*)::int as n from message where id = any($1::uuid[])', [ids]))
    .rows[0].n;

it('versions that came before their message are taken with it, each once, and other desks hear of them', async () => {
  const [first, second] = [await backend.enrolled(), await backend.enrolled()];
  const id = randomUUID();
  const early = [
    await second.entry('urgent', id, versionOf(id)),
    await second.entry('urgent', id, versionOf(id, { verbatim: 'Other words.' })),
  ];
  expect(results(await second.push2('urgent', early))).toEqual(['no-message', 'no-message']);
  expect(results(await first.push2('urgent', [await messageItem(first, id)]))).toEqual(['applied']);
  // One changes the caller's words: it stays aside.
  expect(await stored(early.map((e) => e.id))).toBe(1);
  expect(results(await second.push2('urgent', early))[0]).toBe('duplicate');
  const change = await backend.pool.query('select 1 from change where item_id = $1', [early[0]!.id]);
  expect(change.rowCount).toBe(1);
  expect(await lookAgain(backend.parts)).toBe(0);
});

it('a newer backend takes what it knows by now, and what waited for that', async () => {
  const desk = await backend.enrolled();
  const id = randomUUID();
  const text = JSON.stringify(soundMessage(id, { urgency: 'urgent-clinical' }));
  const other = await backend.enrolled();
  const early = await other.entry('urgent', id, versionOf(id));
  await other.push2('urgent', [early]);
  const unknown = await desk.laneItem('urgent', { id, urgency: 0, schema: 9, text });
  expect(results(await desk.push2('urgent', [unknown]))).toEqual(['unknown-schema 9']);
  // As if the program that set it aside had been older.
  await backend.pool.query(
    `update quarantine set raw = replace(raw, '"schema":9', '"schema":2'), reason = 'not-valid fields' where item_id = $1`,
    [id],
  );
  expect(await lookAgain(backend.parts)).toBe(2);
  expect(await stored([id, early.id])).toBe(2);
});

it('an urgent message is closed by what came of it, or by a reason once somebody was tried', async () => {
  const desk = await backend.enrolled();
  const close = (openReason: string) => ({ kind: 'close', disposition: 'handled', openReason });
  const failedHere = byHand('failed', 'urgent-voice');
  const outcome = { kind: 'outcome', what: 'other', happenedAt: '2026-11-22T03:00:00.000Z', text: '' };
  const cases: [object[], string][] = [
    [[close('.')], 'close-without-outcome'],
    [[byHand('dialling', 'urgent-voice'), close('Nobody there')], 'close-without-outcome'],
    [[failedHere, close(' ')], 'close-without-outcome'],
    [[failedHere, close('Every number is dead')], 'applied'],
    [[{ kind: 'skip', stepId: 'urgent-app', why: 'x' }, close('x')], 'close-without-outcome'],
    [[byHand('sent', 'urgent-app'), close('x')], 'close-without-outcome'],
    [[{ ...outcome, clinician: 'Dr Y' }, close('')], 'applied'],
  ];
  for (const [bodies, expected] of cases) {
    const id = randomUUID();
    const before = desk.lanes.urgent.head;
    const items = [await messageItem(desk, id)];
    for (const [index, body] of bodies.entries())
      items.push(await desk.entry('urgent', id, body, { takenAt: `2026-11-22T03:0${index + 1}:00.000Z` }));
    expect([expected, results(await desk.push2('urgent', items, before)).at(-1)]).toEqual([
      expected,
      expected,
    ]);
  }
});

it.each([
  ['knew of the raise: refused', 'emergency', 'close-without-outcome'],
  ['had not heard of the raise: kept, it closes nothing', 'urgent-clinical', 'applied'],
])(
  'what came of it before it was raised closes it no more; whoever %s',
  async (_, knownUrgency, expected) => {
    const desk = await backend.enrolled();
    const id = randomUUID();
    const bodies = [
      {
        kind: 'outcome',
        what: 'other',
        happenedAt: '2026-11-22T03:00:00.000Z',
        text: '',
        clinician: 'Dr Y',
      },
      { kind: 'raise', to: 'emergency', why: 'agent', note: '' },
    ];
    const items = [await messageItem(desk, id)];
    for (const [index, body] of bodies.entries())
      items.push(await desk.entry('urgent', id, body, { takenAt: `2026-11-22T03:0${index + 1}:00.000Z` }));
    const closeId = randomUUID();
    const close = {
      schema: 2,
      id: closeId,
      messageId: id,
      at: '2026-11-22T03:05:00.000Z',
      author: { personId: 'person-1', name: 'Person One' },
      knownUrgency,
      body: { kind: 'close', disposition: 'handled', openReason: '' },
    };
    items.push(
      await desk.laneItem('urgent', {
        id: closeId,
        type: 'entry',
        schema: 2,
        urgency: 1,
        text: JSON.stringify(close),
      }),
    );
    expect(results(await desk.push2('urgent', items)).at(-1)).toBe(expected);
  },
);

it('a close in the urgent lane may come before its message, which is in the other', async () => {
  const desk = await backend.enrolled();
  const id = randomUUID();
  const close = await desk.entry('urgent', id, { kind: 'close', disposition: 'handled', openReason: '' });
  expect(results(await desk.push2('urgent', [close]))).toEqual(['applied']);
});
