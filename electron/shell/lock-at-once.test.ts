import { expect, it, vi } from 'vitest';
import { powerEvents, type PowerEvent } from '#host/link.ts';
import { lockAtOnce, lockWithin } from './lock-at-once.ts';

function made() {
  let tell = (_event: PowerEvent): void => undefined;
  const timers: { ms: number; task: () => void; off: boolean }[] = [];
  const [forget, renew] = [vi.fn(), vi.fn()];
  const locked = lockAtOnce({
    onPower(listener) {
      tell = listener;
      return () => undefined;
    },
    later(ms, task) {
      const timer = { ms, task, off: false };
      timers.push(timer);
      return () => void (timer.off = true);
    },
    forget,
    renew,
  });
  return { tell: (event: PowerEvent) => tell(event), timers, forget, renew, locked };
}

it.each(powerEvents)('%s', (event) => {
  const { tell, timers, forget } = made();
  tell(event);
  const locks = ['suspend', 'lock-screen', 'user-did-resign-active'].includes(event);
  expect(forget).toHaveBeenCalledTimes(locks ? 1 : 0);
  expect(timers.map((t) => t.ms)).toEqual(locks ? [lockWithin] : []);
});

it('leaves the pages to a desk that confirms in time', () => {
  const { tell, timers, locked } = made();
  tell('suspend');
  tell('lock-screen');
  locked();
  expect(timers.map((t) => t.off)).toEqual([true, true]);
});

it('empties the pages of a desk that does not', () => {
  const { tell, timers, renew } = made();
  tell('lock-screen');
  timers[0]?.task();
  expect(renew).toHaveBeenCalledOnce();
});
