// Topics: at once after a rest, merged while they rest, each by itself; a ring never waits.
import { beforeEach, expect, it } from 'vitest';
import { createTopics, type Topics } from './topics.ts';

let now = 0;
let timers: { at: number; run(): void }[] = [];
let frames: { at: number; topic: string; ids: string[]; version: number }[] = [];
let topics: Topics;
function pass(ms: number): void {
  const until = now + ms;
  for (;;) {
    const due = timers.filter((t) => t.at <= until).toSorted((a, b) => a.at - b.at)[0];
    if (due === undefined) break;
    timers = timers.filter((t) => t !== due);
    now = Math.max(now, due.at);
    due.run();
  }
  now = until;
}
beforeEach(() => {
  now = 0;
  timers = [];
  frames = [];
  topics = createTopics({
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((t) => t !== timer));
    },
  });
  topics.add(1, {
    send: (frame) => void frames.push({ ...(frame as Omit<(typeof frames)[number], 'at'>), at: now }),
  });
  topics.watch(1, 'a', true);
  topics.watch(1, 'b', true);
});

it('the first change is told in the next turn, and what one turn changes is one frame', () => {
  topics.publish('a', ['1']);
  topics.publish('a', ['2']);
  expect(frames).toEqual([]);
  pass(0);
  expect(frames).toMatchObject([{ at: 0, topic: 'a', ids: ['1', '2'], version: 2 }]);
});
it('a flood is at most ten frames a second, and its end is told', () => {
  for (let i = 0; i < 1000; i++) {
    topics.publish('a', [String(i)]);
    topics.read(1);
    pass(1);
  }
  pass(200);
  expect(frames.length).toBeGreaterThanOrEqual(10);
  expect(frames.length).toBeLessThanOrEqual(11);
  expect(frames.at(-1)).toMatchObject({ version: 1000 });
  expect(new Set(frames.flatMap((f) => f.ids)).size).toBe(1000);
});
it('one topic’s flood does not hold up another', () => {
  topics.publish('a');
  pass(50);
  topics.publish('b', ['x']);
  pass(0);
  expect(frames.at(-1)).toMatchObject({ topic: 'b', at: 50 });
});
it('a ring is told at once although its topic rests, and nothing is told twice', () => {
  topics.publish('a', ['1']);
  pass(10);
  topics.publish('a', ['2']);
  topics.publish('a', ['ring'], 'now');
  pass(0);
  expect(frames.at(-1)).toMatchObject({ at: 10, ids: ['2', 'ring'] });
  pass(500);
  expect(frames).toHaveLength(2);
  expect(timers).toEqual([]);
});
it('nobody hears of what they don’t watch, and nothing is left when it closes', () => {
  topics.watch(1, 'a', false);
  topics.publish('a');
  pass(500);
  expect(frames).toEqual([]);
  topics.publish('b');
  topics.close();
  expect(timers).toEqual([]);
});
