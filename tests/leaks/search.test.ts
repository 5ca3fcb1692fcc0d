// The control: each canary in each form, planted among other bytes, in a log, a name, across the border of two chunks, is found.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { canaries, formsOf } from './canaries.ts';
import { createSearch } from './search.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-leaks-control-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('every form of every canary is found where it was planted, and named', () => {
  const search = createSearch(canaries);
  const missed: string[] = [];
  for (const canary of canaries)
    for (const [form, bytes] of formsOf(canary)) {
      const place = join(folder, 'deep', canary.what.replaceAll(' ', '-'));
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, `${form}.wal`), Buffer.concat([randomBytes(333), bytes, randomBytes(77)]));
    }
  search.folder('planted', folder);
  for (const canary of canaries)
    for (const [form] of formsOf(canary))
      if (!search.hits.some((h) => h.what === canary.what && h.place.endsWith(`${form}.wal`)))
        missed.push(`${canary.what} ${form}`);
  expect(missed).toEqual([]);
  expect(search.places.get('planted')?.files).toBeGreaterThan(100);
});

it('base64 is found wherever it begins, in a longer text too', () => {
  for (const canary of canaries)
    for (let before = 0; before < 6; before++) {
      const search = createSearch([canary]);
      const longer = Buffer.concat([randomBytes(before), Buffer.from(canary.text), randomBytes(5)]);
      search.text('text', longer.toString('base64'));
      expect(search.hits.length, `${canary.what} behind ${before}`).toBeGreaterThan(0);
    }
});

it('a canary across the border of two chunks, in a file’s name and in a plain text', () => {
  const across = Buffer.alloc(17 * 1024 * 1024, 7);
  Buffer.from(canaries[0]!.text).copy(across, 16 * 1024 * 1024 - 9);
  const inner = join(folder, 'border');
  mkdirSync(inner);
  writeFileSync(join(inner, 'big.bin'), across);
  writeFileSync(join(inner, `${canaries[1]!.text}.txt`), '');
  const search = createSearch(canaries);
  search.folder('border', inner);
  search.text('title', `Careline – ${canaries[4]!.text}`);
  expect(search.hits.map((h) => h.what).toSorted()).toEqual(['caller', 'patient', 'words']);
});

it('nothing is found where nothing is', () => {
  const search = createSearch(canaries);
  search.text('noise', randomBytes(2_000_000).toString('base64'));
  expect(search.hits).toEqual([]);
});
