// The shipped list of abbreviations and synonyms is what the product takes for one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { termList } from '#shared/domain/knowledge/terms.ts';

const list = termList.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'terms.json'), 'utf8')));

it('has a first version, and enough to be worth having', () => {
  expect(list.version).toBe(1);
  expect(list.entries.length).toBeGreaterThanOrEqual(80);
  expect(list.entries.length).toBeLessThanOrEqual(180);
});
it('names every term once, in lower case, and never as its own meaning', () => {
  const terms = list.entries.map((e) => e.term);
  expect(terms).toEqual([...new Set(terms)]);
  for (const { term, means } of list.entries) {
    expect(term).toBe(term.toLowerCase().trim());
    expect(means).not.toContain(term);
    expect(means).toEqual([...new Set(means)]);
  }
});
