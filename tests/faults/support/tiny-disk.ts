// A real disk of a few megabytes under a desk's profile, that can be filled, emptied and made read-only while the desk
// runs: a tmpfs in a namespace of its own that lives as long as its holder, so that it outlives the desk. Works for root
// and for anybody where the system allows user namespaces. Where not, `ulimit -f` stands in for a full disk.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '#tests/support/until.ts';

/** Why there can be no such disk here; null = there can. */
export function whyNoDisk(): string | null {
  if (process.platform !== 'linux') return `needs Linux, this is ${process.platform}`;
  const can = spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs -o size=64k none /mnt'], {
    stdio: 'ignore',
  });
  return can.status === 0 ? null : 'needs a mount of its own (unshare), which this system refuses';
}

export interface TinyDisk {
  /** Fills and empties under a running desk; else only the next desk notices. */
  live: boolean;
  /** Words before a program that shall see it. */
  before: readonly string[];
  /** Where this process finds its files. */
  path: string;
  /** Fills it, but for so many bytes. */
  fill(but: number): void;
  /** Gives the room back. */
  empty(): void;
  free(): number;
  /** @throws while a program has a file open there for writing. */
  readOnly(on: boolean): void;
  close(): Promise<void>;
}

/** Over the existing empty folder `at`. */
export async function tinyDisk(at: string, bytes: number): Promise<TinyDisk> {
  const holder: ChildProcess = spawn(
    'unshare',
    ['-Urm', 'sh', '-c', `mount -t tmpfs -o size=${bytes} none "$1" && echo ready && exec cat`, 'sh', at],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let ready = false;
  holder.stdout?.on('data', () => (ready = true));
  await until('a disk', 5000, () => ready);
  const pid = String(holder.pid);
  const before = ['nsenter', '-t', pid, '-U', '-m', '--preserve-credentials'];
  const path = `/proc/${pid}/root${at}`;
  const ballast = join(path, '.ballast');
  const free = (): number => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  };
  return {
    live: true,
    before,
    path,
    free,
    fill(but) {
      rmSync(ballast, { force: true });
      const room = free() - but;
      try {
        if (room > 0) writeFileSync(ballast, Buffer.alloc(room));
      } catch {
        // The last block went to somebody else: it is full, which was asked for.
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    readOnly(on) {
      const done = spawnSync(before[0] ?? '', [
        ...before.slice(1),
        'mount',
        '-o',
        `remount,${on ? 'ro' : 'rw'}`,
        at,
      ]);
      if (done.status !== 0) throw new Error(`remount: ${done.stderr.toString()}`);
    },
    async close() {
      const gone = new Promise<void>((resolve) => holder.once('exit', () => resolve()));
      holder.stdin?.end();
      await gone;
      if (existsSync(ballast)) throw new Error('the disk did not go');
    },
  };
}

/**
 * Where no disk can be had: files that may not grow beyond a size (`ulimit -f`), for the desks that start afterwards. The
 * profile lies on the real disk; only "full" can be played.
 */
export function limitedDisk(at: string, folder: string): TinyDisk {
  const file = join(folder, 'file-limit');
  const limit = (blocks: string): void => writeFileSync(file, blocks);
  limit('unlimited');
  return {
    live: false,
    before: ['sh', '-c', 'ulimit -f "$(cat "$0")" && exec "$@"', file],
    path: at,
    // Blocks of 512 bytes: enough to open a vault and save a little, far less than a night needs.
    fill: (but) => limit(String(300 + Math.ceil(but / 512))),
    empty: () => limit('unlimited'),
    free: () => Number.NaN,
    readOnly() {
      throw new Error('a limit cannot make a disk read-only');
    },
    close: () => Promise.resolve(),
  };
}
