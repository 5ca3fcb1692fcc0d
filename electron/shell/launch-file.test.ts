import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configFile, launchedByFile } from './launch.ts';

const config = {
  t: 'launch',
  profile: '/tmp/p',
  demo: { controlUrl: 'http://127.0.0.1:1', controlToken: 'token' },
  backendUrl: null,
  fhir: null,
  enrolCode: null,
};
const uid = process.getuid?.() ?? 0;
let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'careline-config-'));
  file = join(folder, 'launch.json');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is found among the arguments by its flag alone', () => {
  expect(configFile(['electron', '.', '--careline-config=/tmp/x=y.json'])).toBe('/tmp/x=y.json');
  expect(configFile(['electron', '.', '--careline-config', '/tmp/x'])).toBeNull();
});

it('starts from a file that is this user’s alone', () =>
  expect(launchedByFile(file, uid)?.config).toEqual(config));

it('starts where the system knows no owners', () => {
  chmodSync(file, 0o644);
  expect(launchedByFile(file, null)?.config).toEqual(config);
});

it.each<[string, () => string]>([
  ['that others can read', () => (chmodSync(file, 0o640), file)],
  ['that others can write', () => (chmodSync(file, 0o602), file)],
  ['behind a link', () => (symlinkSync(file, join(folder, 'link')), join(folder, 'link'))],
  ['that is a folder', () => (mkdirSync(join(folder, 'sub'), { mode: 0o700 }), join(folder, 'sub'))],
  ['that is not there', () => join(folder, 'nothing')],
  ['that is no JSON', () => (writeFileSync(file, '{'), file)],
  ['with an extra field', () => (writeFileSync(file, JSON.stringify({ ...config, noSandbox: true })), file)],
  [
    'with a file as backend',
    () => (writeFileSync(file, JSON.stringify({ ...config, backendUrl: 'file:///x' })), file),
  ],
  ['that is far too large', () => (writeFileSync(file, JSON.stringify(config) + ' '.repeat(64_000)), file)],
])('does not start from a file %s', (_what, make) => expect(launchedByFile(make(), uid)).toBeNull());

it('does not start from a file of another user', () => expect(launchedByFile(file, uid + 1)).toBeNull());
