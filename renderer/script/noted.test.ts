// The notes of a call hold no word on how a caller felt, whichever phrase of the shipped scripts is pressed (C44, O3).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Phrase } from '#shared/domain/script/script.ts';
import { t } from '../text/t.ts';
import { noteOf, tellsState } from './noted.ts';

const folder = join(import.meta.dirname, '../../data/scripts');
interface Shipped {
  steps: readonly { phrases: readonly Phrase[] }[];
  brief?: readonly { phrases: readonly Phrase[] }[] | null;
}
const phrases = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Shipped)
  .flatMap((script) => [...script.steps, ...(script.brief ?? [])])
  .flatMap((step) => step.phrases);

test('a phrase that names a feeling, or was written for one, is acknowledged without its words', () => {
  const telling = phrases.filter(tellsState);
  expect(telling.length).toBeGreaterThan(300);
  expect(phrases.length - telling.length).toBeGreaterThan(300);
  expect(new Set(telling.map((p) => noteOf(p, {})))).toEqual(new Set([t('script.note.acknowledged')]));
  // What is written word for word says of nobody how they sound or feel.
  const named = /\b(you sound|you seem|you must be|I can hear|it sounds like you)\b/i;
  const written = phrases.filter((p) => !tellsState(p)).map((p) => noteOf(p, {}));
  expect(written.filter((note) => named.test(note))).toEqual([]);
});

test('every other phrase is written into the notes as it was said (row 25)', () => {
  const plain: Phrase = { id: 'p', kind: 'explore', moods: [], text: 'Who have you talked with so far?' };
  expect(noteOf(plain, {})).toBe('Said: “Who have you talked with so far?”');
  expect(noteOf({ ...plain, moods: ['anxious'] }, {})).not.toContain('talked');
  expect(noteOf({ ...plain, kind: 'name', text: 'You sound scared.' }, {})).not.toContain('scared');
});
