// Urgency is the desk's own: what the page says of red flags, and what it leaves out, lowers nothing (O4). All people are
// made up.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftFields, RedFlagMark } from '#shared/domain/messages/message.ts';
import { makeBench, must, type Bench } from '../router/testing.ts';
import { filled, nightOf } from './testing.ts';

let bench: Bench;
let night: ReturnType<typeof nightOf>;
beforeEach(async () => {
  bench = await makeBench();
  night = nightOf(bench, bench.page());
});
afterEach(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
});
const worst = 'My husband cannot breathe.';
const saved = async (change: Partial<DraftFields>) => {
  const { id, fields } = await night.opened();
  must(await night.save(id, { ...filled(fields), ...change }, true));
  return night.read(id);
};
const dismissed = { why: 'x', at: '2026-11-22T03:00:00.000Z', by: 'x' };
const junk = (n: number): RedFlagMark => ({
  ruleId: 'something_wrong.x',
  group: 'something_wrong',
  words: 'x',
  start: n,
  end: n + 1,
  rulesVersion: 1,
  seenAt: '2026-11-22T03:00:00.000Z',
  dismissed,
});

test('marks that the page made milder, or filled up, leave the desk’s own in place', async () => {
  const honest = await saved({ verbatim: worst });
  expect(honest.urgency).toBe('emergency');
  const own = honest.current.fields.redFlags;
  expect(own.length).toBeGreaterThan(0);
  const milder = own.map((m) => ({ ...m, group: 'something_wrong', dismissed }));
  const forged = await saved({ verbatim: worst, redFlags: milder });
  expect(forged.urgency).toBe('emergency');
  // A dismissal with its reason is kept: it says what a person thought, and lowers nothing.
  expect(forged.current.fields.redFlags).toEqual(own.map((m) => ({ ...m, dismissed })));
  const full = await saved({ verbatim: worst, redFlags: Array.from({ length: 60 }, (_, n) => junk(n)) });
  expect(full.urgency).toBe('emergency');
  expect(full.current.fields.redFlags).toEqual(own);
});

test('what comes last in many words counts, and so does what stands in symptoms or in the reason behind it', async () => {
  const many = Array.from({ length: 62 }, () => 'Something is just wrong.').join(' ');
  expect((await saved({ verbatim: `${many} ${worst}` })).urgency).toBe('emergency');
  const symptoms = { what: worst, since: '', worse: 'yes', tried: '' } as const;
  expect((await saved({ urgency: 'routine-clinical', symptoms })).urgency).toBe('emergency');
  expect((await saved({ urgency: 'routine-clinical', underlyingWhy: worst })).urgency).toBe('emergency');
});

test('a repeat call of something mild makes a message without a class no milder: it stays open and counts as urgent', async () => {
  const first = await night.taken({ reasonCode: 'billing', urgency: 'non-clinical' });
  const repeat = await saved({ urgency: null, repeats: first });
  expect(repeat.urgency).toBe('urgent-clinical');
  expect(repeat.current.incomplete).toContain('urgency');
});
