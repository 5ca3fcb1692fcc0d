// `npm run e2e [-- FILE …] [--host preview]`: the end-to-end tests alone. The preview is the one host that they know how to
// drive; any other is refused instead of being tested as if it were it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '#tests/support/app.ts';

const { values, positionals } = parseArgs({
  options: { host: { type: 'string', default: 'preview' } },
  allowPositionals: true,
});
if (values.host !== 'preview') {
  console.error(`--host ${values.host}: these tests drive the preview only.`);
  process.exit(2);
}
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const child = spawn(
  process.execPath,
  [vitest, 'run', '--config', join(root, 'tests', 'e2e', 'vitest.config.ts'), ...positionals],
  { cwd: root, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
