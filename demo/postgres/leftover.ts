// What an earlier run may have left: a server that is still stopping, or a pid file whose number now belongs to
// something else. PostgreSQL clears its own stale file, but refuses to start when the number is alive.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};

/** Whether that process is a PostgreSQL server; null where it cannot be told. */
function isPostgres(pid: number): boolean | null {
  if (process.platform === 'win32') return null;
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
    } catch {
      return false;
    }
  }
  const asked = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  return asked.stdout.includes('postgres');
}

/** First line of `postmaster.pid`; null when there is none. */
export function pidIn(pidFile: string): number | null {
  if (!existsSync(pidFile)) return null;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  return Number.isSafeInteger(pid) && pid > 1 ? pid : null;
}

/** Waits for an earlier server to end (its watcher is stopping it), at most `patienceMs`; @throws when it stays. */
export async function clearLeftover(pidFile: string, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const pid = pidIn(pidFile);
    if (pid === null || !alive(pid)) return;
    if (isPostgres(pid) === false) {
      // Another program's number, or a dead server that nobody has buried: its children may still be going.
      await pause(300);
      rmSync(pidFile, { force: true });
      return;
    }
    if (performance.now() > until) throw new Error('another PostgreSQL still uses this data folder');
    await pause(25);
  }
}
