// `npm test`: checks, build, unit tests, end-to-end specs on the stand-in of Electron and the short set on the preview,
// and faults, each timed. The last line is the plain count. `run.mjs` has installed what is needed.
// `npm test -- --all` runs what is left out to stay within ten minutes too: specs marked @long, and campaigns at length.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  countLines,
  countReport,
  failedFiles,
  none,
  saysUnhandled,
  secondOf,
  sum,
  type Counts,
  type Report,
} from './test-count.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'careline-test-'));
const all = process.argv.includes('--all');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
let total = none();
/** Of the end-to-end specs alone. */
let specs = none();
const times: string[] = [];
/** Files that passed only when they were run once more. */
const secondTries: string[] = [];
/** More failed files than this are no busy computer's doing. */
const mostSecond = 4;

/** A part that has not ended by then is ended, ms: a process that a failed test left behind can hold the runner for ever. */
const mostPart = all ? 1_800_000 : 900_000;
const run = (
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; errors: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        FORCE_COLOR: '0',
        NO_COLOR: '1',
        CARELINE_SHORT: all ? '0' : '1',
        // Hundreds of processes load the same sources: each is made ready once a run.
        NODE_COMPILE_CACHE: join(scratch, 'compiled'),
        ...env,
      },
    });
    let out = '';
    child.stdout.on('data', (d: Buffer) => {
      out += d.toString();
      process.stdout.write(d);
    });
    let errors = '';
    child.stderr.on('data', (d: Buffer) => {
      errors += d.toString();
      process.stderr.write(d);
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), mostPart);
    child.on('exit', (code) => {
      clearTimeout(timer);
      // What it said last may come after its end; a process that it left behind may hold the pipe for ever.
      const told = (): void => resolve({ code: code ?? 1, out, errors });
      child.once('close', told);
      setTimeout(told, 500).unref();
    });
  });

async function part(name: string, budget: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  process.stdout.write(`\n== ${name}\n`);
  await work();
  times.push(`${name} ${((performance.now() - started) / 1000).toFixed(1)} s (of ${budget})`);
}
const count = (ok: boolean, label: string): void => {
  if (ok) total.passed++;
  else {
    total.failed++;
    process.stdout.write(`FAILED: ${label}\n`);
  }
};
interface Suite {
  files?: string[];
  env?: Record<string, string>;
  /** Files that failed are run once more, alone, and told of at the end: what was only a busy computer's doing passes then. */
  secondTry?: boolean;
}
/** Runs one vitest configuration; null when it left no report. */
async function vitestRun(name: string, config: string, { files = [], env = {} }: Suite) {
  const file = join(scratch, `${name}.json`);
  const reports = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const { code, errors } = await run([vitest, 'run', '--config', config, ...reports, ...files], env);
  try {
    return {
      code,
      unhandled: saysUnhandled(errors),
      report: JSON.parse(readFileSync(file, 'utf8')) as Report,
    };
  } catch {
    return null;
  }
}
/** Takes its counts from vitest's own report; a run without a report has failed. */
async function suite(name: string, config: string, options: Suite = {}): Promise<Counts> {
  const first = await vitestRun(name, config, options);
  if (first === null) {
    count(false, `${name}: no report`);
    return none();
  }
  let { report } = first;
  const failed = failedFiles(report);
  tell(report);
  // An error outside any test belongs to no file that could be run again.
  let outside = first.unhandled || (first.code !== 0 && failed.length === 0);
  const again = options.secondTry !== false && failed.length > 0 && failed.length <= mostSecond;
  if (again) {
    process.stdout.write(`\n${failed.length} files once more, alone\n`);
    const second = await vitestRun(`${name}-second`, config, { ...options, files: failed });
    if (second !== null) {
      tell(second.report);
      report = secondOf(report, second.report);
      outside ||= second.unhandled || (second.code !== 0 && failedFiles(second.report).length === 0);
      const still = new Set(failedFiles(report));
      secondTries.push(...failed.filter((file) => !still.has(file)).map((file) => file.slice(root.length)));
    }
  }
  const counts = countReport(report);
  total = sum(total, counts);
  // A failure although no test was counted.
  if (outside) count(false, `${name}: an error outside the tests, exit ${first.code}`);
  return counts;
}
function tell(report: Report): void {
  for (const f of (report.testResults ?? []).filter(({ status }) => status === 'failed')) {
    const which = (f.assertionResults ?? []).filter((a) => a.status === 'failed').map((a) => a.fullName);
    const why = which.join('; ') || f.message?.slice(0, 500);
    process.stdout.write(`FAILED: ${f.name?.slice(root.length)} ${why}\n`);
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
const onHost = async (host: string, files: string[]): Promise<void> => {
  const counts = await suite(host, 'tests/e2e/vitest.config.ts', { files, env: { CARELINE_HOST: host } });
  // What needs a real runtime is skipped on every other host: it is told once.
  specs = {
    ...sum(specs, counts),
    electronOnly: Math.max(specs.electronOnly, counts.electronOnly),
  };
};
// What every state looks like is the same page in both: it is looked at in the browser.
await part('stand-in', '150 s', () => onHost('standin', ['--exclude', '**/{screens*,leaks}.test.ts']));
// The rest runs here too by `npm run e2e -- --host preview`.
await part('preview', '60 s', () =>
  onHost('preview', ['screens', 'preview-only', 'tests/host/', 'tests/leaks/']),
);
// The phone engine with the real SDK; without a Chromium its rows are skipped.
await part('carrier', '60 s', () => suite('carrier', 'tests/carrier/vitest.config.ts'));
// A message lost once is lost: no second try here.
await part('faults', '120 s', () => suite('faults', 'tests/faults/vitest.config.ts', { secondTry: false }));

rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`\n${[...times, ...countLines({ total, specs, secondTries })].join('\n')}\n`);
process.exit(total.failed === 0 ? 0 : 1);
