// Whether a packed app has all that its bundles ask for: the archive is taken apart into a folder far from the project's
// node_modules, and every package that a bundle names is really loaded there, on Node instead of Electron.
import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extractAll } from '@electron/asar';
import type { DeskToParent, ParentToDesk } from '#host/link.ts';

const bundles = [
  'dist/electron/main.mjs',
  'dist/electron/preload.cjs',
  'dist/desk/desk.mjs',
  'dist/desk/vault-worker.mjs',
  'dist/desk/knowledge-worker.mjs',
  'dist/desk/lint-worker.mjs',
  'dist/desk/import-worker.mjs',
];
/** Packages that a bundle imports, Node's and Electron's own left out; the types that a comment names are none. */
export function importsOf(source: string): string[] {
  const found = source
    .replace(/^\s*\/\*\*[\s\S]*?\*\//gm, '')
    .matchAll(
      /(?:^|[\s;}])(?:import|export)\s*(?:[\w*{}\s,$]+\s*from\s*)?["']([^"'\n]+)["']|\b(?:import|require)\(\s*["']([^"'\n]+)["']\s*\)/g,
    );
  const names = [...found].map((match) => match[1] ?? match[2] ?? '');
  return [...new Set(names)].filter((name) => !/^(node:|\.|electron$)/.test(name));
}

/** Files of its own that a page names. */
const filesOf = (page: string): string[] =>
  [...page.matchAll(/(?:src|href)="(?:\.?\/)?([^":]+)"/g)].map((match) => match[1] ?? '');

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
  for (const name of readdirSync(join(scratch, 'dist/renderer')).filter((each) => each.endsWith('.html')))
    for (const path of filesOf(readFileSync(join(scratch, 'dist/renderer', name), 'utf8')))
      if (!existsSync(join(scratch, 'dist/renderer', path)))
        problems.push(`dist/renderer/${name}: ${path} is missing`);
  return problems;
}

/** Starts the packed desk on Node, far from the project, and ends it: null, or why it did not come up. */
export async function deskProblem(scratch: string, within = 20_000): Promise<string | null> {
  const child = fork(join(scratch, 'dist/desk/desk.mjs'), {
    cwd: scratch,
    env: { PATH: process.env['PATH'] ?? '', SystemRoot: process.env['SystemRoot'] ?? '' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'json',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), within);
  try {
    return await new Promise<string | null>((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (code) => resolve(`the packed desk ended (${code ?? 'killed'}) before it was ready`));
      child.on('message', (message: DeskToParent) => {
        if (message.t === 'failed') resolve(`the packed desk said ${message.code}`);
        if (message.t === 'ready') resolve(null);
      });
      child.send({
        t: 'init',
        profile: join(scratch, 'profile'),
        host: 'preview',
        version: '0.0.0',
        practice: false,
        demo: null,
        backendUrl: null,
        fhir: null,
        enrolCode: null,
        reopen: null,
        locked: false,
        epochBase: 0,
      } satisfies ParentToDesk);
    });
  } finally {
    clearTimeout(timer);
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
  }
}
