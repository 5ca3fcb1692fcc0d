// What stands beside the caller's line: events, whoever was brought in, and a second call that was left to ring.
import { expect, it } from 'vitest';
import { createRun } from '#shared/domain/practice/run.ts';
import { r2 } from '#shared/domain/practice/testing.ts';
import { secondCallLeft, withParty } from './lines.ts';

const run = createRun(r2, { seed: 1, level: 4 });
const [first] = run.lines;
if (first === undefined) throw new Error('no line');
const events = [{ id: 'second', kind: 'second_call' as const }];
const rang = { ...first, who: 'event' as const, detail: 'second', atMs: 4000 };
const hold = { ...first, who: 'desk' as const, act: 'hold' as const, atMs: 9000 };

it('says when a second call was never taken, and nothing of one that was, or of none', () => {
  expect(secondCallLeft({ lines: [first, rang] }, events)).toBe(4000);
  expect(secondCallLeft({ lines: [first, rang, hold] }, events)).toBe(null);
  expect(secondCallLeft({ lines: [first, hold] }, events)).toBe(null);
});

it('puts what a party says where it was said', () => {
  const said = { who: 'party' as const, text: 'Where are they?', atMs: 5000 };
  const lines = withParty([first, rang, hold], { target: '911', lines: [said] });
  expect(lines.map((l) => l.who)).toEqual(['caller', 'event', 'party', 'desk']);
  expect(withParty([first], null)).toEqual([first]);
});
