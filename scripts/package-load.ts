// Whether a packed app has all that its bundles ask for: the archive is taken apart into a folder far from the project's
// node_modules, and every package that a bundle names is really loaded there, on Node instead of Electron.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extractAll } from '@electron/asar';

const bundles = [
  'dist/electron/main.mjs',
  'dist/electron/preload.cjs',
  'dist/desk/desk.mjs',
  'dist/desk/vault-worker.mjs',
  'dist/desk/knowledge-worker.mjs',
];
/** Packages that a bundle imports, Node's and Electron's own left out. */
export function importsOf(source: string): string[] {
  const found = source.matchAll(
    /(?:^|[\s;}])(?:import|export)\s*(?:[\w*{}\s,$]+\s*from\s*)?["']([^"'\n]+)["']|\b(?:import|require)\(\s*["']([^"'\n]+)["']\s*\)/g,
  );
  const names = [...found].map((match) => match[1] ?? match[2] ?? '');
  return [...new Set(names)].filter((name) => !/^(node:|\.|electron$)/.test(name));
}

/** What could not be loaded, one line each; empty = all there. `scratch` must be outside the project. */
export function loadProblems(archive: string, scratch: string): string[] {
  extractAll(archive, scratch);
  const problems: string[] = [];
  for (const bundle of bundles) {
    if (!existsSync(join(scratch, bundle))) {
      problems.push(`${bundle}: missing`);
      continue;
    }
    const names = importsOf(readFileSync(join(scratch, bundle), 'utf8'));
    const probe = join(scratch, dirname(bundle), 'probe.mjs');
    mkdirSync(dirname(probe), { recursive: true });
    writeFileSync(probe, names.map((name) => `await import(${JSON.stringify(name)});`).join('\n'));
    const done = spawnSync(process.execPath, [probe], {
      cwd: scratch,
      // Nothing of the surroundings helps to find a package.
      env: { PATH: process.env['PATH'] ?? '', SystemRoot: process.env['SystemRoot'] ?? '' },
      encoding: 'utf8',
    });
    if (done.status !== 0)
      problems.push(`${bundle}: ${/Error[^\n]*/.exec(done.stderr)?.[0] ?? 'could not be loaded'}`);
  }
  const page = readFileSync(join(scratch, 'dist/renderer/index.html'), 'utf8');
  for (const [, path] of page.matchAll(/(?:src|href)="\.?\/?([^":]+)"/g))
    if (path !== undefined && !existsSync(join(scratch, 'dist/renderer', path)))
      problems.push(`dist/renderer/index.html: ${path} is missing`);
  return problems;
}
