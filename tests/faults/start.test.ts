// `npm start` as a person meets it: one ready line, a second start says so, and nothing is left running however it ends.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startApp, tempProfile, type RunningApp } from '#tests/support/app.ts';
import { until } from '#tests/support/until.ts';

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
/** Those of them that run; a process that only waits to be noticed by its parent is gone. */
function alive(pids: readonly number[]): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,stat='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((l) => l.trim().split(/\s+/));
  return pids.filter((pid) => rows.some(([p, stat]) => Number(p) === pid && !stat?.startsWith('Z')));
}
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
    running = await startApp({ profile: profile(), phone: true });
    expect(running.readyLine).toMatch(/^ready preview http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43} \(.+\)$/);
    const pids = descendants(running.process.pid ?? 0);
    // Launcher, desk, backend, EHR, carrier, PostgreSQL and its watcher at least.
    expect(pids.length).toBeGreaterThanOrEqual(8);
    running.process.kill('SIGINT');
    expect(await gone(pids, 10_000)).toEqual([]);
  });

  it('ends in order when Ctrl-C reaches every process of its terminal, as it does', async () => {
    const shared = profile();
    running = await startApp({ profile: shared, ownGroup: true });
    const { pid = 0 } = running.process;
    await until('its desk runs', 10_000, () => running?.output().includes('desk.ready') ?? false);
    const pids = descendants(pid);
    const exited = new Promise<number | null>((resolve) => running?.process.once('exit', resolve));
    process.kill(-pid, 'SIGINT');
    expect(await exited).toBe(0);
    expect(await gone(pids, 10_000)).toEqual([]);
    expect(readFileSync(join(shared, 'demo', 'postgres', 'postgres.log'), 'utf8')).toMatch(
      /database system is shut down\s*$/,
    );
    // Nobody took the desk's end for a crash.
    expect(running.output().match(/desk\.ready/g)).toHaveLength(1);
  });

  it('says in one line what is wrong with its profile or its port', async () => {
    const folder = profile();
    writeFileSync(join(folder, 'file'), '');
    await expect(startApp({ profile: join(folder, 'file', 'profile') })).rejects.toThrow(
      /Careline could not start: .*(ENOTDIR|EEXIST)/,
    );
    running = await startApp({ profile: profile() });
    const { port } = new URL(running.url);
    await expect(startApp({ profile: profile(), args: ['--port', port] })).rejects.toThrow(
      /Careline could not start: .*EADDRINUSE/,
    );
  });

  it('leaves nothing running when its first process is killed with SIGKILL', async () => {
    running = await startApp({ profile: profile(), phone: true });
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
