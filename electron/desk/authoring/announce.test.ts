// What may not stand at the top of every desk is not handed to the backend; one that ends goes, whatever it says.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bench } from '../router/testing.ts';
import { authoringBench, joel, type Told } from './testing.ts';

let bench: Bench;
let told: Told;
beforeAll(async () => {
  ({ bench, told } = await authoringBench());
  bench.now = '2026-11-22T15:00:00.000Z';
  bench.sit(joel);
});
afterAll(() => bench.end());

const notice = (body: string, until = '2026-12-01T15:00:00.000Z') => ({
  id: crypto.randomUUID(),
  version: 1,
  title: 'Clinic',
  body,
  from: '2026-11-20T15:00:00.000Z',
  until,
  accounts: null,
  roles: null,
  mustRead: false,
  articleId: null,
});
it.each([
  ['a dose', notice('Take two tablets every four hours.'), 'announcement-not-clean', 0],
  ['markup', notice('Closed. <script>steal()</script>'), 'announcement-not-clean', 0],
  ['one that ends', notice('Take two tablets.', '2026-11-22T14:59:00.000Z'), 'ok', 1],
  ['plain words', notice('No clinic on Saturday.'), 'ok', 1],
] as const)('%s', async (_, announcement, code, sent) => {
  const before = told.acts.length;
  const done = await bench.page().ask('authoring.announce', { id: crypto.randomUUID(), announcement });
  expect(done.ok ? 'ok' : done.code).toBe(code);
  expect(told.acts.length - before).toBe(sent);
});
