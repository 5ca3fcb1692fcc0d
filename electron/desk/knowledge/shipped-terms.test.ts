import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeShippedTerms } from './shipped-terms.ts';
import { testNow, testVault, type TestVault } from './testing-articles.ts';

let vault: TestVault;
let folder: string;
beforeEach(() => {
  vault = testVault();
  folder = mkdtempSync(join(tmpdir(), 'careline-terms-'));
});
afterEach(() => {
  vault.remove();
  rmSync(folder, { recursive: true });
});
const ship = (version: number, means: string): boolean => {
  const entries = [{ term: 'rx', means: [means], kind: 'abbreviation' }];
  writeFileSync(join(folder, 'terms.json'), JSON.stringify({ version, entries }));
  return takeShippedTerms(vault.db, folder, testNow);
};
const inForce = (): unknown =>
  JSON.parse(vault.db.prepare<[], { json: string }>('select json from article_terms').get()?.json ?? 'null');

it('counts at once, is not written twice, and a newer shipped list replaces it', () => {
  expect(ship(1, 'prescription')).toBe(true);
  expect(inForce()).toMatchObject({ version: 1, entries: [{ term: 'rx', means: ['prescription'] }] });
  expect(ship(1, 'prescription')).toBe(false);
  expect(ship(2, 'medicine')).toBe(true);
  expect(inForce()).toMatchObject({ version: 2, entries: [{ means: ['medicine'] }] });
});
it('never replaces a list that was delivered', () => {
  ship(1, 'prescription');
  const own = JSON.stringify({ version: 2, entries: [] });
  vault.db.prepare('insert or replace into article_terms (one, version, json) values (1, 2, ?)').run(own);
  expect(ship(3, 'medicine')).toBe(false);
  expect(inForce()).toEqual({ version: 2, entries: [] });
});
it('a missing file and one that is no list change nothing', () => {
  expect(takeShippedTerms(vault.db, folder, testNow)).toBe(false);
  writeFileSync(join(folder, 'terms.json'), '{"version":1,"entries":[{}]}');
  expect(takeShippedTerms(vault.db, folder, testNow)).toBe(false);
  expect(inForce()).toBeNull();
});
