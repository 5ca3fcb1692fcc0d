// Keeping a draft: within 500 ms of a pause, one send at a time, never "kept" before the desk said so, and again until it does.
import { expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createKeeper, keeperTimes, type KeptState } from './keeper.ts';

type Answer = Result<{ keptAt: string }>;
function bench() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const sent: { value: string; answer: (answer: Answer) => Promise<void> }[] = [];
  const states: KeptState[] = [];
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  const keeper = createKeeper<string>(
    {
      send: (value) =>
        new Promise((resolve) => {
          sent.push({
            value,
            answer: async (answer) => {
              resolve(answer);
              await settle();
            },
          });
        }),
      after(ms, run) {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => void (timers = timers.filter((t) => t !== timer));
      },
      onState: (state) => void states.push(state),
    },
    'T0',
  );
  return {
    keeper,
    sent,
    states,
    last: () => states.at(-1),
    async pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = timers.filter((t) => t.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = next.at;
        timers = timers.filter((t) => t !== next);
        next.run();
        await settle();
      }
      now = until;
    },
  };
}
const kept = (at: string): Answer => ok({ keptAt: at });

test('what is typed is on its way at most 500 ms after the last key, and kept when the desk says so', async () => {
  const b = bench();
  b.keeper.changed('a');
  await b.pass(100);
  b.keeper.changed('ab');
  await b.pass(299);
  expect(b.sent).toHaveLength(0);
  await b.pass(1);
  expect(b.sent.map((s) => s.value)).toEqual(['ab']);
  expect(b.last()).toEqual({ kind: 'typing', at: 'T0' });
  await b.sent[0]?.answer(kept('T1'));
  expect(b.last()).toEqual({ kind: 'kept', at: 'T1' });
});

test('someone who types without a pause is kept all the same: no key waits longer than 500 ms (C38)', async () => {
  const b = bench();
  expect(keeperTimes.longest).toBeLessThanOrEqual(500);
  for (let i = 1; i <= 20; i++) {
    b.keeper.changed('x'.repeat(i));
    await b.pass(100);
    for (const s of b.sent) await s.answer(kept('T1'));
  }
  // Two seconds of typing: sent every 450 ms, each time with all that was typed by then.
  expect(b.sent.length).toBeGreaterThanOrEqual(4);
});

test('one at a time: what was typed meanwhile goes after it, and is not called kept before', async () => {
  const b = bench();
  b.keeper.changed('a');
  await b.pass(300);
  b.keeper.changed('ab');
  await b.pass(900);
  expect(b.sent).toHaveLength(1);
  await b.sent[0]?.answer(kept('T1'));
  expect(b.states.some((s) => s.kind === 'kept')).toBe(false);
  expect(b.sent.map((s) => s.value)).toEqual(['a', 'ab']);
  await b.sent[1]?.answer(kept('T2'));
  expect(b.last()).toEqual({ kind: 'kept', at: 'T2' });
});

test('a failure says so with its reason and the last time it was kept, and is tried again with the newest words', async () => {
  const b = bench();
  b.keeper.changed('a');
  await b.pass(300);
  await b.sent[0]?.answer(fail('disk-full'));
  expect(b.last()).toEqual({ kind: 'unkept', code: 'disk-full', at: 'T0' });
  await b.pass(keeperTimes.again);
  expect(b.sent.map((s) => s.value)).toEqual(['a', 'a']);
  await b.sent[1]?.answer(fail('interrupted'));
  b.keeper.changed('abc');
  await b.pass(300);
  await b.sent[2]?.answer(kept('T3'));
  expect(b.sent[2]?.value).toBe('abc');
  expect(b.last()).toEqual({ kind: 'kept', at: 'T3' });
  await b.pass(10_000);
  expect(b.sent).toHaveLength(3);
});

test('a desk that does not answer is named before the bridge gives up', async () => {
  const b = bench();
  b.keeper.changed('a');
  await b.pass(300 + keeperTimes.late);
  expect(b.last()).toEqual({ kind: 'unkept', code: 'desk-unavailable', at: 'T0' });
  await b.sent[0]?.answer(kept('T1'));
  expect(b.last()).toEqual({ kind: 'kept', at: 'T1' });
});

test('flush sends at once what waits; stopped, nothing more is sent or said', async () => {
  const b = bench();
  b.keeper.changed('a');
  const flushed = b.keeper.flush();
  expect(b.sent).toHaveLength(1);
  await b.sent[0]?.answer(kept('T1'));
  await flushed;
  b.keeper.changed('b');
  b.keeper.stop();
  const said = b.states.length;
  b.keeper.changed('c');
  await b.keeper.flush();
  await b.pass(10_000);
  expect(b.sent).toHaveLength(1);
  expect(b.states).toHaveLength(said);
});
