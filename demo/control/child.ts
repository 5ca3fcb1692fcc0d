// A service of the demo as a real process of its own, so that it can really be killed. It lives as long as its stdin.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Child {
  pid: number;
  running: () => boolean;
  /** Writes one line to its stdin (configuration; secrets go this way, never by arguments). */
  tell: (line: object) => void;
  /** Its first line on stdout. Rejects when it ends before that, or says `ready: false`. */
  ready: Promise<Record<string, unknown>>;
  /** SIGKILL, as a crash would; settles when the process is gone. */
  kill: () => Promise<void>;
  /** Closes its stdin and waits; after 6 s SIGKILL. */
  stop: () => Promise<void>;
}

/** @param logFile takes its stderr, appended. */
export function launch(options: { entry: string; args?: readonly string[]; logFile: string }): Child {
  const log = openSync(options.logFile, 'a', 0o600);
  // A service must not pick up what was meant for its parent.
  const env = { ...process.env };
  delete env['DATABASE_URL'];
  const child = spawn(process.execPath, [options.entry, ...(options.args ?? [])], {
    stdio: ['pipe', 'pipe', log],
    env,
    // Ctrl-C in the terminal is for the first process; it ends its children in order.
    detached: true,
  });
  closeSync(log);
  child.stdin?.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const running = (): boolean =>
    child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const ready = readyLine(child, gone);
  // Whoever waits for it hears of a failure; nobody waiting must not end the process.
  ready.catch(() => undefined);
  const kill = async (): Promise<void> => {
    if (running()) child.kill('SIGKILL');
    await gone;
  };
  return {
    pid: child.pid ?? 0,
    running,
    tell: (line) => void child.stdin?.write(`${JSON.stringify(line)}\n`),
    ready,
    kill,
    stop: async () => {
      if (!running()) return;
      child.stdin?.end();
      const late = setTimeout(() => child.kill('SIGKILL'), 6_000);
      await gone;
      clearTimeout(late);
    },
  };
}

async function readyLine(child: ChildProcess, gone: Promise<void>): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error('no stdout');
  const lines = createInterface({ input: child.stdout });
  const first = new Promise<string>((resolve) => lines.once('line', resolve));
  const line = await Promise.race([first, gone.then(() => null)]);
  if (line === null) throw new Error('the service ended before it was ready; its log says why');
  const said = JSON.parse(line) as Record<string, unknown>;
  if (said['ready'] !== true) throw new Error(`the service did not start: ${String(said['message'])}`);
  return said;
}
