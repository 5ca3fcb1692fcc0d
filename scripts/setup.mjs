// What must work in a fresh clone before anything is installed: plain JavaScript, Node 20, no dependencies, no shell.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.careline-install');

/** The Node 24 binary that the `node` package puts in place; the system's own when that is 24 or newer. */
export function node24() {
  const inside = join(
    root,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(inside)) return inside;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    'Node 24 was not put in place by the install: delete node_modules and run the command again.',
  );
}

function wanted() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', '.npmrc']) hash.update(readFileSync(join(root, file)));
  // A new script or description changes nothing that is installed.
  const { dependencies, devDependencies, allowScripts } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  hash.update(JSON.stringify({ dependencies, devDependencies, allowScripts }));
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

/** Installs exactly what the lock file says, unless that was done already. */
export async function ensureInstalled() {
  // A link leads to another checkout's packages: replacing those would pull them from under whoever uses them.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const want = wanted();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === want) return;
  process.stdout.write('Installing packages (once, about a minute) …\n');
  // npm tells the scripts that it runs where its own entry point is; a direct `node scripts/…` falls back to the PATH.
  const cli = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    : spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: process.platform === 'win32',
      });
  if (done.status !== 0) throw new Error('npm ci failed: see the lines above. Nothing was started.');
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, want);
}
