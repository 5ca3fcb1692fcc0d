// What a form begins with: nothing that the record says is typed again, and nothing of another plan stays.
import { expect, test } from 'vitest';
import { actKinds, act } from '#shared/domain/acts/act.ts';
import { actLines } from '#shared/domain/acts/lines.ts';
import { actProblemCodes } from '#shared/domain/acts/problems.ts';
import { hasText } from '../text/t.ts';
import { actOf, asOnRecord, firstOf, type Known, takesItself } from './prefill.ts';
import { linesOf } from './words.ts';

const plan = {
  id: 'c1',
  plan: 'Stonebridge EPO',
  payer: 'Stonebridge Mutual',
  memberId: '•••• 9829',
  group: 'G-1',
  from: '2026-01-01',
  until: null,
  active: true,
  verified: false,
} as const;
const known: Known = {
  record: { coverage: [plan] },
  reason: 'billing',
  notes: 'Second invoice',
  incoming: true,
  at: '2026-11-22T15:00:00.000Z',
  article: null,
};

test('insurance begins with the plan on record; its number is kept without being seen', () => {
  expect(firstOf('insurance-update', known, {})).toMatchObject({
    replaces: 'c1',
    payer: 'Stonebridge Mutual',
    group: 'G-1',
    memberId: '',
    memberKept: true,
    from: '2026-01-01',
  });
  expect(asOnRecord('insurance-update', known, {})).toEqual(['payer', 'plan', 'group', 'from']);
});
test('another payer takes nothing of the plan before; the same words again do', () => {
  expect(actOf('insurance-update', known, { payer: 'Beacon' })).toMatchObject({
    replaces: 'c1',
    payer: 'Beacon',
    plan: '',
    group: '',
    from: '',
    memberKept: false,
  });
  expect(actOf('insurance-update', known, { payer: 'Stonebridge Mutual ' })).toMatchObject({ group: 'G-1' });
  expect(actOf('insurance-update', known, { replaces: null })).toMatchObject({
    payer: '',
    memberKept: false,
  });
});
test('a medicine of the record brings its words; a note brings the call’s', () => {
  const medicines = [{ id: 'm1', text: 'Lisinopril 10 MG', prescriber: 'Dr. Hale' }];
  const with1 = { ...known, record: { medicines } } as unknown as Known;
  expect(actOf('refill-request', with1, { medicineId: 'm1' })).toMatchObject({
    drug: 'Lisinopril 10 MG',
    prescriber: 'Dr. Hale',
  });
  expect(actOf('contact-note', known, {})).toMatchObject({ text: 'Second invoice', reason: 'billing' });
});
test('every form begins as one that the desk can read, also without a record', () => {
  for (const kind of actKinds)
    for (const record of [{}, known.record]) {
      const first = firstOf(kind, { ...known, record }, {});
      // Without a plan there is nobody to ask: the form says so and isn't sent.
      if (kind === 'benefit-request' && first.kind === kind && first.coverageId === '') continue;
      expect([kind, act.safeParse(first).success]).toEqual([kind, true]);
    }
});
test('every line, problem and kind has its words', () => {
  for (const kind of actKinds) {
    const first = firstOf(kind, known, {});
    expect(linesOf(first)).toHaveLength(actLines(first).length);
    expect(linesOf(first).filter((l) => l.includes('acts.'))).toEqual([]);
    for (const name of ['name', 'short']) expect(hasText(`acts.${name}.${kind}`)).toBe(true);
  }
  expect(actProblemCodes.filter((p) => !hasText(`acts.missing.${p}`))).toEqual([]);
});
test('what the record says late comes by itself until something is written, then only where it holds nothing', () => {
  const late = { coverage: [plan] };
  expect(takesItself({}, late, {})).toBe(true);
  expect(takesItself({}, late, { payer: 'Harbor' })).toBe(false);
  expect(takesItself({}, { coverage: [] }, { payer: 'Harbor' })).toBe(true);
  // Taken when a person asks for it, what was written stands.
  expect(actOf('insurance-update', { ...known, record: late }, { payer: 'Harbor' })).toMatchObject({
    payer: 'Harbor',
    replaces: 'c1',
  });
});
