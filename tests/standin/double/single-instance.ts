// `app.requestSingleInstanceLock` with real processes: a lock file in the user-data folder, and a local socket on which
// the first process hears what the second was started with.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from './contract.ts';

export interface SecondStart {
  argv: string[];
  cwd: string;
  data: unknown;
}
export interface InstanceLock {
  /** False when another process holds the lock; that one is told of this start. */
  request(start: SecondStart): boolean;
  release(): void;
  /** Settles when the other process has heard of this start. */
  told(): Promise<void>;
}
interface Held {
  pid: number;
  socket: string;
}
/** A first process that doesn't answer within this time, ms, is not waited for. */
const patience = 3000;

/** Docs: api/app, requestSingleInstanceLock: one lock per user-data folder. */
export function createInstanceLock(
  folder: string,
  second: (start: SecondStart) => void,
  problem: Problem,
): InstanceLock {
  const file = join(folder, 'SingletonLock');
  let server: Server | null = null;
  let told = Promise.resolve();

  const take = (): boolean => {
    // On Linux an abstract name leaves no file behind, whatever becomes of the process.
    const name = `careline-standin-${process.pid}-${randomBytes(6).toString('hex')}`;
    const socket = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), name);
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, socket } satisfies Held), {
        flag: 'wx',
        mode: 0o600,
      });
    } catch {
      return false;
    }
    server = createServer((peer) => {
      let text = '';
      peer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (!text.endsWith('\n')) return;
        second(JSON.parse(text) as SecondStart);
        peer.end('heard\n');
      });
      peer.on('error', () => undefined);
    });
    server.on('error', (error) => problem(`single instance: ${error.message}`));
    server.listen(socket);
    server.unref();
    return true;
  };
  const holder = (): Held | null => {
    try {
      const held = JSON.parse(readFileSync(file, 'utf8')) as Held;
      process.kill(held.pid, 0);
      return held;
    } catch {
      return null;
    }
  };
  return {
    request(start) {
      if (server !== null) return true;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
      } catch (error) {
        problem(`single instance: ${String(error)}`);
        return false;
      }
      if (take()) return true;
      const held = holder();
      if (held === null) {
        // Its process is gone and couldn't remove it.
        rmSync(file, { force: true });
        return take();
      }
      told = tell(held.socket, `${JSON.stringify(start)}\n`);
      return false;
    },
    release() {
      if (server === null) return;
      server.close();
      server = null;
      rmSync(file, { force: true });
    },
    told: () => told,
  };
}

function tell(socket: string, text: string): Promise<void> {
  const until = performance.now() + patience;
  return new Promise((resolve) => {
    const attempt = (): void => {
      const peer = connect(socket, () => peer.write(text));
      peer.setTimeout(patience, () => peer.destroy());
      peer.on('data', () => undefined);
      peer.on('end', resolve);
      peer.on('error', () => (performance.now() < until ? setTimeout(attempt, 20) : resolve()));
    };
    attempt();
  });
}
