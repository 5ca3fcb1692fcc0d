// `npm start`: installs and builds when needed, then hands over to the launcher on Node 24. Plain JavaScript for Node 20.
// The launcher's control pipe is this process's end of its standard input: when this process dies in any way, the
// launcher sees the pipe close and ends everything it started.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, node24, root } from './setup.mjs';

await ensureInstalled();
const stampFile = join(root, 'dist', '.stamp');
const { sourceHash } = await import('./build.mjs');
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== sourceHash()) {
  process.stdout.write('Building (once, a few seconds) …\n');
  const code = await new Promise((resolve) =>
    spawn(node24(), [join(root, 'scripts', 'build.mjs')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    }).on('exit', resolve),
  );
  if (code !== 0) process.exit(1);
}

const launcher = spawn(node24(), [join(root, 'dist', 'launch', 'launch.mjs'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['pipe', 'inherit', 'inherit'],
});
launcher.stdin.on('error', () => undefined);
// A second Ctrl-C doesn't wait: the pipe closes and each child ends by itself.
let asked = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (++asked > 1) process.exit(130);
    launcher.kill('SIGTERM');
  });
launcher.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
