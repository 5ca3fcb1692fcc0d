// The list of cards asked again and again, as every window does: what it opens, what it asks anew, what lock leaves.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dispatch as contract, type DispatchCard } from '#shared/contract/dispatch.ts';
import { nightOf } from '../messages/testing.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { dispatchCards } from './cards.ts';
import { keepWords } from './kept.ts';

let bench: Bench;
let page: TestPage;
let night: ReturnType<typeof nightOf>;
let opened = 0;
beforeEach(async () => {
  bench = await makeBench();
  page = bench.page();
  night = nightOf(bench, page);
  const { open } = bench.sealer;
  bench.sealer.open = (...args) => {
    opened++;
    return open(...args);
  };
});
afterEach(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
});
const cards = async (): Promise<DispatchCard[]> => must(await page.ask<DispatchCard[]>('dispatch.list'));
const later = (seconds: number): void =>
  void (bench.now = new Date(Date.parse(bench.now) + seconds * 1000).toISOString());
async function opens<T>(work: () => Promise<T>): Promise<number> {
  opened = 0;
  await work();
  return opened;
}
const attempt = (messageId: string, result: string, stepId: string | null = null) =>
  page.ask('dispatch.attempt', {
    id: randomUUID(),
    attemptId: randomUUID(),
    messageId,
    stepId,
    contactId: 'patient',
    method: 'voice',
    to: '617 555 0164',
    result,
    note: '',
  });

it('opens a message once, and later only what was added', async () => {
  const ids = [await night.taken(), await night.taken(), await night.taken()];
  expect(await opens(cards)).toBe(3);
  expect(await opens(cards)).toBe(0);
  must(await attempt(ids[1] ?? '', 'voicemail'));
  const before = await cards();
  expect(before.find((c) => c.messageId === ids[1])?.attempts).toHaveLength(1);
  must(await attempt(ids[1] ?? '', 'no-answer'));
  expect(await opens(cards)).toBe(1);
  expect((await cards()).find((c) => c.messageId === ids[1])?.attempts).toHaveLength(2);
  later(3600);
  expect(await opens(cards)).toBe(0);
});

it('says what it would say without anything kept, at every second of a ladder', async () => {
  const id = await night.taken();
  const states = new Set<string>();
  for (let n = 0; n < 150; n++) {
    bench.running = n % 50 > 25;
    const shown = await cards();
    const fresh = await dispatchCards(
      bench.vault.core,
      {
        sealer: bench.sealer,
        oncall: bench.oncall,
        running: () => bench.running,
        kept: keepWords(bench.sealer),
        monotonic: () => 0,
        soon: () => Promise.resolve(),
      },
      bench.now,
    );
    expect(shown).toEqual(contract.list.output.parse(fresh));
    for (const row of shown[0]?.ladder ?? []) states.add(`${row.stepId} ${row.state}`);
    const next = shown[0]?.ladder.find((r) => r.state === 'now');
    if (n % 30 === 29 && next !== undefined) must(await attempt(id, 'busy', next.stepId));
    if (n === 60) must(await page.ask('dispatch.claim', { id: randomUUID(), messageId: id, on: true }));
    later(n === 80 ? -40 : 7);
  }
  // It did go on meanwhile.
  expect(states.size).toBeGreaterThan(7);
});

it('asks the ladder anew when the account is another', async () => {
  await night.taken();
  const [before] = await cards();
  const account = bench.oncall.accountOf('harbor');
  const newer = {
    ...account,
    version: (account?.version ?? 0) + 1,
    ladders: {
      ...account?.ladders,
      'urgent-clinical': account?.ladders['urgent-clinical'].filter((step) => step.id !== 'urgent-second'),
    },
  };
  must(
    bench.oncall.put({
      kind: 'account',
      id: 'harbor',
      version: newer.version,
      publishedAt: bench.now,
      json: JSON.stringify(newer),
    }),
  );
  const [after] = await cards();
  expect(after?.ladder.length).toBeLessThan(before?.ladder.length ?? 0);
});

it('leaves no clear word in memory at lock, and lists nothing then', async () => {
  const id = await night.taken();
  await cards();
  const kept = keepWords(bench.sealer);
  kept.words(bench.vault.core, id);
  expect(kept.size()).toBe(1);
  bench.vault.lock();
  expect(() => kept.words(bench.vault.core, id)).toThrow();
  expect(kept.size()).toBe(0);
  expect(await page.ask('dispatch.list')).toMatchObject({ ok: false, code: 'locked' });
});
