// What the browser tells of the network reaches the softphone once it has come to rest.
import { expect, it } from 'vitest';
import { restMs, watchNetwork } from './network.ts';

it('a network that goes or comes back is told once each time, however often the browser says so', () => {
  const events = new EventTarget();
  let timers: { ms: number; task: () => void }[] = [];
  let told = 0;
  watchNetwork({
    events,
    later(ms, task) {
      const timer = { ms, task };
      timers.push(timer);
      return () => void (timers = timers.filter((t) => t !== timer));
    },
    changed: () => void told++,
  });
  const rest = (): void => {
    for (const { task } of timers.splice(0)) task();
  };
  events.dispatchEvent(new Event('offline'));
  expect([told, timers.map((t) => t.ms)]).toEqual([0, [restMs]]);
  rest();
  expect(told).toBe(1);
  for (let i = 0; i < 20; i++) events.dispatchEvent(new Event(i % 2 === 0 ? 'online' : 'offline'));
  expect(timers).toHaveLength(1);
  rest();
  expect(told).toBe(2);
  events.dispatchEvent(new Event('online'));
  rest();
  expect(told).toBe(3);
});
