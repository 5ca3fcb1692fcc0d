import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redFlagGroups, scanRedFlags } from '../redflags/index.ts';
import { emergencyArticles, flagScanLimit, flagsInSearch } from './danger.ts';

const groups = (text: string): string[] => flagsInSearch(text).map(({ group }) => group);

describe('flagsInSearch', () => {
  it.each([
    ['wants to kill herself', 'mental_health'],
    ['he took too many pills', 'poison'],
    ['bleeding wont stop', 'bleeding'],
    ['baby not waking up', 'consciousness'],
    ['face drooping on one side', 'stroke'],
    ['cant breathe', 'breathing'],
  ])('%s', (text, group) => expect(groups(text)).toContain(group));
  it.each([
    'on call doctor does not call back',
    'cant pay my bill all at once',
    'prior auth status',
    '',
    '   ',
  ])('nothing: %s', (text) => expect(flagsInSearch(text)).toEqual([]));
  it('says the longest words of each group once, as they were typed', () => {
    expect(flagsInSearch('BLEEDING won’t stop')).toEqual([
      { group: 'bleeding', words: 'BLEEDING won’t stop' },
    ]);
  });
  it('looks at the beginning of a pasted text, and names four groups at most', () => {
    const far = `${'a word '.repeat(flagScanLimit)} chest pain`;
    expect(flagsInSearch(far)).toEqual([]);
    const all =
      'chest pain, cannot breathe, took an overdose, face drooping, bleeding heavily, wants to kill herself';
    expect(flagsInSearch(all)).toHaveLength(4);
  });
  it('leaves out next to none of what the rules see in callers’ sentences', () => {
    const lines = readFileSync(join(import.meta.dirname, '../../../data/redflags/lines.en.tsv'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t').toSorted((a, b) => b.length - a.length)[0] ?? '');
    const seen = lines.filter((line) => scanRedFlags(line).length > 0);
    expect(seen.length).toBeGreaterThan(300);
    expect(seen.filter((line) => flagsInSearch(line).length === 0).length / seen.length).toBeLessThan(0.01);
  });
});

describe('emergencyArticles', () => {
  it('is nothing without a flag', () => expect(emergencyArticles([])).toEqual([]));
  it('has the card for every group, also one of newer rules', () => {
    for (const group of [...redFlagGroups, 'newer'])
      expect(emergencyArticles([{ group }])).toContain('emergency-card-first');
  });
  it('the particular one before the card, each once', () => {
    expect(
      emergencyArticles([{ group: 'poison' }, { group: 'mental_health' }, { group: 'mental_health' }]),
    ).toEqual(['crisis-caller-988', 'emergency-card-first']);
    expect(emergencyArticles([{ group: 'chest' }])[0]).toBe('chest-pain-on-the-call');
  });
});
