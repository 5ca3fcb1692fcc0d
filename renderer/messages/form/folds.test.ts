// What stands open is what the reason needs, and what lacks is never hidden.
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { account as accountSchema } from '#shared/domain/accounts/account.ts';
import { problemCodes } from '#shared/domain/messages/complete.ts';
import { emptyDraft, type DraftFields } from '#shared/domain/messages/message.ts';
import { fieldOf } from '../rules.ts';
import { contentOf, foldIds, foldOf, lacksInside, opensItself } from './folds.ts';

const riverside = accountSchema.parse(
  JSON.parse(readFileSync(new URL('../../../data/accounts/riverside.json', import.meta.url), 'utf8')),
);
const fields = (more: Partial<DraftFields> = {}): DraftFields => ({
  ...emptyDraft({
    accountId: 'riverside',
    dnis: '',
    greeting: '',
    receivedAt: '2026-11-22T03:00:00.000Z',
    zone: 'America/New_York',
    practice: '',
    origin: null,
  }),
  ...more,
});
const open = (f: DraftFields): string[] => foldIds.filter((id) => opensItself(id, f, riverside));

test('every field that a problem points to is drawn by some part of the form', () => {
  const folder = new URL('./', import.meta.url);
  const drawn = readdirSync(folder)
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  for (const problem of problemCodes) {
    const field = fieldOf[problem];
    expect(drawn.includes(`name="${field}"`) || drawn.includes(`'${field}'`), field).toBe(true);
  }
});

test('a refill opens its block, a clinical reason the symptoms and conditions, a bill nothing', () => {
  expect(open(fields())).toEqual([]);
  expect(open(fields({ reasonCode: 'billing', urgency: 'non-clinical' }))).toEqual([]);
  expect(open(fields({ reasonCode: 'refill', urgency: 'routine-clinical' }))).toEqual([
    'medicines',
    'refill',
    'ending',
  ]);
  expect(open(fields({ reasonCode: 'urgent', urgency: 'emergency' }))).toEqual([
    'symptoms',
    'conditions',
    'medicines',
    'ending',
  ]);
  // A reason that the account doesn't list counts as clinical.
  expect(open(fields({ reasonCode: 'nobody-lists-this' }))).toContain('symptoms');
});

test('what lacks inside opens its part', () => {
  expect(lacksInside('ending', new Set(['summary']))).toBe(true);
  expect(lacksInside('ending', new Set(['reason']))).toBe(false);
  expect(foldOf('refill-drug')).toBe('refill');
  expect(foldOf('caller-name')).toBe(null);
});

test('a folded part says what is in it', () => {
  const f = fields({
    symptoms: { what: 'dizzy', since: '19:30', worse: 'yes', tried: '' },
    conditions: { ...fields().conditions, diabetes: 'yes', pregnant: 'no' },
    medicines: 'metformin',
    allergies: 'latex',
    told: { callBy: '23:05', expect: true, ifWorse: true },
  });
  expect(contentOf.symptoms(f)).toBe('dizzy · since 19:30 · getting worse');
  expect(contentOf.conditions(f)).toBe('Diabetes: yes');
  expect(contentOf.conditions(fields({ conditions: { ...fields().conditions, pregnant: 'no' } }))).toBe(
    '1 asked, no yes',
  );
  expect(contentOf.medicines(f)).toBe('metformin · allergies: latex');
  expect(contentOf.ending(f)).toContain('23:05');
  for (const id of ['symptoms', 'conditions', 'medicines', 'refill', 'ending'] as const)
    expect(contentOf[id](fields())).toBe('');
});
