// What the desk's frame brings with it stays small: the tables of red flags, the largest thing a page has, come with the
// message form, which is fetched once the frame stands. One import of a list of names from the wrong file brings them all.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#tests/support/app.ts';

/** Files that come in the same download: what is imported or passed on as a value, not what is only a type or lazy. */
function broughtBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(root, file), 'utf8');
  for (const [, typed, from = ''] of text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^;'"]*?\sfrom\s+)?'([^']+)'/gm,
  )) {
    if (typed !== undefined || !/\.tsx?$/.test(from)) continue;
    const path = from.startsWith('#') ? from.slice(1) : join(dirname(file), from);
    if (existsSync(join(root, path))) broughtBy(path, seen);
  }
  return seen;
}
const tables = /^shared\/domain\/redflags\/((es|id)\/|rules\/|learned)/;

it('the frame of the desk brings no table of red flags', () => {
  const frame = [...broughtBy('renderer/app/DeskLayout.tsx')];
  expect(frame.length).toBeGreaterThan(200);
  expect(frame.filter((file) => tables.test(file))).toEqual([]);
});

it('the message form brings them, so that no save is without them', () => {
  expect([...broughtBy('renderer/messages/MessageForm.tsx')].filter((file) => tables.test(file))).not.toEqual(
    [],
  );
});
