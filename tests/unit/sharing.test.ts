// Unit tests of most rooms share a process: none of them may leave another module in it, or another environment.
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { root } from '#tests/support/app.ts';
import { apart, database, ofItsOwn, sharing } from '../../vitest.config.ts';

const found = (patterns: readonly string[]): string[] =>
  patterns.flatMap((pattern) => globSync(pattern, { cwd: root }));

it('each test of a room is run', () => {
  const run = new Set(found([...sharing, ...database, ...apart]));
  const rooms = found(['{shared,electron,renderer,backend,demo,data,scripts}/**/*.test.{ts,tsx}']);
  expect(rooms.filter((file) => !run.has(file))).toEqual([]);
});

it('only what has a process of its own replaces modules, the environment or the working folder', () => {
  const files = found([...sharing, ...database]);
  expect(files.length).toBeGreaterThan(200);
  const replacing = files.filter((file) =>
    /vi\.(?:mock|doMock|stubEnv)\(|process\.chdir\(/.test(readFileSync(`${root}${file}`, 'utf8')),
  );
  expect(replacing.filter((file) => file !== 'tests/unit/sharing.test.ts')).toEqual(ofItsOwn);
});
