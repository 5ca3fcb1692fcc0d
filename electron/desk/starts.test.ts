import { expect, it } from 'vitest';
import { startAll } from './starts.ts';

it('what breaks at once or later is logged by its code, and takes nothing else with it', async () => {
  const done: string[] = [];
  const logged: unknown[] = [];
  const log = { error: (...line: unknown[]) => void logged.push(line) };
  const full = Object.assign(new Error('Ana Invented'), { code: 'SQLITE_FULL' });
  startAll(
    log,
    'opening',
    () => done.push('first'),
    () => {
      throw full;
    },
    () => Promise.reject(full),
    () => done.push('last'),
  );
  // In their order, within this turn: what comes next finds them begun.
  expect(done).toEqual(['first', 'last']);
  await new Promise((turn) => setImmediate(turn));
  expect(logged).toHaveLength(2);
  for (const line of logged)
    expect(line).toMatchObject(['request.unexpected', { name: 'opening', code: 'SQLITE_FULL' }]);
  expect(JSON.stringify(logged)).not.toContain('Ana');
});
