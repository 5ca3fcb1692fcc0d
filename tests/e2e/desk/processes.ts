// Processes as the operating system lists them, so that a kill is seen to have happened and an end to be one.
import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

interface Row {
  pid: number;
  parent: number;
  state: string;
  args: string;
}
function rows(): Row[] {
  if (process.platform === 'win32') return [];
  return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args='], {
    encoding: 'utf8',
    maxBuffer: 32_000_000,
  })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((row) => row !== null)
    .map(([, pid, parent, state, args]) => ({
      pid: Number(pid),
      parent: Number(parent),
      state: state ?? '',
      args: args ?? '',
    }));
}

/** A process that runs; one that only waits to be noticed by its parent is gone. */
export interface Running {
  pid: number;
  args: string;
}
/** `pid` and all below it; empty where `ps` can't be asked (Windows). */
export function family(pid: number): Running[] {
  const all = rows();
  const found = new Set([pid]);
  // A child stands below its parent or above it: go round until nobody is new.
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const row of all) if (found.has(row.parent)) found.add(row.pid);
  }
  return all.filter((row) => found.has(row.pid) && !row.state.startsWith('Z'));
}

export const runs = (pid: number): boolean =>
  rows().some((row) => row.pid === pid && !row.state.startsWith('Z'));

/** Waits until they are gone, then kills what is left; gives what had to be killed. */
export async function endAll(these: readonly Running[], withinMs: number): Promise<string[]> {
  // A number may have been given to another program meanwhile: it must still be the same command.
  const left = (): Running[] => {
    const now = rows();
    return these.filter((one) =>
      now.some((row) => row.pid === one.pid && row.args === one.args && !row.state.startsWith('Z')),
    );
  };
  const before = performance.now() + withinMs;
  while (left().length > 0 && performance.now() < before) await pause(50);
  const stubborn = left();
  for (const { pid } of stubborn)
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went by itself in this very moment.
    }
  return stubborn.map(({ pid, args }) => `${pid} ${args.slice(0, 120)}`);
}
