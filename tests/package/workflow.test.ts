// The forge's workflow cannot run here; that it parses, names commands that exist and gives away nothing can be shown.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig, root } from '../../scripts/package-config.ts';

interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Job {
  'runs-on': string;
  'timeout-minutes'?: number;
  permissions?: object;
  environment?: string;
  if?: string;
  strategy?: { matrix: { os?: string[]; include?: { os: string; system: string }[] } };
  steps: Step[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: object;
  jobs: Record<string, Job>;
}
const text = readFileSync(join(root, '.github', 'workflows', 'ci.yml'), 'utf8');
const workflow = readConfig(text) as unknown as Workflow;
const jobs = Object.entries(workflow.jobs);
const runs = (job: Job): string => job.steps.map((step) => step.run ?? '').join('\n');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

it('is the only workflow, and runs for a push and a pull request, never with a fork’s code and our rights', () => {
  expect(readdirSync(join(root, '.github', 'workflows'))).toEqual(['ci.yml']);
  expect(Object.keys(workflow.on).toSorted()).toEqual(['pull_request', 'push']);
  expect(text).not.toMatch(/pull_request_target|workflow_run/);
});

it('every command it runs exists', () => {
  const named = [...text.matchAll(/npm (?:run ([\w-]+)|(test))\b/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  expect(new Set(named)).toEqual(new Set(['test', 'build', 'e2e', 'package']));
  for (const name of named) expect(scripts).toHaveProperty([name]);
  // The packages' own scripts are under node_modules, the rest is ours.
  for (const [, file] of text.matchAll(/run: node (\S+)/g))
    expect(existsSync(join(root, file ?? ''))).toBe(true);
  const known = readFileSync(join(root, 'scripts', 'package.ts'), 'utf8');
  for (const [, flags] of text.matchAll(/npm run package -- (.*)/g))
    for (const flag of (flags ?? '').split(' ').filter((each) => /^--[a-z-]+$/.test(each)))
      expect(known).toContain(`'${flag}'`);
});

it('all tests on Linux; Electron’s own run and the packages on three systems', () => {
  expect(runs(workflow.jobs['test'] as Job)).toContain('npm test');
  const three = ['macos', 'ubuntu', 'windows'];
  const electron = workflow.jobs['electron'] as Job;
  expect(runs(electron)).toContain('npm run e2e -- --host electron');
  expect(electron.strategy?.matrix.os?.map((os) => os.split('-')[0]).toSorted()).toEqual(three);
  for (const name of ['package', 'release']) {
    const include = (workflow.jobs[name] as Job).strategy?.matrix.include ?? [];
    expect(include.map(({ os }) => os.split('-')[0]).toSorted()).toEqual(three);
    expect(include.map(({ system }) => system).toSorted()).toEqual(['linux', 'mac', 'win']);
  }
});

it('may only read, ends by itself, and leaves no credentials in the checkout', () => {
  expect(workflow.permissions).toEqual({ contents: 'read' });
  for (const [name, job] of jobs) {
    expect(job.permissions, name).toBeUndefined();
    expect(job['timeout-minutes'], name).toBeGreaterThan(0);
    for (const step of job.steps.filter((each) => each.uses?.startsWith('actions/checkout@')))
      expect(step.with, name).toMatchObject({ 'persist-credentials': false });
  }
});

it('every action is pinned to a commit, with its version beside it', () => {
  const lines = text.split('\n').filter((line) => line.includes('uses:'));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(line).toMatch(/uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

it('secrets are in the release job alone, behind its environment, as variables and never on a line', () => {
  for (const [name, job] of jobs) {
    const has = JSON.stringify(job).includes('secrets.');
    expect(has, name).toBe(name === 'release');
    expect(runs(job)).not.toMatch(/secrets\.|github\.(event|head_ref)|set -x|printenv|(^|\s)env(\s|$)/m);
  }
  const release = workflow.jobs['release'] as Job;
  expect([release.environment, release.if]).toEqual(['release', "startsWith(github.ref, 'refs/tags/v')"]);
  // The one step that writes one writes it into a file that only this user reads.
  const writes = release.steps.filter((step) => /printf|echo/.test(step.run ?? ''));
  expect(writes.map((step) => /umask 077[\s\S]*> "\$RUNNER_TEMP/.test(step.run ?? ''))).toEqual([true]);
});

it('the sandbox is never switched off', () => {
  expect(text).not.toMatch(/no-sandbox|ELECTRON_DISABLE_SANDBOX/);
});
