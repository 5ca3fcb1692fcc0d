// What the desk's frame brings with it stays small: the tables of red flags, the largest thing a page has, come with the
// message form, which is fetched once the frame stands. One import of a list of names from the wrong file brings them all.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

/** Pages of the windows, and what each fetches when it is first shown. */
const windows = ['main.tsx', 'trainer/main.tsx', 'panel/main.tsx', 'compact/main.tsx', 'phone/main.tsx'];
const late = readdirSync(join(root, 'renderer/text/late')).map((file) => file.replace('.ts', ''));
const said = new Map<string, string[]>();
/** The late rooms whose texts a file says. */
function saysOf(file: string): string[] {
  let rooms = said.get(file);
  if (rooms === undefined) {
    const text = readFileSync(join(root, file), 'utf8');
    // Codes of `shared` may look like keys; sentences are the page's.
    const ofPage = file.startsWith('renderer/');
    rooms = late.filter((room) => ofPage && new RegExp(`['\`]${room}\\.(?!html)[a-z$]`).test(text));
    said.set(file, rooms);
  }
  return rooms;
}

it('a page that is fetched late brings its texts, and the first page brings none of them', () => {
  const without: string[] = [];
  const visited = new Map<string, number>();
  const visit = (entry: string, had: ReadonlySet<string>): void => {
    const files = [...broughtBy(entry)];
    const has = new Set([...had, ...files]);
    if (visited.get(entry) === has.size) return;
    visited.set(entry, has.size);
    for (const file of files) {
      for (const room of saysOf(file))
        if (!has.has(`renderer/text/late/${room}.ts`)) without.push(`${file}: ${room}`);
      for (const [, to = ''] of readFileSync(join(root, file), 'utf8').matchAll(/import\('([^']+\.tsx?)'\)/g))
        visit(to.startsWith('#') ? to.slice(1) : join(dirname(file), to), has);
    }
  };
  for (const window of windows) visit(join('renderer', window), new Set());
  expect([...new Set(without)]).toEqual([]);
  expect(visited.size).toBeGreaterThan(20);
  expect(
    [...broughtBy('renderer/main.tsx')].filter((file) => file.startsWith('renderer/text/late/')),
  ).toEqual([]);
});
