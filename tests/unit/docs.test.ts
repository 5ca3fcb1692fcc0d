// The generated documents are what the code says, and no row claims a test that isn't there.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pages, written } from '../../scripts/docs.ts';
import { missing } from '../../scripts/compliance.ts';
import { complianceRows } from '../../scripts/docs-compliance.ts';
import { productRows } from '../../scripts/docs-product.ts';
import { telephonyConfig } from '#backend/telephony/config.ts';
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

describe('docs/compliance.md', () => {
  it('names tests that are there, and none for a row of which nothing is built', () => {
    expect(missing()).toEqual([]);
    for (const row of complianceRows()) expect(row.tests.length > 0, row.id).toBe(row.state !== 'not yet');
    expect(new Set(complianceRows().map((r) => r.id)).size).toBe(complianceRows().length);
  });
});

describe('docs/telephony.md', () => {
  const page = written('docs/telephony.md');
  const example = (): unknown =>
    JSON.parse(
      (/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '')
        .replaceAll(/"(AC|SK|AP)…"/g, `"$1${'0'.repeat(32)}"`)
        .replaceAll('"…"', `"${'s'.repeat(32)}"`),
    );
  it('shows a configuration that a backend takes', () => {
    const read = telephonyConfig.safeParse(example());
    expect(read.error?.issues ?? []).toEqual([]);
    expect(read.data?.lines[0]?.menu[0]?.queues).toEqual({ 9: 'crisis' });
    expect(telephonyConfig.safeParse({ ...(example() as object), lines: 'x' }).success).toBe(false);
  });
  it('says what nobody knows, and what this was never run against', () => {
    expect(page).toContain('**How long Twilio keeps such a leg is unknown**');
    expect(page).toContain('Nothing here was run against Twilio');
  });
});
