// Lint, import rules, format and the six TypeScript projects, side by side. Exit 1 with what each one said.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';
import { config } from './lint-config.ts';

const bin = (pkg, file) => join(root, 'node_modules', pkg, file);
const run = (name, args) =>
  new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { cwd: root });
    let out = '';
    child.stdout.on('data', (d) => (out += d));
    child.stderr.on('data', (d) => (out += d));
    child.on('exit', (code) => resolve({ name, code, out, seconds: (performance.now() - started) / 1000 }));
  });

const file = join(root, '.oxlintrc.json');
const text = `${JSON.stringify(config, null, 2)}\n`;
if (process.argv.includes('--write') || process.env.CI !== 'true') writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('.oxlintrc.json is not what scripts/lint-config.ts says: run `npm run check` and commit it.');
  process.exit(1);
}

const only = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const projects = {
  shared: 'shared/tsconfig.json',
  desk: 'electron/tsconfig.desk.json',
  shell: 'electron/tsconfig.shell.json',
  renderer: 'renderer/tsconfig.json',
  backend: 'backend/tsconfig.json',
  tests: 'tsconfig.json',
};
const jobs = [
  ['lint', () => run('lint', [bin('oxlint', 'bin/oxlint'), '-c', '.oxlintrc.json', '.'])],
  ['format', () => run('format', [bin('oxfmt', 'bin/oxfmt'), '--check', '.'])],
  ...Object.entries(projects).map(([name, p]) => [
    name,
    () => run(`types ${name}`, [bin('typescript', 'bin/tsc'), '-p', p]),
  ]),
].filter(([name]) => only.length === 0 || only.includes(name));

let failed = 0;
for (let i = 0; i < jobs.length; i += 2) {
  for (const r of await Promise.all(jobs.slice(i, i + 2).map(([, job]) => job()))) {
    console.log(`${r.code === 0 ? 'ok  ' : 'FAIL'} ${r.name} ${r.seconds.toFixed(1)} s`);
    if (r.code !== 0) {
      failed++;
      console.log(r.out.slice(0, 12_000));
    }
  }
}
process.exit(failed ? 1 : 0);
