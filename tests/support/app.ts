// Starts Careline as a person does (`node scripts/start.mjs`), on a throwaway profile, and ends it whatever the test did.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface RunningApp {
  url: string;
  readyLine: string;
  profile: string;
  process: ChildProcess;
  /** Everything it printed, the desk's log lines included. */
  output(): string;
  /** Ends it as Ctrl-C would and waits; removes the profile unless it was given. */
  stop(): Promise<void>;
}
export interface StartOptions {
  profile?: string;
  args?: readonly string[];
  env?: Record<string, string>;
  withinMs?: number;
  /** With the local carrier, as a person gets it; else the practice line alone. */
  phone?: boolean;
  /** As the leader of a process group, as a terminal starts it: a signal may be sent to all of them at once. */
  ownGroup?: boolean;
  /** Another user than the test's own, where the test runs as root. */
  uid?: number;
}

export function tempProfile(): string {
  return mkdtempSync(join(tmpdir(), 'careline-profile-'));
}

export async function startApp(options: StartOptions = {}): Promise<RunningApp> {
  const profile = options.profile ?? tempProfile();
  const child = spawn(
    process.execPath,
    [
      join(root, 'scripts', 'start.mjs'),
      '--no-open',
      ...(options.phone === true ? [] : ['--no-phone']),
      '--profile',
      profile,
      ...(options.args ?? []),
    ],
    {
      cwd: root,
      detached: options.ownGroup ?? false,
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    },
  );
  let out = '';
  const take = (d: Buffer): void => void (out += d.toString());
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const readyLine = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`not ready in time:\n${out}`)),
      options.withinMs ?? 60_000,
    );
    const look = (): void => {
      const line = /^ready .*$/m.exec(out)?.[0];
      if (line === undefined) return;
      clearTimeout(timer);
      resolve(line);
    };
    child.stdout.on('data', look);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code} before it was ready:\n${out}`));
    });
  });
  return {
    url: /http:\/\/\S+/.exec(readyLine)?.[0] ?? '',
    readyLine,
    profile,
    process: child,
    output: () => out,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      await exited;
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    },
  };
}
