// What electron-builder packs, opened and read. It packs around a stand-in of Electron's files, so what is shown here is
// the app's own part of a package: no installer has been made and none has been run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { check } from '../../scripts/package-check.ts';
import { root } from '../../scripts/package-config.ts';
import { importsOf } from '../../scripts/package-load.ts';
import { contentProblems, type Entry, type Packed } from '../../scripts/package-look.ts';

const packing = 120_000;
/**
 * `npm test` without `--all` packs for Linux alone: what is in an archive, which fuses are on and that it loads is shown
 * there; that nothing opts out of the archive’s hash on Windows and macOS is in config.test.ts.
 */
const short = process.env['CARELINE_SHORT'] === '1';
const tag = short ? ' @long' : '';

it(
  'what ships on Linux is what runs: it loads away from the project, and nothing else is there',
  async () => {
    expect(existsSync(join(root, 'dist', 'electron', 'main.mjs')), 'run `npm run build` first').toBe(true);
    let feed = true;
    const found = await check('linux', (packed: Packed) => {
      feed = existsSync(join(packed.resources, 'app-update.yml'));
    });
    expect(found.problems).toEqual([]);
    expect(found.fusesOn).toEqual([1, 4, 5, 8]);
    expect(feed).toBe(false);
    console.log(`app for Linux x64: ${found.files} files, ${(found.size / 1e6).toFixed(1)} MB`);
    // A quarter of it is the emotion model; a fixture or a training set that slipped in would be seen.
    expect(found.size).toBeLessThan(31e6);
  },
  packing,
);

it.skipIf(short)(
  `on macOS the archive’s hash, the links and the microphone’s reason stand in the program’s list${tag}`,
  async () => {
    let plist = '';
    const found = await check('mac', (packed: Packed) => {
      plist = readFileSync(join(packed.app, 'Contents', 'Info.plist'), 'utf8');
    });
    expect(found.problems).toEqual([]);
    expect(found.fusesOn).toEqual([1, 4, 5, 8]);
    expect(plist).toContain('<string>org.careline.desk</string>');
    for (const scheme of ['careline', 'tel']) expect(plist).toContain(`<string>${scheme}</string>`);
    expect(plist).toContain('NSMicrophoneUsageDescription');
    expect(plist).not.toMatch(/NSCamera|NSContacts|NSLocation/);
  },
  packing,
);

it.skipIf(short)(
  `on Windows the archive’s hash stands in the program, and without a feed there is no update file${tag}`,
  async () => {
    let feed = true;
    const found = await check('win', (packed: Packed) => {
      feed = existsSync(join(packed.resources, 'app-update.yml'));
    });
    expect(found.problems).toEqual([]);
    expect(found.fusesOn).toEqual([1, 4, 5, 8]);
    expect(feed).toBe(false);
  },
  packing,
);

const good: Entry[] = [
  'package.json',
  'LICENSE',
  'THIRD-PARTY.md',
  'dist/electron/main.mjs',
  'dist/electron/preload.cjs',
  'dist/desk/desk.mjs',
  'dist/desk/vault-worker.mjs',
  'dist/desk/knowledge-worker.mjs',
  'dist/desk/lint-worker.mjs',
  'dist/desk/import-worker.mjs',
  'dist/desk/restore-worker.mjs',
  'dist/renderer/index.html',
  'dist/renderer/panel.html',
  'dist/renderer/compact.html',
  'dist/renderer/trainer.html',
  'data/knowledge/NOTICE.md',
  'data/emotion/NOTICE.md',
  'data/models/README.md',
  'data/models/emotion.bin',
  'data/models/emotion.json',
  'node_modules/better-sqlite3/package.json',
  'node_modules/electron-updater/package.json',
  'node_modules/better-sqlite3/prebuilds/linux-x64.node',
  // Of this one npm installs what this computer needs.
  ...(process.platform === 'linux'
    ? ['node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node']
    : []),
].map((path) => ({ path, size: 1, outside: path.endsWith('.node') }));
const problems = (entries: Entry[], text = 'Licence: Apache-2.0') =>
  contentProblems(entries, 'linux', 'x64', () => text);
const planted = (path: string, outside = false): Entry[] => [...good, { path, size: 1, outside }];

it('says nothing of a good archive', () => expect(problems(good)).toEqual([]));

it.each([
  'demo/people/people.ts',
  'dist/launch/ehr.mjs',
  'dist/backend/backend.mjs',
  'dist/desk/desk.mjs.map',
  'electron/main.ts',
  'tests/standin/double/app.mjs',
  'data/knowledge/articles.test.ts',
  'data/knowledge/import.ts',
  'data/emotion/sets/goemotions-dev.tsv.gz',
  'data/redflags/learn-1.en.tsv',
  'data/caller-lines/en-train.tsv',
  'dist/renderer/.env',
  '.careline/demo/vault/core.db',
  'dist/desk/core.db',
  'build/certificate.p12',
  'node_modules/react/index.js',
  'node_modules/vitest/index.js',
  'node_modules/better-sqlite3/src/better_sqlite3.cpp',
  'node_modules/zod/src/index.ts',
])('finds %s', (path) => expect(problems(planted(path))).not.toEqual([]));

it('finds JavaScript and foreign natives beside the archive, and a native that is missing', () => {
  expect(problems(planted('dist/desk/more.mjs', true))).not.toEqual([]);
  expect(problems(planted('node_modules/better-sqlite3/prebuilds/win32-x64.node', true))).not.toEqual([]);
  expect(problems(good.filter((each) => !each.outside))).not.toEqual([]);
});

it('finds data that says nothing of its licence, and each file that has to be there', () => {
  expect(problems(planted('data/knowledge/README.md'), 'Where it comes from')).not.toEqual([]);
  expect(problems(planted('data/prices/list.json'))).not.toEqual([]);
  for (const { path } of good)
    expect(problems(good.filter((each) => each.path !== path)), path).not.toEqual([]);
});

it('reads what a bundle imports', () => {
  const source = `import { a } from "zod";\nimport "node:fs";import b, * as c from 'ws'
export { d } from "uuidv7";const e = await import('electron-updater'); require("electron"); import "./near.mjs";`;
  expect(importsOf(source).toSorted()).toEqual(['electron-updater', 'uuidv7', 'ws', 'zod']);
});
