// The engine's page asks for the next order before there is one: who is answered with what, and when nobody is there.
import { beforeEach, expect, it } from 'vitest';
import { handClock } from '#tests/support/voice-sdk.ts';
import { askedAheadMs, createEngine, type Engine } from './engine.ts';
import { noon } from './testing.ts';

let clock: ReturnType<typeof handClock>;
let engine: Engine;
let told = 0;
const on = { kind: 'meter', on: true } as const;
const ring = { kind: 'ring-test' } as const;
const settled = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
/** A question of a page that can go away. */
function asks(after: number) {
  const page = new AbortController();
  const made = { page, answer: null as unknown };
  void engine.nextOrders(after, page.signal).then((orders) => (made.answer = orders));
  return made;
}
beforeEach(() => {
  clock = handClock();
  told = 0;
  engine = createEngine({
    now: () => noon,
    after: clock.later,
    ordered: () => told++,
    changed: () => undefined,
    started: () => undefined,
  });
  engine.attached(1);
});

it('a question asked ahead is answered with the next order, and the next one with what comes after it', async () => {
  const first = asks(0);
  await settled();
  expect(first.answer).toBeNull();
  engine.order(ring);
  engine.order(on);
  await settled();
  expect(first.answer).toEqual([{ n: 1, order: ring }]);
  const second = asks(1);
  await settled();
  expect(second.answer).toEqual([{ n: 2, order: on }]);
  // Whoever is not asking is told of it, as ever.
  expect(told).toBe(2);
});

it('without an order it is answered with nothing in good time', async () => {
  const question = asks(0);
  clock.pass(askedAheadMs - 1);
  await settled();
  expect(question.answer).toBeNull();
  clock.pass(1);
  await settled();
  expect(question.answer).toEqual([]);
});

it('an order that no page was there to hear is the next page’s', async () => {
  const gone = asks(0);
  await settled();
  gone.page.abort();
  await settled();
  expect(gone.answer).toEqual([]);
  engine.order(ring);
  const next = asks(0);
  await settled();
  expect(next.answer).toEqual([{ n: 1, order: ring }]);
});

it('an answer that was lost is given again, and a page asks one question at a time', async () => {
  const lost = asks(0);
  await settled();
  engine.order(ring);
  const again = asks(0);
  await settled();
  expect(lost.answer).toEqual([{ n: 1, order: ring }]);
  expect(again.answer).toEqual([{ n: 1, order: ring }]);
  const older = asks(1);
  const newer = asks(1);
  await settled();
  expect(older.answer).toEqual([]);
  expect(newer.answer).toBeNull();
});

it('a desk that was started again numbers its orders above what the page took', async () => {
  const question = asks(57);
  await settled();
  engine.order(ring);
  await settled();
  expect(question.answer).toEqual([{ n: 58, order: ring }]);
});
