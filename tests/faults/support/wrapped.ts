// A desk's program inside something else (another clock, another disk): a small program that starts it there and hands its
// parent's messages through. What kills this one ends the desk too, because its pipe closes.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tests/support/app.ts';
import { until } from '#tests/support/until.ts';

export const deskProgram = join(root, 'electron', 'desk', 'desk.ts');

export interface WrappedDesk {
  entry: string;
  /** Ends the desk and keeps the next one from starting; settles when no desk runs. `kill` ends the outer program. */
  hold(kill: () => Promise<void>): Promise<void>;
  /** The desk may start again. */
  release(): void;
}

/** Writes the program into `folder`. `before`: words before `node …`, for instance `nsenter …`. */
export function wrappedDesk(
  folder: string,
  { before = [], env = {} }: { before?: readonly string[]; env?: Record<string, string> },
): WrappedDesk {
  const entry = join(folder, 'wrapped-desk.mjs');
  const gate = join(folder, 'wrapped-desk.gate');
  const pidFile = join(folder, 'wrapped-desk.pid');
  const [file, ...args] = [...before, process.execPath, deskProgram];
  writeFileSync(
    entry,
    `import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
const early = [];
process.on('message', (message) => early.push(message));
while (existsSync(${JSON.stringify(gate)}) && process.connected) await new Promise((r) => setTimeout(r, 20));
if (!process.connected) process.exit(0);
const child = spawn(${JSON.stringify(file)}, ${JSON.stringify(args)}, {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  serialization: 'json',
  env: { ...process.env, ...${JSON.stringify(env)} },
});
writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
for (const message of early) child.send(message);
process.removeAllListeners('message');
process.on('message', (message) => child.connected && child.send(message));
child.on('message', (message) => process.connected && process.send(message));
child.on('exit', (code) => process.exit(code ?? 1));
process.on('disconnect', () => child.connected && child.disconnect());
`,
  );
  return {
    entry,
    async hold(kill) {
      const pid = Number(readFileSync(pidFile, 'utf8'));
      writeFileSync(gate, '');
      await kill();
      await until('no desk runs', 10_000, () => !existsSync(`/proc/${pid}`));
    },
    release: () => rmSync(gate, { force: true }),
  };
}
