// `npm run -s compliance [-- --check] [-- C7 C10 …]`: runs the tests that docs/compliance.md names, row by row, and prints what
// became of each. Exit 0: all passed; 1: one failed or ran nothing; 2: a row or id that is not there.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { complianceRows, partsOf } from './docs-compliance.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Ids whose file or title is not there. */
export function missing(): string[] {
  return complianceRows().flatMap((row) =>
    row.tests.filter((id) => {
      const { file, title } = partsOf(id);
      return !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(title);
    }),
  );
}

interface Report {
  testResults?: { assertionResults?: { fullName: string; title: string; status: string }[] }[];
}
const configOf = (file: string): string[] =>
  file.startsWith('tests/e2e/')
    ? ['--config', 'tests/e2e/vitest.config.ts']
    : file.startsWith('tests/faults/')
      ? ['--config', 'tests/faults/vitest.config.ts']
      : [];

/** Every test of one file, as vitest reports it: title -> passed. */
function runFile(file: string, scratch: string): Map<string, boolean> {
  const report = join(scratch, 'report.json');
  rmSync(report, { force: true });
  spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...configOf(file),
      '--reporter=json',
      `--outputFile.json=${report}`,
      file,
    ],
    { cwd: root, stdio: 'ignore', env: { ...process.env, NO_COLOR: '1' } },
  );
  const out = new Map<string, boolean>();
  if (!existsSync(report)) return out;
  const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
  for (const result of read.testResults ?? [])
    for (const one of result.assertionResults ?? [])
      if (one.status === 'passed' || one.status === 'failed') out.set(one.fullName, one.status === 'passed');
  return out;
}

function main(args: readonly string[]): number {
  const gone = missing();
  for (const id of gone) say(`not there: ${id}`);
  if (gone.length > 0) return 2;
  const wanted = args.filter((a) => !a.startsWith('--'));
  const rows = complianceRows().filter((r) => wanted.length === 0 || wanted.includes(r.id));
  if (wanted.some((id) => !rows.some((r) => r.id === id))) {
    say('no such row');
    return 2;
  }
  if (args.includes('--check')) {
    say(`${rows.length} rows, ${rows.flatMap((r) => r.tests).length} ids, each with its test`);
    return 0;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'careline-compliance-'));
  const files = new Map<string, Map<string, boolean>>();
  let bad = 0;
  for (const row of rows) {
    const results = row.tests.map((id) => {
      const { file, title } = partsOf(id);
      let ran = files.get(file);
      if (ran === undefined) files.set(file, (ran = runFile(file, scratch)));
      const found = [...ran].filter(([name]) => name.includes(title));
      const ok = found.length > 0 && found.every(([, passed]) => passed);
      return { id, ok, what: found.length === 0 ? 'did not run' : ok ? 'passed' : 'failed' };
    });
    bad += results.filter((r) => !r.ok).length;
    const passed = results.filter((r) => r.ok).length;
    say(`${row.id.padEnd(4)} ${row.state.padEnd(8)} ${passed} of ${results.length} passed  ${row.item}`);
    for (const { id, what } of results.filter((r) => !r.ok)) say(`       ${what}: ${id}`);
  }
  rmSync(scratch, { recursive: true, force: true });
  say(`${rows.length} rows, ${bad} ids that did not pass`);
  return bad === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith('compliance.ts')) process.exit(main(process.argv.slice(2)));
