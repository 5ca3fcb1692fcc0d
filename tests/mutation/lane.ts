// A copy of the tree in which one mutation at a time is built and run: the tree itself is never touched.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '#tests/support/app.ts';
import { partsOf } from './edit.ts';
import type { Report } from './verdict.ts';

/** One run of specs takes this long at most, ms: then it is ended, and there is no answer. */
const longest = 600_000;
/** A spec that waits this long for a state has noticed, ms: what it waits for comes in a fraction of it. */
const patience = 45_000;

export interface Lane {
  /** The tree as it stands: what git knows and what is new, without what it ignores; built. */
  fill(): Promise<void>;
  /** Builds the tree with these texts in place of its own; what the lane held before is as if it had never been. */
  mutate(texts: ReadonlyMap<string, string>): Promise<void>;
  read(file: string): string;
  /** Runs spec files by their short names; of these only specs whose full title matches `only`, where given. */
  run(files: readonly string[], only: string | null): Promise<Report>;
  /** Another one, without building again. */
  twin(): Lane;
  remove(): void;
}

const running = new Set<ChildProcess>();
/** What runs is ended, with all it started. */
export function endRunning(): void {
  for (const child of running) kill(child);
}
function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
/** Its own process group, so that its end takes along what it started. Gives its exit code. */
async function node(
  folder: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<number | null> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  running.add(child);
  const timer = setTimeout(() => kill(child), longest);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  clearTimeout(timer);
  running.delete(child);
  return code;
}

/** A folder and nothing in it yet: from here on somebody has to remove it. */
export const emptyLane = (): Lane => laneIn(mkdtempSync(join(tmpdir(), 'careline-mutation-')));

async function fillFolder(folder: string): Promise<void> {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of files.toString().split('\0')) {
    // Deleted and not yet committed: git still names it.
    if (file === '' || file === 'node_modules' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  if ((await node(folder, ['scripts/build.mjs', '--force'])) !== 0)
    throw new Error('the unchanged tree does not build');
  cpSync(join(folder, 'dist'), join(folder, 'dist.good'), { recursive: true });
}

function laneIn(folder: string): Lane {
  /** By file, what it was before. */
  const before = new Map<string, string>();

  async function build(texts: ReadonlyMap<string, string>): Promise<void> {
    const parts = [...texts.keys()].map(partsOf);
    const what = [
      ...(parts.some(({ bundles }) => bundles) ? ['buildBundles'] : []),
      ...(parts.some(({ pages }) => pages) ? ['buildPages'] : []),
    ];
    const program = `import('./scripts/build.mjs').then((b) => Promise.all([${what
      .map((name) => `b.${name}(${JSON.stringify(join(folder, 'dist'))})`)
      .join(',')}]))`;
    if (what.length > 0 && (await node(folder, ['-e', program])) !== 0)
      throw new Error('the mutated tree does not build');
  }
  return {
    fill: () => fillFolder(folder),
    async mutate(texts) {
      for (const [file, text] of before) writeFileSync(join(folder, file), text);
      before.clear();
      rmSync(join(folder, 'dist'), { recursive: true, force: true });
      cpSync(join(folder, 'dist.good'), join(folder, 'dist'), { recursive: true });
      for (const [file, text] of texts) {
        before.set(file, readFileSync(join(folder, file), 'utf8'));
        writeFileSync(join(folder, file), text);
      }
      await build(texts);
    },
    read: (file) => before.get(file) ?? readFileSync(join(folder, file), 'utf8'),
    async run(files, only) {
      const report = join(folder, 'report.json');
      rmSync(report, { force: true });
      await node(
        folder,
        [
          'node_modules/vitest/vitest.mjs',
          'run',
          '--config',
          'tests/e2e/vitest.config.ts',
          '--reporter=json',
          `--outputFile=${report}`,
          '--retry=0',
          `--testTimeout=${patience}`,
          '--maxWorkers=1',
          ...(only === null ? [] : ['-t', only]),
          ...files.map((file) => `tests/e2e/${file}.test.ts`),
        ],
        { CARELINE_HOST: 'standin' },
      );
      try {
        return JSON.parse(readFileSync(report, 'utf8')) as Report;
      } catch {
        return { testResults: [{ name: files.join(', '), message: 'the run ended without a report' }] };
      }
    },
    twin() {
      const other = mkdtempSync(join(tmpdir(), 'careline-mutation-'));
      cpSync(folder, other, { recursive: true, verbatimSymlinks: true });
      return laneIn(other);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
