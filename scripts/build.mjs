// Builds dist/: the desk's page by Vite, everything that runs in Node by Rolldown (the bundler inside Vite). Skips what
// has not changed since the last build; `--force` builds all. Packages stay outside the bundles, ours go in.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './setup.mjs';

/** One bundle: entry → file under dist. `whole`: with its packages inside, so that none of them ships beside it. */
export const bundles = [
  ['electron/desk/desk.ts', 'desk/desk.mjs'],
  ['electron/desk/knowledge/worker.ts', 'desk/knowledge-worker.mjs'],
  ['electron/desk/vault/worker.ts', 'desk/vault-worker.mjs'],
  ['electron/desk/backups/worker.ts', 'desk/restore-worker.mjs'],
  ['electron/desk/training/lint-worker.ts', 'desk/lint-worker.mjs'],
  ['electron/desk/authoring/import-worker.ts', 'desk/import-worker.mjs', 'whole'],
  ['electron/main.ts', 'electron/main.mjs'],
  ['electron/preload.ts', 'electron/preload.cjs'],
  ['backend/main.ts', 'backend/backend.mjs'],
  ['demo/ehr/main.ts', 'launch/ehr.mjs'],
  ['demo/carrier/main.ts', 'launch/carrier.mjs'],
  ['scripts/launch.ts', 'launch/launch.mjs'],
];
const copies = [
  ['demo/postgres/watcher.mjs', 'launch/watcher.mjs'],
  ['demo/ehr/data', 'launch/data'],
];
const inputs = [
  'shared',
  'electron',
  'renderer',
  'backend',
  'demo',
  'scripts',
  'vite.config.ts',
  'package-lock.json',
  'package.json',
];

function hashTree(path, hash) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  const list = (p) =>
    readdirSync(p, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((e) => (e.isDirectory() ? list(join(p, e.name)) : [join(p, e.name)]));
  let files;
  try {
    files = list(full);
  } catch {
    files = [full];
  }
  for (const file of files) {
    if (/\.test\.tsx?$|\.(ndjson|jsonl)(\.gz)?$|README\.md$/.test(file)) continue;
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
}
export function sourceHash() {
  const hash = createHash('sha256');
  for (const path of inputs) hashTree(path, hash);
  return hash.digest('hex');
}

const stamp = join(root, 'dist', '.stamp');
export const isBuilt = (hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;

/** What runs in Node: of every bundle, or of those whose file under dist is among `wanted`. */
export async function buildBundles(made, wanted = null) {
  const { build } = await import('rolldown');
  await Promise.all(
    bundles
      .filter(([entry, out]) => existsSync(join(root, entry)) && (wanted?.includes(out) ?? true))
      .map(([entry, out, whole]) =>
        build({
          input: join(root, entry),
          platform: 'node',
          external: [/^node:/, /^electron$/, ...(whole ? [] : [/^[a-z@][^:]*$/i])],
          logLevel: 'warn',
          output: {
            file: join(made, out),
            format: out.endsWith('.cjs') ? 'cjs' : 'esm',
            codeSplitting: false,
            sourcemap: false,
          },
        }),
      ),
  );
}
/** The pages of the desk's windows. */
export async function buildPages(made) {
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(made, 'renderer') },
  });
}

export async function buildAll({ force = false } = {}) {
  const hash = sourceHash();
  if (!force && isBuilt(hash)) return false;
  // Built aside and put in place at the end: what runs from the last build keeps its files, and a failed build leaves them.
  const made = join(root, `.dist-${process.pid}`);
  rmSync(made, { recursive: true, force: true });
  // A build that fails leaves nothing behind.
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  for (const [from, to] of copies.filter(([from]) => existsSync(join(root, from)))) {
    mkdirSync(dirname(join(made, to)), { recursive: true });
    cpSync(join(root, from), join(made, to), { recursive: true });
  }
  await Promise.all([buildBundles(made), buildPages(made)]);
  writeFileSync(join(made, '.stamp'), hash);
  const old = join(root, `.dist-old-${process.pid}`);
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old);
  renameSync(made, join(root, 'dist'));
  rmSync(old, { recursive: true, force: true });
  return true;
}

if (process.argv[1]?.endsWith('build.mjs')) {
  const started = performance.now();
  const did = await buildAll({ force: process.argv.includes('--force') });
  console.log(did ? `built in ${((performance.now() - started) / 1000).toFixed(1)} s` : 'already built');
}
