// `npm run carrier:contract [-- --slow]`: the phone engine with the real SDK against the local carrier, and a table of
// what was measured. Without a Chromium it says "not run" and ends with 2.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '#tests/support/app.ts';
import { chromiumPath } from '#tests/support/browser.ts';
import type { Row } from './table.ts';

const { values } = parseArgs({
  options: { slow: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const path = await chromiumPath();
if (path === null) {
  console.error('carrier contract: not run here, there is no Chromium on this computer.');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'careline-carrier-table-'));
const table = join(folder, 'rows');
const child = spawn(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'tests/carrier/vitest.config.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CARELINE_CARRIER_TABLE: table, CARELINE_SLOW: values.slow ? '1' : '0' },
  },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const code = await new Promise<number>((resolve) => child.on('exit', (ended) => resolve(ended ?? 1)));
const rows = existsSync(table)
  ? readFileSync(table, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
  : [];
rmSync(folder, { recursive: true, force: true });
const wide = (of: 'scenario' | 'trial'): number => Math.max(...rows.map((row) => row[of].length), of.length);
const line = (row: Row): string =>
  `| ${row.scenario.padEnd(wide('scenario'))} | ${row.trial.padEnd(wide('trial'))} | ${row.now}`;
console.log(`\n${line({ scenario: 'scenario', trial: 'trial', now: 'this run' })}`);
for (const row of rows) console.log(line(row));
if (!values.slow) console.log('\nSlow rows were left out: npm run carrier:contract -- --slow');
process.exit(code);
