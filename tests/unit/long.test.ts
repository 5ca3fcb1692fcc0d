// What is listed as left to the long run is there to be run.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { leftOut, long, longAt } from '#tests/e2e/desk/long.ts';

const folder = new URL('../e2e/', import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

it.each([...long, ...Object.values(longAt).flat()].map((start) => [start]))(
  'a spec or story begins with "%s"',
  (start) => {
    const [event = '', ...rest] = start.split(':');
    expect(sources.includes(`'${start}`) || (rest.length > 0 && sources.includes(`'${event}'`))).toBe(true);
  },
);

it('nothing is left out unless the short run asks for it', () => {
  expect(long.some(leftOut)).toBe(process.env['CARELINE_SHORT'] === '1');
});
