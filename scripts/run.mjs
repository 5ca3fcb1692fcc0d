// Runs a script of the project on the pinned Node 24 (package `node`), installing first when needed.
// Plain JavaScript for Node 20 without dependencies: it must work before anything is installed.
import { spawn } from 'node:child_process';
import { ensureInstalled, node24, root } from './setup.mjs';

await ensureInstalled();
const child = spawn(node24(), process.argv.slice(2), { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
