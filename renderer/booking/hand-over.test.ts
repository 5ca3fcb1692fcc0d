// What was wished before verification is there after it, once, and never with another patient. All people are made up.
import { beforeEach, expect, it } from 'vitest';
import { noRules } from '#shared/domain/booking/visit.ts';
import { keepIn, keptIn, letGo } from '../app/kept-words.ts';
import { names } from './acts.ts';
import { takeUnverified } from './hand-over.ts';
import { type Here, taskOf } from './here.ts';
import { firstWish, type Wish } from './wish.ts';

const contextId = '019a9f2e-0000-7000-8000-000000000001';
const given = { contextId, accountId: 'riverside', what: 'book', visitId: null } as const;
const here = (patientId: string): Here => ({
  ...given,
  patient: { patientId, preferredName: 'Wil', language: null, level: 1 },
  task: taskOf(given, patientId),
  rules: noRules,
  zone: 'America/New_York',
});
const at = (patientId: string) => names(contextId, taskOf(given, patientId));
const wish: Wish = {
  ...firstWish({ kinds: [], clinics: [], usual: null, old: null, heard: {} }),
  span: 'next-week',
};
const wished = (patientId: string): Wish | null => keptIn<Wish | null>(at(patientId).wish, null);
const noted = (patientId: string): string => keptIn(at(patientId).note, '');

beforeEach(() => letGo(''));

it('goes to who is verified first, and to nobody after them', () => {
  keepIn(at('').wish, wish);
  keepIn(at('').note, 'needs a ramp');
  takeUnverified(here('p1'));
  expect([wished('p1'), noted('p1')]).toEqual([wish, 'needs a ramp']);
  takeUnverified(here('p2'));
  expect([wished('p2'), noted('p2'), wished('')]).toEqual([null, '', null]);
  // Nor does it come back to the first one after they were changed.
  keepIn(at('p1').wish, null);
  takeUnverified(here('p1'));
  expect(wished('p1')).toBeNull();
});

it('does not overwrite what was said of them already', () => {
  const own: Wish = { ...wish, span: 'soonest' };
  keepIn(at('p1').wish, own);
  keepIn(at('').wish, wish);
  takeUnverified(here('p1'));
  expect([wished('p1'), wished('')]).toEqual([own, null]);
});
