// Which host: Electron when its runtime is there and works, else the preview, with the check that failed in one line.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launchedFlag, launchReport, type LaunchConfig } from '#host/launch.ts';

export interface HostQuestion {
  wanted: 'electron' | 'preview' | null;
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  isRoot: boolean;
  root: string;
}
export type HostChoice = { host: 'electron'; binary: string; why: string } | { host: 'preview'; why: string };

/** By its files: importing the `electron` package outside Electron starts a download. */
export function runtimeOf({
  root,
  env,
  platform,
}: Pick<HostQuestion, 'root' | 'env' | 'platform'>): string | null {
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules', 'electron', 'dist');
  const name =
    platform === 'win32'
      ? 'electron.exe'
      : platform === 'darwin'
        ? 'Electron.app/Contents/MacOS/Electron'
        : 'electron';
  const binary = join(folder, name);
  return existsSync(binary) ? binary : null;
}

export function chooseHost(q: HostQuestion): HostChoice {
  if (q.wanted === 'preview') return { host: 'preview', why: 'asked for' };
  const binary = runtimeOf(q);
  if (binary === null) return { host: 'preview', why: 'no Electron: its runtime is not installed' };
  if (q.platform === 'linux' && !q.env['DISPLAY'] && !q.env['WAYLAND_DISPLAY'])
    return { host: 'preview', why: 'no Electron: no display' };
  if (q.isRoot)
    return { host: 'preview', why: 'no Electron: it does not run as root, and its sandbox stays on' };
  return { host: 'electron', binary, why: 'runtime found' };
}

export interface ElectronStart {
  painted: boolean;
  why: string;
  onExit(listener: () => void): void;
  close(): Promise<void>;
}

/** Starts it and waits until its page says that it painted; a runtime that crashes, hangs or stays empty is ended. */
export async function tryElectron(options: {
  binary: string;
  root: string;
  config: LaunchConfig;
  withinMs?: number;
  /** How long it may take to end by itself. */
  endWithinMs?: number;
}): Promise<ElectronStart> {
  // Tokens don't belong into arguments or the environment, and Electron's stdin is always empty on Windows: the start-up
  // settings travel over Node's IPC pipe, and its end ends the app.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined };
  const child = spawn(options.binary, [options.root, launchedFlag], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env,
  });
  child.on('error', () => undefined);
  child.send(options.config, () => undefined);
  const why = await new Promise<string | null>((resolve) => {
    const timer = setTimeout(
      () => resolve('no Electron: its window showed nothing within 20 s'),
      options.withinMs ?? 20_000,
    );
    const settle = (answer: string | null): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    child.on('message', (raw) => {
      if (launchReport.safeParse(raw).success) settle(null);
    });
    child.once('error', () => settle('no Electron: it could not be started'));
    child.once('exit', (code) => settle(`no Electron: it ended at once (${code ?? 'by a signal'})`));
  });
  const close = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), options.endWithinMs ?? 3000);
    await gone;
    clearTimeout(timer);
  };
  if (why !== null) await close();
  return { painted: why === null, why: why ?? '', onExit: (listener) => child.once('exit', listener), close };
}
