// Marks keep their time and their reason while their words stand, and move with them while somebody types.
import { expect, test } from 'vitest';
import type { RedFlagMark } from '#shared/domain/messages/message.ts';
import { marksAfter, type RedFlagHit } from '#shared/domain/redflags/index.ts';
import { dismissAll, groupsOf, movedRanges, openMarks } from './marks.ts';

const hit = (words: string, start: number, ruleId = 'chest-pain'): RedFlagHit => ({
  ruleId,
  group: 'chest',
  start,
  end: start + words.length,
  words,
  action: 'ambulance',
});
const first = { version: 1, at: '2026-11-22T03:00:00.000Z' };
const later = { version: 2, at: '2026-11-22T03:00:09.000Z' };
const why = { why: 'he means last year', at: later.at, by: 'Maya' };

test('a mark keeps when it was first seen and why it was dismissed, wherever its words move to', () => {
  const once = marksAfter([], { verbatim: [hit('chest pain', 7)], stated: [] }, first);
  expect(once).toMatchObject([{ start: 7, end: 17, seenAt: first.at, rulesVersion: 1, dismissed: null }]);
  const gone = dismissAll(once, why);
  const moved = marksAfter(gone, { verbatim: [hit('Chest pain', 30)], stated: [] }, later);
  expect(moved).toMatchObject([{ start: 30, seenAt: first.at, rulesVersion: 2, dismissed: why }]);
  // Other words of the same rule are seen anew, and nobody has dismissed those.
  const other = marksAfter(gone, { verbatim: [hit('pain in my chest', 0)], stated: [] }, later);
  expect(openMarks(other)).toHaveLength(1);
  expect(other[0]?.seenAt).toBe(later.at);
});

test('the same answer is the same array: nothing is kept or drawn anew', () => {
  const seen = { verbatim: [hit('chest pain', 7)], stated: [] };
  const once = marksAfter([], seen, first);
  expect(marksAfter(once, seen, { ...first, at: later.at })).toBe(once);
  expect(marksAfter([], { verbatim: [], stated: [] }, first)).toEqual([]);
});

test('what was stated elsewhere has no place in the words, and is not told twice', () => {
  const marks = marksAfter([], { verbatim: [hit('chest pain', 3)], stated: [hit('chest pain', 0)] }, first);
  expect(marks).toHaveLength(1);
  expect(marksAfter([], { verbatim: [], stated: [hit('not breathing', 4, 'breath')] }, first)).toMatchObject([
    { start: 0, end: 0, words: 'not breathing' },
  ]);
});

test('a message holds sixty marks, and the schema’s longest words', () => {
  const many = Array.from({ length: 90 }, (_, i) => hit(`w${i} `.repeat(200), i));
  const marks = marksAfter([], { verbatim: many, stated: [] }, first);
  expect(marks).toHaveLength(60);
  expect(marks.every((m: RedFlagMark) => m.words.length <= 300)).toBe(true);
  expect(groupsOf(marks)).toEqual(['chest']);
});

test('while somebody types, marks move with their words; a mark that is typed into is gone until the next scan', () => {
  const text = 'he has chest pain now';
  const marks = [{ start: 7, end: 17 }];
  const cut = (after: string): string[] =>
    movedRanges(marks, text, after).map((r) => after.slice(r.start, r.end));
  expect(cut('he has chest pain now, she says')).toEqual(['chest pain']);
  expect(cut('yes: he has chest pain now')).toEqual(['chest pain']);
  expect(cut('he has chest  pain now')).toEqual([]);
  expect(cut('')).toEqual([]);
  expect(movedRanges(marks, text, text)).toEqual(marks);
});
