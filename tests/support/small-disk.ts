// A real disk of a few hundred kilobytes, full or read-only, for a desk of a test: a mount of its own user's making, in a
// namespace that ends with the desk. Works for root and, where the system allows user namespaces, for anybody.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this system lets us have such a disk. */
export const canMount = (): boolean =>
  process.platform === 'linux' &&
  spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs -o size=64k none /mnt'], { stdio: 'ignore' })
    .status === 0;

export interface SmallDisk {
  /** The desk's profile folder (exists): the disk is put over it. */
  profile: string;
  /** What the disk holds at the start; null = nothing. */
  holds: string | null;
  /**
   * `full` leaves not a byte; `nearly` 16 KB, enough for the desk to start and too little to open a vault; `tiny` has
   * 100 KB, too little to make one; `read-only` takes nothing.
   */
  state: 'full' | 'nearly' | 'tiny' | 'read-only';
}

/**
 * Writes an entry into `folder` that runs the desk's program `desk` on the disk. When the file `mended` in `folder` comes
 * to be, room is made, or writing allowed.
 */
export function entryOnDisk(folder: string, desk: string, { profile, holds, state }: SmallDisk): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const at = quoted(profile);
  const fill = quoted(join(profile, '.fill'));
  const break_ = {
    full: `dd if=/dev/zero of=${fill} bs=1k 2>/dev/null; true`,
    nearly: `dd if=/dev/zero of=${fill} bs=1k 2>/dev/null; truncate -s -16k ${fill}`,
    tiny: 'true',
    'read-only': `mount -o remount,ro ${at}`,
  }[state];
  const mend = {
    full: `mount -o remount,size=50m ${at}; rm ${fill}`,
    nearly: `mount -o remount,size=50m ${at}; rm ${fill}`,
    tiny: `mount -o remount,size=50m ${at}`,
    'read-only': `mount -o remount,rw ${at}`,
  }[state];
  const script = [
    `mount -t tmpfs -o size=${state === 'tiny' ? '100k' : '1m'} none ${at}`,
    holds === null ? 'true' : `cp -a ${quoted(holds)}/. ${at}`,
    `{ ${break_}; }`,
    // `$$` becomes the desk: the watch ends with it.
    `{ (while kill -0 $$ 2>/dev/null; do if [ -e ${quoted(join(folder, 'mended'))} ]; then ${mend}; exit; fi; sleep 0.1; done) & }`,
    'exec "$@"',
  ].join(' && ');
  const entry = join(folder, 'on-disk.mjs');
  writeFileSync(
    entry,
    `import { spawn } from 'node:child_process';
const child = spawn('unshare', ['-Urm', 'sh', '-c', ${JSON.stringify(script)}, 'sh', process.execPath, ${JSON.stringify(desk)}], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  serialization: 'json',
});
process.on('message', (message) => child.connected && child.send(message));
child.on('message', (message) => process.connected && process.send(message));
child.on('exit', (code) => process.exit(code ?? 1));
process.on('disconnect', () => child.connected && child.disconnect());
`,
  );
  return entry;
}
/** Makes room, or allows writing, on the disk of an entry in `folder`. */
export const mendDisk = (folder: string): void => writeFileSync(join(folder, 'mended'), '');
