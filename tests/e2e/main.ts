// `npm run e2e [-- --host electron|standin|preview] [FILE …]`: the end-to-end specs alone, on one host (the stand-in when
// none is named). A host that this machine can't run is said in one line, exit 2: nothing is tested as if it were it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '#tests/support/app.ts';
import { countLines, countReport } from '../../scripts/test-count.ts';
import { hostNames, whyNot } from './desk/hosts.ts';

const { values, positionals } = parseArgs({
  options: { host: { type: 'string', default: 'standin' } },
  allowPositionals: true,
});
const host = hostNames.find((name) => name === values.host);
if (host === undefined) {
  console.error(`--host ${values.host} is none of ${hostNames.join(', ')}.`);
  process.exit(2);
}
const missing = await whyNot(host);
if (missing !== null) {
  console.error(`--host ${host}: not run here, ${missing}.`);
  process.exit(2);
}

function run(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}
// The specs drive what was built: a build that is out of date would be tested for the sources.
const built = await run([join(root, 'scripts', 'build.mjs')]);
if (built !== 0) process.exit(built);
const scratch = mkdtempSync(join(tmpdir(), 'careline-e2e-report-'));
const report = join(scratch, 'report.json');
const code = await run(
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--config',
    join(root, 'tests', 'e2e', 'vitest.config.ts'),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...positionals,
  ],
  { CARELINE_HOST: host },
);
try {
  const counts = countReport(JSON.parse(readFileSync(report, 'utf8')));
  console.log(countLines({ total: counts, specs: counts }).join('\n'));
} catch {
  console.log('no report: 0 passed, 1 failed');
}
rmSync(scratch, { recursive: true, force: true });
process.exit(code);
