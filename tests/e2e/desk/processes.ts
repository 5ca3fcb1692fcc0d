// The desk's processes as the operating system lists them, so that a kill is seen to have happened.
import { execFileSync } from 'node:child_process';
import type { RunningApp } from '#tests/support/app.ts';

/** Process ids of the desks (live, practice) that this start of the application runs; null where `ps` can't be asked. */
export function deskPids(app: RunningApp): number[] | null {
  if (process.platform === 'win32') return null;
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((row) => row !== null)
    .map(([, pid, parent, args]) => ({ pid: Number(pid), parent: Number(parent), args: args ?? '' }));
  const family = new Set([app.process.pid ?? 0]);
  // A child stands below its parent or above it: go round until nobody is new.
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const row of rows) if (family.has(row.parent)) family.add(row.pid);
  }
  return rows.filter((row) => family.has(row.pid) && /desk\.mjs/.test(row.args)).map((row) => row.pid);
}
