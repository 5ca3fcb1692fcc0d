// Who finds which pages, and that a trainer's ask for nothing that the desk refuses a trainer.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { roles, type Spec } from '#shared/contract/kinds.ts';
import { pagesOf } from './pages.ts';

it('the first page that a role has is its home; who answers the telephone has none of them', () => {
  const home = Object.fromEntries(roles.map((role) => [role, pagesOf(role).map((page) => page.id)]));
  expect(home).toEqual({
    agent: [],
    'after-hours': [],
    nurse: [],
    trainer: ['teaching', 'articles', 'writing'],
    supervisor: [],
    auditor: ['audit', 'incidents'],
    administrator: ['people', 'audit', 'incidents', 'backups'],
  });
});

it('a trainer’s pages ask only for what a trainer may have', () => {
  const here = import.meta.dirname;
  const knowledge = join(here, '../knowledge');
  const files = [
    ...['TeachingPage.tsx', 'ArticlesPage.tsx'].map((file) => join(here, file)),
    ...readdirSync(knowledge, { recursive: true, encoding: 'utf8' })
      // Nothing is quoted there.
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|^quoting/.test(file))
      .map((file) => join(knowledge, file)),
  ];
  const asked = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/careline\.(\w+)\.(\w+)\(/g)].map(([, room, name]) => [
      room ?? '',
      name ?? '',
    ]),
  );
  const rooms: Record<string, Record<string, Spec>> = contract;
  const refused = asked.filter(([room = '', name = '']) => {
    const spec = rooms[room]?.[name];
    if (spec === undefined || spec.kind === 'topic') return true;
    return spec.roles !== 'any' && !spec.roles.includes('trainer');
  });
  expect(asked).toContainEqual(['knowledge', 'search']);
  expect(refused).toEqual([]);
});
