// `npm start` as a person meets it: one ready line, a second start says so, and nothing is left running however it ends.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startApp, tempProfile, type RunningApp } from '#tests/support/app.ts';

const profiles: string[] = [];
let running: RunningApp | null = null;
const profile = (): string => {
  const made = tempProfile();
  profiles.push(made);
  return made;
};
afterEach(async () => {
  await running?.stop();
  running = null;
  for (const p of profiles.splice(0)) rmSync(p, { recursive: true, force: true });
});

/** Processes whose command line or open folder names this profile, or that descend from `pid`. */
function descendants(pid: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((l) => l.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (let i = 0; i < found.length; i++)
    for (const [p, parent] of rows) if (parent === found[i] && p !== undefined) found.push(p);
  return found;
}
const alive = (pids: readonly number[]): number[] =>
  pids.filter((pid) => {
    try {
      process.kill(pid, 0);
      return !/^\d+ \(.*\) Z/.test(execFileSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' }));
    } catch {
      return false;
    }
  });
async function gone(pids: readonly number[], withinMs: number): Promise<number[]> {
  const until = performance.now() + withinMs;
  let left = alive(pids);
  while (left.length > 0 && performance.now() < until) {
    await new Promise((r) => setTimeout(r, 50));
    left = alive(left);
  }
  return left;
}

describe.skipIf(process.platform === 'win32')('npm start', () => {
  it('prints one ready line with host, address and reason, and Ctrl-C ends everything', async () => {
    running = await startApp({ profile: profile() });
    expect(running.readyLine).toMatch(/^ready preview http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43} \(.+\)$/);
    const pids = descendants(running.process.pid ?? 0);
    // Launcher, desk, backend, EHR, PostgreSQL and its watcher at least.
    expect(pids.length).toBeGreaterThanOrEqual(7);
    running.process.kill('SIGINT');
    expect(await gone(pids, 10_000)).toEqual([]);
  });

  it('leaves nothing running when its first process is killed with SIGKILL', async () => {
    running = await startApp({ profile: profile() });
    const pids = descendants(running.process.pid ?? 0);
    running.process.kill('SIGKILL');
    expect(await gone(pids, 12_000)).toEqual([]);
  });

  it('says that the profile is in use when it is started twice', async () => {
    const shared = profile();
    running = await startApp({ profile: shared });
    await expect(startApp({ profile: shared })).rejects.toThrow(/already running on this profile/);
  });

  it('names a flag that it does not know', async () => {
    await expect(startApp({ profile: profile(), args: ['--nonsense'] })).rejects.toThrow(/nonsense/);
  });
});
