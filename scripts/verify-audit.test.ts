// The command that anybody can check an audit file with: what it prints and how it ends. What it finds is tested in
// tests/unit/audit.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { device, keyOf, organisation } from '#tests/unit/audit/sample.ts';

const script = fileURLToPath(new URL('verify-audit.ts', import.meta.url));
const sample = fileURLToPath(new URL('../tests/unit/audit/sample.jsonl', import.meta.url));
function run(...args: string[]): { status: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

it('ends with 0 for a whole file, 1 with line, row and reason for another, 2 for what it can’t check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'careline-audit-'));
  try {
    const sound = run(sample, '--key', device.raw, '--org-key', organisation.raw);
    expect(sound).toEqual({
      status: 0,
      out: 'Whole: 60 rows, 1 to 60.\nThe backend confirmed them up to row 57 at 2026-01-02T03:58:00.000Z.\n',
      err: '',
    });
    const text = readFileSync(sample, 'utf8');
    const changed = join(folder, 'changed.jsonl.gz');
    writeFileSync(changed, gzipSync(text.replace('"seq":12,"at":"2026', '"seq":12,"at":"2025')));
    expect(run(changed)).toEqual({
      status: 1,
      out: 'Not whole: line 16, row 12, was changed (changed).\n',
      err: '',
    });
    const json = run(sample, '--json', '--key', keyOf(9).raw);
    expect(json.status).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      whole: false,
      bad: { line: 1, seq: null, why: 'key' },
      deviceKeyChecked: true,
    });
    expect(run(join(folder, 'none.jsonl'))).toMatchObject({ status: 2, out: '' });
    expect(run(sample, '--key', 'short').status).toBe(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
