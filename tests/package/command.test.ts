// `npm run package` where it cannot do what it is asked for: one sentence and a failing exit, never a stack.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root } from '../../scripts/package-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: string[], env: Record<string, string> = {}) {
  const done = spawnSync(process.execPath, [join(root, 'scripts', 'package.ts'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
    timeout: 60_000,
  });
  return { code: done.status, said: done.stdout + done.stderr };
}

it.each([
  [[], 'Say what to pack for'],
  [['--purple'], '--purple is not known here'],
])('%j: says what it wants', (args, sentence) => {
  const { code, said } = run(args);
  expect(code).toBe(1);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).toContain(sentence);
});

it.each([
  ['a release without a certificate', { CARELINE_RELEASE: '1' }, 'has to be signed'],
  ['a feed that is not https', { CARELINE_UPDATE_URL: 'http://updates.example.org' }, 'https'],
])('refuses %s before it packs', (_what, env, sentence) => {
  const { code, said } = run(['--win', '--as-built'], env);
  expect(code).toBe(1);
  expect(said).toContain(sentence);
  expect(said).not.toMatch(/packaging|\n\s+at /);
});

it('without the runtime and a way to it: why, what to do, and nothing made', () => {
  const { code, said } = run(['--linux', '--dir', '--as-built'], {
    // A port that nobody listens on stands for a network that is not there.
    ELECTRON_MIRROR: 'http://127.0.0.1:9/',
    electron_config_cache: folder,
    ELECTRON_BUILDER_CACHE: folder,
  });
  expect(said).toContain('could not be fetched');
  expect(said).toContain('CARELINE_ELECTRON_DIST');
  expect(said).not.toMatch(/\n\s+at /);
  expect(code).toBe(1);
}, 60_000);
