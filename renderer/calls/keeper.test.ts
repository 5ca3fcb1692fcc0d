import { expect, it } from 'vitest';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createKeeper, keepAfter, tryAgainAfter, type Kept } from './keeper.ts';

type Saved = Result<{ keptAt: string }>;

/** A clock that is turned by hand, and a desk that answers when told. */
function bench() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const sent: string[] = [];
  const answers: ((result: Saved) => void)[] = [];
  const said: Kept[] = [];
  const keeper = createKeeper(
    {
      save(text) {
        sent.push(text);
        return new Promise((resolve) => answers.push(resolve));
      },
      after(ms, run) {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((t) => t !== timer);
        };
      },
      onKept: (kept) => said.push(kept),
    },
    'old',
  );
  return {
    keeper,
    sent,
    said,
    pass(ms: number) {
      now += ms;
      const due = timers.filter((t) => t.at <= now);
      timers = timers.filter((t) => t.at > now);
      for (const timer of due) timer.run();
    },
    async answer(result: Saved) {
      answers.shift()?.(result);
      await new Promise((resolve) => setImmediate(resolve));
    },
    waiting: () => timers.length,
  };
}
const kept = (at: string): Saved => ok({ keptAt: at });

it('keeps within 400 ms of the first key, however long somebody types on (C38)', async () => {
  const b = bench();
  for (let typed = 1; typed <= 8; typed++) {
    b.keeper.change('a'.repeat(typed));
    b.pass(50);
  }
  expect(keepAfter).toBeLessThan(500);
  expect(b.sent).toEqual(['aaaaaaaa']);
  expect(b.said.at(-1)).toEqual({ kind: 'waiting', at: null });
  await b.answer(kept('10:47:12'));
  expect(b.said.at(-1)).toEqual({ kind: 'kept', at: '10:47:12' });
  expect(b.waiting()).toBe(0);
});

it('one save at a time; what was typed meanwhile follows, and is never called kept before', async () => {
  const b = bench();
  b.keeper.change('one');
  b.pass(keepAfter);
  b.keeper.change('one two');
  b.pass(keepAfter);
  expect(b.sent).toEqual(['one']);
  await b.answer(kept('1'));
  expect(b.said.at(-1)).toEqual({ kind: 'waiting', at: '1' });
  b.pass(100);
  expect(b.sent).toEqual(['one', 'one two']);
  await b.answer(kept('2'));
  expect(b.said.at(-1)).toEqual({ kind: 'kept', at: '2' });
});

it('says what failed and tries again until it is kept', async () => {
  const b = bench();
  b.keeper.change('x');
  b.pass(keepAfter);
  await b.answer(fail('desk-unavailable'));
  expect(b.said.at(-1)).toEqual({ kind: 'failed', code: 'desk-unavailable', at: null });
  b.pass(tryAgainAfter);
  expect(b.sent).toEqual(['x', 'x']);
  await b.answer(kept('3'));
  expect(b.said.at(-1)).toEqual({ kind: 'kept', at: '3' });
});

it('what is typed and taken back needs no save; the same text again neither', () => {
  const b = bench();
  b.keeper.change('old');
  b.keeper.change('old!');
  b.keeper.change('old');
  b.pass(10 * keepAfter);
  expect(b.sent).toEqual([]);
  expect(b.said.at(-1)).toEqual({ kind: 'none' });
});

it('flush saves at once and waits for it: a lock must not lose a word', async () => {
  const b = bench();
  b.keeper.change('last words');
  let done = false;
  const flushed = b.keeper.flush().then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect([b.sent, done]).toEqual([['last words'], false]);
  await b.answer(kept('4'));
  await flushed;
  expect(done).toBe(true);
  await b.keeper.flush();
  expect(b.sent).toEqual(['last words']);
});

it('after the call is closed nothing is sent any more', async () => {
  const b = bench();
  b.keeper.change('late');
  b.keeper.close();
  b.pass(10 * keepAfter);
  b.keeper.change('later');
  b.pass(10 * tryAgainAfter);
  await b.keeper.flush();
  expect(b.sent).toEqual([]);
});
