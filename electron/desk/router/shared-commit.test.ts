// Reads finished together share one durable commit, and none of their answers leaves before it or without it. A real vault.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { ok } from '#shared/domain/result.ts';
import { verifyAudit } from '../audit/verify.ts';
import { makeBench, must, type Bench, type TestPage } from './testing.ts';

let bench: Bench;
let page: TestPage;
let commits = 0;
/** What the disk says when it is asked to keep something. */
let broken: string | null = null;
/** Rows that were there before this test. */
let mark = 0;
/** What the log said when the other system was asked. */
let whenAsked: string[] = [];
beforeAll(async () => {
  bench = await makeBench((handlers) => {
    const candidates = async () => {
      whenAsked = events();
      return ok({ candidates: [], more: false, unreadable: 0, from: 'server' as const });
    };
    Object.assign(handlers, { patient: { candidates } });
  });
  const { core } = bench.vault;
  const real = core.transaction.bind(core);
  core.transaction = ((work: (...args: unknown[]) => unknown) => {
    const made = real((...args: unknown[]) => {
      const done = work(...args);
      if (broken !== null) throw Object.assign(new Error('no'), { code: broken });
      return done;
    });
    const immediate = (...args: unknown[]): unknown => {
      commits++;
      return made.immediate(...args);
    };
    return Object.assign((...args: unknown[]) => made(...args), made, { immediate });
  }) as typeof core.transaction;
});
beforeEach(() => {
  page = bench.page();
  mark = bench.audit().length;
  commits = 0;
});
afterAll(() => bench.end());

const opening = (id = uuidv7()) => ({ id, accountId: 'harbor', callId: null, otherPhoneWhy: 'cable cut' });
const events = (): string[] =>
  bench
    .audit()
    .slice(mark)
    .map((row) => `${row.event} ${row.outcome}`);

it('a hundred reads at once: a row each, few commits, a whole chain', async () => {
  const pages = [page, bench.page(), bench.page()];
  const all = Array.from({ length: 102 }, (_, n) =>
    pages[n % 3]!.ask(n % 2 ? 'messages.drafts' : 'dispatch.list'),
  );
  for (const result of await Promise.all(all)) expect(result.ok).toBe(true);
  expect(bench.audit()).toHaveLength(102);
  // Not one a row: a slow computer may need a few.
  expect(commits).toBeLessThan(30);
  expect(verifyAudit(bench.vault.core)).toMatchObject({ linked: 102, firstBroken: null });
});

it('no answer leaves before the commit: what was sent is on the disk by then', async () => {
  const reader = bench.vault.core.prepare('SELECT count(*) FROM audit').pluck();
  const unkept: number[] = [];
  const { frames } = page;
  const push = frames.push.bind(frames);
  frames.push = (...sent) => {
    if (bench.vault.core.inTransaction) unkept.push(frames.length);
    if (sent[0]?.t === 'reply' && Number(reader.get()) < mark + 20) unkept.push(frames.length);
    return push(...sent);
  };
  await Promise.all(Array.from({ length: 20 }, () => page.ask('messages.drafts')));
  // All twenty were in line together, so that the first answer waits for the last row.
  expect(unkept).toEqual([]);
});

it('a disk that takes no more: none of the answers leaves, and each is told why', async () => {
  must(await page.ask('messages.open', opening()));
  const rows = bench.audit().length;
  broken = 'SQLITE_FULL';
  const answers = await Promise.all(Array.from({ length: 12 }, () => page.ask('messages.drafts')));
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'disk-full' });
  expect(JSON.stringify(page.frames.filter((f) => f.t === 'reply').slice(1))).not.toContain('harbor');
  broken = null;
  expect(bench.audit()).toHaveLength(rows);
  expect((await page.ask('messages.drafts')).ok).toBe(true);
});

it('rows stand in the order in which things were done, writes and refusals between reads', async () => {
  const other = { ...opening(), accountId: 'nobody' };
  await Promise.all([
    page.ask('messages.drafts'),
    page.ask('messages.open', opening()),
    page.ask('messages.drafts'),
    page.ask('messages.open', other),
    page.ask('messages.drafts'),
  ]);
  expect(events()).toEqual([
    'draft.list ok',
    'draft.open ok',
    'draft.list ok',
    'draft.open not-found',
    'draft.list ok',
  ]);
});

it('a question to another system: "asked" is on the disk before it is asked, its answer before it leaves', async () => {
  const answer = await page.ask('patient.candidates', { callId: null, number: '+16175550142' });
  expect(answer).toMatchObject({ ok: true });
  expect(whenAsked).toEqual(['patient.candidates asked']);
  expect(events()).toEqual(['patient.candidates asked', 'patient.candidates answered']);
});

it('a lock or a cancel between the reading and the commit: nothing leaves', async () => {
  // Behind them in line, so that they are finished and not yet committed when it comes.
  await page.ask('accounts.list');
  const asked = [page.ask('messages.drafts'), page.ask('messages.drafts')];
  page.raw({ t: 'call', id: 'given-up', name: 'messages.drafts', input: {} });
  setImmediate(() => {
    page.raw({ t: 'cancel', id: 'given-up' });
    bench.vault.lock();
  });
  for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ ok: false, code: 'locked' });
  expect(await page.reply('given-up')).toMatchObject({ ok: false });
  expect(events().filter((e) => e.endsWith(' ok'))).toEqual([]);
});
