// The generated documents are what the code says, and no row claims a test that isn't there.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pages, written } from '../../scripts/docs.ts';
import { productRows } from '../../scripts/docs-product.ts';
import { root } from '#tests/support/app.ts';

describe('generated documents', () => {
  it.each(Object.entries(pages))('%s is up to date (npm run docs)', (path, make) => {
    expect(written(path)).toBe(make());
  });
  it('covers every row of the product list and C1 to C45, each once', () => {
    const ids = productRows().map((r) => r.id);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = [
      ...Array.from({ length: 116 }, (_, i) => String(i + 1)),
      ...Array.from({ length: 45 }, (_, i) => `C${i + 1}`),
    ];
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });
  it('names a test for each row that works, and each named test file exists', () => {
    for (const row of productRows()) {
      if (row.state === 'works') expect(row.tests, `row ${row.id}`).not.toEqual([]);
      for (const test of row.tests)
        expect(existsSync(`${root}${test.split('#')[0] ?? ''}`), `${row.id}: ${test}`).toBe(true);
    }
  });
});
