// What stands in the way of a term, what was typed as its meanings, and how much a list changes.
import { describe, expect, it } from 'vitest';
import type { TermEntry } from '#shared/domain/knowledge/terms.ts';
import { beginning, changed, undone } from '../../app/history.ts';
import {
  inAlphabet,
  matching,
  meaningsOf,
  meaningsText,
  termAfter,
  termChanges,
  termProblem,
  unpublishedIn,
} from './terms-edit.ts';

const term = (name: string, ...means: string[]): TermEntry => ({ term: name, means, kind: 'abbreviation' });
const er = term('ER', 'emergency room', 'emergency department');

describe('a term', () => {
  it.each([
    [er, [], null],
    [term(' ', 'x'), [], 'no-term'],
    [term('er'), [], 'no-meaning'],
    [term('er', ' '), [], 'no-meaning'],
    [term('er', ...'123456789'.split('')), [], 'too-many'],
    [term('er', 'x'.repeat(81)), [], 'too-long'],
    [term('er', 'ER'), [], 'itself'],
    [term('er', 'x'), [er], 'twice'],
  ])('%j beside %j', (entry, others, problem) => {
    expect(termProblem(entry, others)).toBe(problem);
  });
});

it('meanings are typed with semicolons, each once', () => {
  expect(meaningsOf(' emergency room ;er visit;; emergency room ')).toEqual(['emergency room', 'er visit']);
  expect(meaningsOf(meaningsText(er.means))).toEqual(er.means);
});

it('a list is found by term and meaning, and stands in the alphabet’s order', () => {
  const list = [term('rx', 'prescription'), er, term('appt', 'appointment')];
  expect(matching(list, 'DEPART')).toEqual([er]);
  expect(inAlphabet(list).map((one) => one.term)).toEqual(['appt', 'ER', 'rx']);
});

it('tells what was added, removed and changed', () => {
  const before = [er, term('rx', 'prescription'), term('bp', 'blood pressure')];
  const after = [er, term('rx', 'prescription', 'refill'), term('appt', 'appointment')];
  expect(termChanges(before, after)).toEqual({ added: 1, removed: 1, changed: 1 });
  expect(termChanges(before, before)).toEqual({ added: 0, removed: 0, changed: 0 });
});

it('after a removal keys go on in the row under it, else above it', () => {
  const [a, b] = [term('a', 'x'), term('b', 'x')];
  expect([termAfter([a, b], a), termAfter([a, b], b), termAfter([a], a)]).toEqual([b, a, null]);
});

it('counts what is not published: what says something else than it began with', () => {
  const begun = beginning([er]);
  const without = changed(begun, [], 'remove', 0);
  expect(unpublishedIn(null)).toBe(0);
  expect(unpublishedIn({ version: 1, history: begun })).toBe(0);
  expect(unpublishedIn({ version: 1, history: without })).toBe(1);
  expect(unpublishedIn({ version: 1, history: undone(without) })).toBe(0);
});
