// `npm test`: installs when needed, then checks, build, unit tests, end-to-end tests and faults, each timed. Plain
// JavaScript for Node 20 up to the point where Node 24 is there. The last line is the plain count.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, node24, root } from './setup.mjs';

await ensureInstalled();
const scratch = mkdtempSync(join(tmpdir(), 'careline-test-'));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const total = { passed: 0, failed: 0, notRun: 0 };
const times = [];

const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(node24(), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
    });
    let out = '';
    child.stdout.on('data', (d) => {
      out += d;
      process.stdout.write(d);
    });
    child.on('exit', (code) => resolve({ code: code ?? 1, out }));
  });

async function part(name, budget, work) {
  const started = performance.now();
  process.stdout.write(`\n== ${name}\n`);
  await work();
  times.push(`${name} ${((performance.now() - started) / 1000).toFixed(1)} s (of ${budget})`);
}
const count = (ok, label) => {
  if (ok) total.passed++;
  else {
    total.failed++;
    process.stdout.write(`FAILED: ${label}\n`);
  }
};
/** Runs one vitest configuration and takes its counts from its own report; a run without a report has failed. */
async function suite(name, config) {
  const file = join(scratch, `${name}.json`);
  const { code } = await run([
    vitest,
    'run',
    '--config',
    config,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests;
    total.notRun += report.numPendingTests + report.numTodoTests;
    for (const f of report.testResults.filter((t) => t.status === 'failed'))
      process.stdout.write(
        `FAILED: ${f.name.slice(root.length + 1)} ${
          f.assertionResults
            .filter((a) => a.status === 'failed')
            .map((a) => a.fullName)
            .join('; ') || f.message.slice(0, 500)
        }\n`,
      );
    // A file that could not even be loaded, or an error outside any test, is a failure although no test was counted.
    if (code !== 0 && report.numFailedTests === 0) count(false, `${name}: vitest ended with ${code}`);
  } catch {
    count(false, `${name}: no report`);
  }
}

await part('checks and build', '60 s', async () => {
  const checks = await run([join(root, 'scripts', 'check.mjs')]);
  const lines = checks.out.split('\n');
  total.passed += lines.filter((l) => l.startsWith('ok  ')).length;
  total.failed += lines.filter((l) => l.startsWith('FAIL')).length;
  if (checks.code !== 0 && !lines.some((l) => l.startsWith('FAIL'))) count(false, 'checks');
  count((await run([join(root, 'scripts', 'build.mjs')])).code === 0, 'build');
});
await part('unit', '60 s', () => suite('unit', 'vitest.config.ts'));
await part('preview', '60 s', () => suite('preview', 'tests/e2e/vitest.config.ts'));
await part('faults', '120 s', () => suite('faults', 'tests/faults/vitest.config.ts'));

rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`\n${times.join('\n')}\n`);
if (total.notRun > 0) process.stdout.write(`not run here: ${total.notRun}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
