// O4: whatever is typed, stated, dismissed, linked or taken back, the urgency does not go down.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account as accountSchema } from '#shared/domain/accounts/account.ts';
import {
  draftFields,
  emptyDraft,
  stated,
  urgencies,
  urgencyRank,
  type DraftFields,
} from '#shared/domain/messages/message.ts';
import { leastUrgency, withLeastUrgency } from '#shared/domain/messages/urgency.ts';
import { dismissAll, openMarks } from './marks.ts';
import { notBelow, withScan } from './raising.ts';
import { withRepeat } from './repeat.ts';
import { withReason } from './rules.ts';

const riverside = accountSchema.parse(
  JSON.parse(readFileSync(new URL('../../data/accounts/riverside.json', import.meta.url), 'utf8')),
);
const at = '2026-11-22T03:00:00.000Z';
const by = { why: 'somebody else', at, by: 'Maya' };
const start = emptyDraft({
  accountId: 'riverside',
  dnis: '',
  greeting: '',
  receivedAt: at,
  zone: 'America/New_York',
  practice: '',
  origin: null,
});
const rank = (f: DraftFields): number => urgencyRank(f.urgency ?? 'non-clinical');
const said = fc.oneof(
  fc.constantFrom(
    'I have chest pain and I am sweating',
    'no chest pain',
    'she can’t breathe',
    'the bill is wrong',
    'he wants to die',
    '',
  ),
  fc.string({ maxLength: 120, unit: 'binary' }).map((s) => s.replaceAll('\0', '')),
);
type Step = (f: DraftFields) => DraftFields;
const step = fc.oneof(
  said.map((verbatim): Step => (f) => ({ ...f, verbatim })),
  said.map((what): Step => (f) => ({ ...f, symptoms: { ...f.symptoms, what } })),
  fc.constantFrom(...stated).map((bloodThinner): Step => (f) => ({
    ...f,
    conditions: { ...f.conditions, bloodThinner },
  })),
  fc.constant<Step>((f) => withScan(f, at)),
  fc.constant<Step>((f) => ({ ...f, redFlags: dismissAll(f.redFlags, by) })),
  fc.constantFrom(...urgencies).map(
    (urgency): Step =>
      (f) =>
        withRepeat(f, { id: 'an-id', urgency }),
  ),
  fc.constant<Step>((f) => ({ ...f, repeats: null })),
);

test('no step but a person’s own choice lowers the urgency, and every draft on the way can be kept', () => {
  fc.assert(
    fc.property(fc.constantFrom(null, ...urgencies), fc.array(step, { maxLength: 12 }), (urgency, steps) => {
      let f: DraftFields = { ...start, urgency };
      for (const each of steps) {
        const next = withLeastUrgency(each(f));
        expect(rank(next)).toBeLessThanOrEqual(rank(f));
        expect(rank(next)).toBeLessThanOrEqual(urgencyRank(leastUrgency(next, riverside)));
        f = next;
      }
      expect(draftFields.safeParse({ ...f, repeats: null }).success).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a flag raises at once; dismissing it, changing the words or choosing another reason does not lower', () => {
  const words = { ...start, reasonCode: 'billing', urgency: 'non-clinical' as const };
  const seen = withScan({ ...words, verbatim: 'I have chest pain and I am sweating' }, at);
  expect(openMarks(seen.redFlags).length).toBeGreaterThan(0);
  expect(rank(seen)).toBeLessThanOrEqual(urgencyRank('urgent-clinical'));
  const dismissed = withLeastUrgency({ ...seen, redFlags: dismissAll(seen.redFlags, by) });
  expect(dismissed.urgency).toBe(seen.urgency);
  const gone = withScan({ ...dismissed, verbatim: 'The bill is wrong' }, at);
  expect(gone.redFlags).toEqual([]);
  expect(gone.urgency).toBe(seen.urgency);
  const other = notBelow(withReason(gone, riverside, 'general'), seen.urgency);
  expect(other.urgency).toBe(seen.urgency);
  expect(notBelow(words, null)).toBe(words);
});

test('an unchanged answer of the rules changes nothing', () => {
  const f = withScan({ ...start, verbatim: 'I have chest pain' }, at);
  expect(withScan(f, '2026-11-22T04:00:00.000Z')).toBe(f);
  expect(withScan(start, at)).toBe(start);
});
