import { expect, it } from 'vitest';
import { lintNotice } from './lint-notice.ts';

const codes = (title: string, body: string): string[] =>
  lintNotice({ title, body }, new Set(['6175550120'])).map((f) => f.code);

it('says nothing of what may stand at the top of every desk', () => {
  expect(codes('Vaccine clinic is off', 'No vaccine clinic on Saturday. Offer the next one.')).toEqual([]);
  expect(codes('New line', 'Billing answers at (617) 555-0120 from today.')).toEqual([]);
});
it.each([
  ['markup', 'Clinic', 'Closed. <script>alert(1)</script>'],
  ['a dose', 'Fever', 'Take two tablets every four hours.'],
  ['false comfort', 'Calls', 'It is probably nothing serious.'],
  ['a day of birth', 'Calls', 'The patient born 04/12/1961 called again.'],
  ['a card', 'Payment', 'Use card 4111 1111 1111 1111.'],
  ['in its title', 'Take two tablets every four hours', 'As above.'],
])('stops %s', (_, title, body) => {
  expect(codes(title, body).length).toBeGreaterThan(0);
});
