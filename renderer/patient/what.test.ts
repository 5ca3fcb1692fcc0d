// Which cards a call shows and why another is not shown, by the same matrix as the desk.
import { expect, test } from 'vitest';
import { cards } from '#shared/domain/disclosure/table.ts';
import { reasonCodes } from '#shared/domain/accounts/reason.ts';
import { arrange, namesFor, whyNot, type About } from './what.ts';

const about = (over: Partial<About> = {}): About => ({
  role: 'agent',
  level: 1,
  reason: 'test_results',
  ...over,
});

test('why a card is not shown', () => {
  expect(whyNot('labs', about())).toBe('role');
  expect(whyNot('coverage', about())).toBe('call');
  expect(whyNot('labs', about({ role: 'nurse' }))).toBe('level');
  expect(whyNot('labs', about({ role: 'nurse', level: 2 }))).toBe(null);
  expect(whyNot('labs', about({ role: 'nurse', level: 2, scope: 'visits' }))).toBe('caller');
  expect(whyNot('contacts', about({ reason: null }))).toBe('call');
  expect(whyNot('money', about({ role: 'nurse', reason: 'billing', level: 2 }))).toBe('role');
});

test('the same array for the same call: the page asks once', () => {
  expect(namesFor(about())).toBe(namesFor(about({ scope: 'record' })));
  expect(namesFor(about())).not.toBe(namesFor(about({ level: 2 })));
});

test('what the call needs stands first, and what it needs and this role is not shown among it', () => {
  const { first, rest, hidden } = arrange(namesFor(about()), about());
  expect(first).toEqual([
    { card: 'labs', why: 'role' },
    { card: 'appointments', why: null },
    { card: 'contacts', why: null },
    { card: 'tasks', why: null },
  ]);
  expect(rest).toEqual(['identity', 'care-team']);
  expect(hidden.map((each) => each.why)).toEqual(['role', 'call']);
});

test('a third fact is told where it opens something', () => {
  const money = about({ reason: 'billing' });
  expect(arrange(namesFor(money), money).first[0]).toEqual({ card: 'money', why: 'level' });
});

test.each([null, ...reasonCodes])('each card stands in exactly one place, reason %s', (reason) => {
  for (const role of ['agent', 'nurse', 'after-hours'] as const)
    for (const level of [1, 2] as const) {
      const asked = about({ role, level, reason });
      const { first, rest, hidden } = arrange(namesFor(asked), asked);
      const all = [...first.map((each) => each.card), ...rest, ...hidden.flatMap((each) => each.cards)];
      expect(all.toSorted()).toEqual([...cards].toSorted());
    }
});
