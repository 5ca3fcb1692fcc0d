// A desk's program inside something else (another clock, another disk): a small program that starts it there and hands its
// parent's messages through. What kills this one ends the desk too, because its pipe closes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tests/support/app.ts';

export const deskProgram = join(root, 'electron', 'desk', 'desk.ts');

/** Writes the program into `folder` and returns its path. `before`: words before `node …`, for instance `nsenter …`. */
export function wrappedDesk(
  folder: string,
  { before = [], env = {} }: { before?: readonly string[]; env?: Record<string, string> },
): string {
  const entry = join(folder, 'wrapped-desk.mjs');
  const [file, ...args] = [...before, process.execPath, deskProgram];
  writeFileSync(
    entry,
    `import { spawn } from 'node:child_process';
const child = spawn(${JSON.stringify(file)}, ${JSON.stringify(args)}, {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  serialization: 'json',
  env: { ...process.env, ...${JSON.stringify(env)} },
});
process.on('message', (message) => child.connected && child.send(message));
child.on('message', (message) => process.connected && process.send(message));
child.on('exit', (code) => process.exit(code ?? 1));
process.on('disconnect', () => child.connected && child.disconnect());
`,
  );
  return entry;
}
