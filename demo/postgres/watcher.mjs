// Ends a PostgreSQL server whose parent died. Started detached with one JSON line on stdin: {pid, pidFile, pgCtl, dataDir}.
// stdin is a pipe that the parent holds open; when the parent ends, however it ends, the pipe closes. Standalone: no
// imports of ours, so that it can be copied beside a bundle as it is.
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (part) => (text += part));
// The parent may be killed in the middle of a write: that, too, is only an end.
process.stdin.on('error', () => {});
process.stdin.on('close', () => void parentGone());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

/** The server writes its pid into this file and removes it when it stops: guards against a pid that was given anew. */
function running({ pid, pidFile }) {
  try {
    process.kill(pid, 0);
    return Number(readFileSync(pidFile, 'utf8').split('\n')[0]) === pid;
  } catch {
    return false;
  }
}

async function parentGone() {
  let server;
  try {
    server = JSON.parse(text.split('\n')[0]);
  } catch {
    process.exit(0);
  }
  const ask = (signal) => {
    // Windows has no signals: its server listens to pg_ctl.
    if (process.platform === 'win32')
      spawnSync(server.pgCtl, [
        'stop',
        '-D',
        server.dataDir,
        '-m',
        signal === 'SIGINT' ? 'fast' : 'immediate',
      ]);
    else
      try {
        process.kill(server.pid, signal);
      } catch {
        // It ended by itself.
      }
  };
  // Fast shutdown (sessions ended, all written), then immediate (recovers from its log at the next start), then the end.
  for (const [signal, patienceMs] of [
    ['SIGINT', 5_000],
    ['SIGQUIT', 2_000],
    ['SIGKILL', 1_000],
  ]) {
    if (!running(server)) break;
    ask(signal);
    for (let waited = 0; waited < patienceMs && running(server); waited += 50) await pause(50);
  }
  process.exit(0);
}
