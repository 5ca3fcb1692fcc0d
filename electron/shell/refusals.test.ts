import { expect, it, vi } from 'vitest';
import { createRefusals, mostAMinute } from './refusals.ts';

it('tells what was stopped before a desk was there, then the rest as it comes', () => {
  const refusals = createRefusals(() => 0);
  refusals.refused('link', null);
  const tell = vi.fn();
  refusals.connect(tell);
  refusals.refused('navigation', 'main');
  expect(tell.mock.calls).toEqual([
    ['link', null],
    ['navigation', 'main'],
  ]);
});

it('does not let a page that hammers at one door flood the desk, or hide another door', () => {
  let now = 0;
  const refusals = createRefusals(() => now);
  const tell = vi.fn();
  refusals.connect(tell);
  for (let i = 0; i < 1000; i++) refusals.refused('request', 'main');
  refusals.refused('window-open', 'main');
  expect(tell).toHaveBeenCalledTimes(mostAMinute + 1);
  now = 60_000;
  refusals.refused('request', 'main');
  expect(tell).toHaveBeenCalledTimes(mostAMinute + 2);
});
