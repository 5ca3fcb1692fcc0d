// What a caller asks of the desk in the same breath switches no red flag off, and raises none by itself.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scanRedFlags } from '#shared/domain/redflags/index.ts';
import { affixes, withAffix } from './redflag-affixes.ts';
import { readLines } from './redflag-lines.ts';

const linesOf = (name: string) => {
  const read = readLines(readFileSync(new URL(`../data/redflags/${name}`, import.meta.url), 'utf8'));
  return read.ok ? read.lines : [];
};
const seen = (text: string): boolean => scanRedFlags(text).length > 0;
const flags = linesOf('lines.en.tsv').filter((l) => l.label === 'flag' && seen(l.text));
const plain = linesOf('learn-4.en.tsv').filter((l) => l.label === 'none');

/** Every eighth line with each request, another eighth with the next; only `npm test` reads so few. */
const nth = process.env['CARELINE_SHORT'] === '1' ? 8 : 1;

/** Requests that the learning has never met. */
const unmet = [
  ['', ', by the way could you mail me my statement'],
  ['Two things, first I need my prescription renewed and second ', ''],
  ['', ' oh and does the clinic take Medicaid'],
  ['My copay was wrong last time, ', ''],
  ['', '. And can you fax the form to my work?'],
] as const;

describe('a request beside what is happening', () => {
  const all = [...affixes, ...unmet];
  it.each(all.map((affix, turn) => ({ affix, turn })))('hides nothing: $affix', ({ affix, turn }) => {
    expect(flags.length).toBeGreaterThan(1000);
    const read = flags.filter((_, i) => i % nth === turn % nth);
    const lost = read.filter((l) => !seen(withAffix(l.text, affix)));
    expect(lost.length / read.length).toBeLessThanOrEqual(0.02);
  });

  it.each([
    'I want to kill myself can I get an appointment with my therapist',
    'my husband fainted can I get an appointment',
    'I took a whole bottle of pills can I schedule an appointment',
    'he is vomiting blood, what are your hours',
    'worst headache of my life can I get an appointment',
    'can I get an appointment my chest hurts',
  ])('sees: %s', (text) => expect(seen(text)).toBe(true));

  it.each([
    'he is choking on a grape',
    'got shocked by an outlet',
    'Is he breathing? No.',
    'Is he awake? No',
    "Is she conscious? I don't think so",
    'my heart is going to explode',
  ])('sees: %s', (text) => expect(seen(text)).toBe(true));

  it.each([
    'cardiology appointment for his chest pain follow-up next month',
    'I need a referral for chest pain follow-up',
    'I need a refill of her seizure medicine',
    'a copy of the bill for the stroke unit, please',
    'an appointment for my knee and chest pain check in March',
  ])('leaves what is only asked about alone: %s', (text) => expect(seen(text)).toBe(false));
});

it('plain lines raise nothing, with a request beside them or not', () => {
  expect(plain.length).toBeGreaterThan(150);
  expect(plain.filter((l) => seen(l.text)).map((l) => l.text)).toEqual([]);
  const both = plain.filter((l, i) => seen(withAffix(l.text, affixes[i % affixes.length]!)));
  expect(both.length / plain.length).toBeLessThanOrEqual(0.02);
});
