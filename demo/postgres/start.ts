// Starts the demo's PostgreSQL: real binaries, synced commits, loopback only, ended with this process whatever happens.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findBinaries, handOver, howToRun, type Binaries, type RunAs } from './binaries.ts';
import { ensureCluster, type Cluster } from './cluster.ts';
import { clearLeftover } from './leftover.ts';

export interface Postgres {
  /** `postgres://…` with the password: never put it into an argument or a log. */
  url: string;
  port: number;
  pid: number;
  running: () => boolean;
  /** Fast shutdown; after 5 s an immediate one. */
  close: () => Promise<void>;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param dataDir a folder of its own: cluster, password and log live in it. @throws with the server's last words. */
export async function startPostgres(options: { dataDir: string; port?: number }): Promise<Postgres> {
  const binaries = await findBinaries();
  const run = howToRun();
  const cluster = await ensureCluster(options.dataDir, binaries, run);
  await handOver(options.dataDir, run);
  // Long enough for a watcher's fast and immediate shutdown.
  await clearLeftover(join(cluster.data, 'postmaster.pid'), 9_000);
  const logFile = join(options.dataDir, 'postgres.log');
  let said = '';
  // A port may be taken in between, and children of a killed server may need a moment to go: both pass.
  for (let attempt = 1; attempt <= 4; attempt++) {
    const port = options.port ?? (await freePort());
    const server = launch(binaries, run, cluster, port, logFile);
    if (await ready(server, join(cluster.data, 'postmaster.pid')))
      return supervised(server, binaries, cluster, port);
    said = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' | ');
    await pause(300);
  }
  throw new Error(`PostgreSQL did not start: ${said.slice(0, 400)}`);
}

function launch(
  binaries: Binaries,
  run: RunAs,
  cluster: Cluster,
  port: number,
  logFile: string,
): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    synchronous_commit: 'on',
    fsync: 'on',
    max_connections: '40',
    shared_buffers: '32MB',
    // Values never reach its log: payloads are sealed, and the names of things are enough to find a mistake.
    log_parameter_max_length_on_error: '0',
    log_min_error_statement: 'panic',
    timezone: 'UTC',
  };
  const args = ['-D', cluster.data, '-p', String(port)];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const [file = binaries.postgres, ...rest] = [...run.prefix, binaries.postgres, ...args];
  const log = openSync(logFile, 'w', 0o600);
  // In a session of its own: a Ctrl-C in the terminal is for the parent, which stops the backend first.
  const server = spawn(file, rest, {
    stdio: ['ignore', log, log],
    detached: true,
    cwd: '/',
    uid: run.uid,
    gid: run.gid,
  });
  closeSync(log);
  return server;
}

/** The server writes its state into the eighth line of its pid file. False when it ended instead. */
async function ready(server: ChildProcess, pidFile: string): Promise<boolean> {
  let ended = false;
  server.once('error', () => (ended = true));
  server.once('exit', () => (ended = true));
  const until = performance.now() + 30_000;
  while (!ended && performance.now() < until) {
    try {
      const lines = readFileSync(pidFile, 'utf8').split('\n');
      if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return true;
    } catch {
      // Not written yet.
    }
    await pause(5);
  }
  if (!ended) server.kill('SIGKILL');
  return false;
}

function supervised(server: ChildProcess, binaries: Binaries, cluster: Cluster, port: number): Postgres {
  const pid = server.pid ?? 0;
  const watcher = spawn(process.execPath, [fileURLToPath(new URL('./watcher.mjs', import.meta.url))], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const told = {
    pid,
    pidFile: join(cluster.data, 'postmaster.pid'),
    pgCtl: binaries.pgCtl,
    dataDir: cluster.data,
  };
  watcher.stdin.on('error', () => undefined);
  watcher.stdin.write(`${JSON.stringify(told)}\n`);
  watcher.unref();
  server.unref();
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const watcherEnded = new Promise<void>((resolve) => watcher.once('exit', () => resolve()));
  const running = (): boolean => server.exitCode === null && server.signalCode === null;
  return {
    url: `postgres://${cluster.user}:${cluster.password}@127.0.0.1:${port}/postgres`,
    port,
    pid,
    running,
    close: async () => {
      // The watcher knows the three steps of stopping; closing its pipe is asking for them.
      // Both are waited for: whoever closes this finds nothing of it running afterwards.
      server.ref();
      watcher.ref();
      watcher.stdin.end();
      if (running()) await ended;
      if (watcher.exitCode === null && watcher.signalCode === null) await watcherEnded;
    },
  };
}
