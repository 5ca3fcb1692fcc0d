// The carrier as a process: one line in, one line out, gone with its pipe.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { carrierIds } from '#tests/support/carrier.ts';
import { carrierReady } from './config.ts';

let child: ChildProcess | null = null;
afterEach(() => void child?.kill('SIGKILL'));

async function told(line: string): Promise<{ answer: unknown; exited: Promise<unknown[]> }> {
  const started = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child = started;
  const exited = once(started, 'exit');
  started.stdin.write(`${line}\n`);
  const [answer] = (await once(createInterface({ input: started.stdout }), 'line')) as [string];
  return { answer: JSON.parse(answer) as unknown, exited };
}

test('answers where it is, and is gone when its pipe closes', async () => {
  const { answer, exited } = await told(JSON.stringify(carrierIds));
  const ready = carrierReady.parse(answer);
  expect((await fetch(`${ready.api}/nothing`)).status).toBe(404);
  expect((await fetch(ready.api.replace('127.0.0.1', 'localhost'))).status).toBe(403);
  child?.stdin?.end();
  expect((await exited)[0]).toBe(0);
});

test('says that a wrong line is wrong without repeating it', async () => {
  const { answer, exited } = await told(JSON.stringify({ ...carrierIds, accountSid: 'AC-not-one' }));
  expect(answer).toMatchObject({ ready: false });
  expect(JSON.stringify(answer)).not.toContain(carrierIds.authToken);
  expect((await exited)[0]).toBe(1);
});
