// What raises a message is not cut away with the marks that it has no room for.
import { expect, test } from 'vitest';
import type { RedFlagHit } from './hit.ts';
import { raiseFor } from './raise.ts';
import { hitLimit } from './scan.ts';
import { allHits, everyHit, marksAfter, scannedText } from './scanned-text.ts';

const mild = 'Something is just wrong.';
const worst = 'My husband cannot breathe.';
const many = `${Array.from({ length: 2 * hitLimit }, () => mild).join(' ')} ${worst}`;
const now = { version: 1, at: '2026-11-22T03:00:00.000Z' };

test('hits behind the limit of one scan are found, each once and in its own place', () => {
  const hits = everyHit(many);
  expect(raiseFor(hits, 'non-clinical')).toBe('emergency');
  for (const hit of hits) expect(many.slice(hit.start, hit.end)).toBe(hit.words);
  expect(new Set(hits.map((h) => `${h.ruleId} ${h.start}`)).size).toBe(hits.length);
  // Scanning ends, whatever a scan answers.
  const stuck: RedFlagHit = {
    ruleId: 'r',
    group: 'chest',
    words: 'x',
    start: 0,
    end: 1,
    action: 'ambulance',
  };
  expect(everyHit('x'.repeat(100), () => Array.from({ length: hitLimit }, () => stuck)).length).toBe(20);
});

test('of too many marks the most urgent stay, in the order of the text', () => {
  const marks = marksAfter([], allHits({ verbatim: many, stated: '' }), now);
  expect(marks).toHaveLength(60);
  expect(raiseFor(marks, 'non-clinical')).toBe('emergency');
  expect(marks.map((m) => m.start)).toEqual(marks.map((m) => m.start).toSorted((a, b) => a - b));
});

test('symptoms, what was tried and the reason behind the reason are looked through too', () => {
  const symptoms = { what: '', since: '', worse: 'yes' as const, tried: '' };
  const none = { verbatim: 'I have a question.', symptoms, underlyingWhy: '' };
  for (const f of [
    { ...none, symptoms: { ...symptoms, what: worst } },
    { ...none, symptoms: { ...symptoms, tried: worst } },
    { ...none, underlyingWhy: worst },
  ])
    expect(marksAfter([], allHits(scannedText(f)), now)[0]).toMatchObject({
      group: 'breathing',
      start: 0,
      end: 0,
    });
  expect(marksAfter([], allHits(scannedText(none)), now)).toEqual([]);
});
