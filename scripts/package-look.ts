// Looks inside a packed app: what is in the archive, what lies beside it, and what must not be there.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { getRawHeader, type FileRecord } from '@electron/asar';
import { nativeName } from './package-config.ts';
import type { System } from './package-fixture.ts';

export interface Packed {
  /** The app's own folder: where the program is (on macOS the .app). */
  app: string;
  /** The file that carries the fuses is found from this one. */
  program: string;
  resources: string;
  archive: string;
}
/** Where electron-builder's `dir` target put things below its output folder. */
export function packedApp(out: string, system: System): Packed {
  const folder = readdirSync(out).find((name) =>
    system === 'mac' ? name.startsWith('mac') : name === `${system}-unpacked`,
  );
  if (folder === undefined) throw new Error(`nothing was packed for ${system}`);
  const app = join(out, folder, system === 'mac' ? 'Careline.app' : '');
  const resources = join(app, ...(system === 'mac' ? ['Contents', 'Resources'] : ['resources']));
  const program = system === 'mac' ? app : join(app, system === 'win' ? 'Careline.exe' : 'careline');
  return { app, program, resources, archive: join(resources, 'app.asar') };
}

export interface Entry {
  path: string;
  size: number;
  /** Beside the archive, where no hash is checked. */
  outside: boolean;
}
export function entriesOf(archive: string): Entry[] {
  const list: Entry[] = [];
  const walk = (record: { files: Record<string, unknown> }, at: string): void => {
    for (const [name, child] of Object.entries(record.files)) {
      const path = at === '' ? name : `${at}/${name}`;
      const each = child as { files?: Record<string, unknown>; link?: string } & Partial<FileRecord>;
      if (each.files) walk({ files: each.files }, path);
      else list.push({ path, size: each.size ?? 0, outside: each.unpacked === true });
    }
  };
  walk(getRawHeader(archive).header as { files: Record<string, unknown> }, '');
  return list;
}

/** The hash that Electron computes of an archive before it loads from it: SHA-256 of the header as it stands there. */
export const headerHash = (archive: string): string =>
  createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');

/** The hash that electron-builder wrote into the program, null where Electron checks none (Linux) or none was written. */
export function writtenHash(packed: Packed, system: System): string | null {
  if (system === 'linux') return null;
  if (system === 'mac') {
    const plist = readFileSync(join(packed.app, 'Contents', 'Info.plist'), 'utf8');
    const block = /<key>ElectronAsarIntegrity<\/key>\s*<dict>([\s\S]*?)<\/dict>/.exec(plist)?.[1] ?? '';
    return (
      /<key>Resources\/app\.asar<\/key>[\s\S]*?<key>hash<\/key>\s*<string>([0-9a-f]{64})</.exec(block)?.[1] ??
      null
    );
  }
  const { NtExecutable, NtExecutableResource } = createRequire(import.meta.url)('resedit') as {
    NtExecutable: { from(file: Buffer, options: object): object };
    NtExecutableResource: {
      from(exe: object): { entries: { type: unknown; id: unknown; bin: ArrayBuffer }[] };
    };
  };
  const { entries } = NtExecutableResource.from(
    NtExecutable.from(readFileSync(packed.program), { ignoreCert: true }),
  );
  const found = entries.find((each) => each.type === 'INTEGRITY' && each.id === 'ELECTRONASAR');
  if (!found) return null;
  const list = JSON.parse(Buffer.from(found.bin).toString('utf8')) as {
    file: string;
    alg: string;
    value: string;
  }[];
  return list.find((each) => each.file === 'resources\\app.asar' && each.alg === 'SHA256')?.value ?? null;
}

/** Packages that main and the desk import, with what those need. A new one is a decision: here and in the configuration. */
const runtime =
  /^node_modules\/(@node-rs|argparse|better-sqlite3|builder-util-runtime|debug|electron-updater|fs-extra|graceful-fs|jose|js-yaml|jsonc-parser|jsonfile|lazy-val|libphonenumber-js|lodash\.escaperegexp|lodash\.isequal|ms|oauth4webapi|openid-client|papaparse|sax|semver|stemmer|temporal-polyfill|temporal-utils|tiny-typed-emitter|universalify|zod)\//;
const ours = /^(package\.json|LICENSE|THIRD-PARTY\.md|dist\/(electron|desk|renderer)\/|data\/)/;
const never: [RegExp, string][] = [
  [/\.(ts|mts|cts|tsx)$/, 'a source'],
  [/\.map$/, 'a source map'],
  [/^(?!node_modules\/).*\.test\./, 'a test'],
  [/^(?!node_modules\/)(.*\/)?(demo|tests|testing|backend|launch|standin)\//, 'demo, test or backend'],
  [/\.(db|db-wal|sqlite|pem|p12|pfx|key|env)$/, 'a database, key or certificate'],
  [/\.(cpp|cc|c|h|hpp|gyp|gypi)$/, 'a native source'],
  [/(^|\/)\.[^/]+/, 'a hidden file'],
  [/^data\/(emotion\/sets\/|(caller-lines|redflags)\/.*\.tsv$)/, 'a training set'],
];
const wanted = [
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
];

/**
 * The native libraries of a package. The database's holds every system; of the key derivation npm installs this system's
 * alone, so that a package for another one has to be made there (.github makes each on its own).
 */
function natives(system: System, arch: string): string[] {
  const name = nativeName[system];
  const database = `node_modules/better-sqlite3/prebuilds/${name}-${arch}.node`;
  if (name !== process.platform) return [database];
  const of = `${name}-${arch}${{ win: '-msvc', mac: '', linux: '-gnu' }[system]}`;
  return [database, `node_modules/@node-rs/argon2-${of}/argon2.${of}.node`];
}

/** What is wrong with an archive's content, one line each; empty = nothing. */
export function contentProblems(
  entries: readonly Entry[],
  system: System,
  arch: string,
  read: (path: string) => string,
): string[] {
  const problems: string[] = [];
  const paths = new Set(entries.map((each) => each.path));
  for (const { path } of entries) {
    if (!ours.test(path) && !runtime.test(path)) problems.push(`${path}: nobody decided that it ships`);
    for (const [pattern, what] of never) if (pattern.test(path)) problems.push(`${path}: ${what}`);
  }
  for (const path of wanted) if (!paths.has(path)) problems.push(`${path}: missing`);
  const expected = natives(system, arch);
  const foreign = nativeName[system] !== process.platform;
  const outside = entries
    .filter((each) => each.outside && !(foreign && each.path.startsWith('node_modules/@node-rs/')))
    .map((each) => each.path);
  if (outside.toSorted().join() !== expected.toSorted().join())
    problems.push(
      `beside the archive lies ${outside.join(', ') || 'nothing'}; it should be ${expected.join(', ')}`,
    );
  const folders = new Set([...paths].map((path) => /^data\/([^/]+)\//.exec(path)?.[1]).filter(Boolean));
  for (const folder of folders) {
    const text = [`data/${folder}/NOTICE.md`, `data/${folder}/README.md`]
      .filter((path) => paths.has(path))
      .map(read)
      .join('\n');
    if (!/licen[cs]e/i.test(text)) problems.push(`data/${folder}: says nothing of its licence`);
  }
  return problems;
}
