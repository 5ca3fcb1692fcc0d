import { expect, it } from 'vitest';
import { matching, saidOf } from './matching.ts';

const entries = [
  { term: 'Prior authorization', plain: 'The insurance must agree first.', also: ['pre-approval', 'PA'] },
  { term: 'Copay', plain: 'Your part of the price of a visit.', also: [] },
  { term: 'Authorized representative', plain: 'A person who may act for you.', also: [] },
  { term: 'Résumé of benefits', plain: 'What the plan pays, on one page.', also: [] },
];
const terms = (typed: string): string[] => matching(entries, typed).map(({ term }) => term);

it('lists all in the order of the alphabet before anything is typed', () =>
  expect(terms(' ')).toEqual([
    'Authorized representative',
    'Copay',
    'Prior authorization',
    'Résumé of benefits',
  ]));

it.each([
  ['auth', ['Authorized representative', 'Prior authorization']],
  ['CO', ['Copay']],
  ['resume', ['Résumé of benefits']],
  ['pre-app', ['Prior authorization']],
  // In the plain words only.
  ['agree', ['Prior authorization']],
  // A term that begins with it stands before one whose word does, and before plain words.
  ['p', ['Prior authorization', 'Authorized representative', 'Copay', 'Résumé of benefits']],
  ['rep', ['Authorized representative']],
  ['zzz', []],
])('%s', (typed, found) => expect(terms(typed)).toEqual(found));

it('plain words stand as they are said', () =>
  expect(saidOf('- "You pay part."\n- "The plan pays the rest."\n\nAsk "why" - once.')).toBe(
    '“You pay part.” “The plan pays the rest.” Ask "why" - once.',
  ));
