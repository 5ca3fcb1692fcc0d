// The sample EHR as a process: it says when it is ready, and it can't outlive its parent.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');
interface Line {
  ready: boolean;
  url: string;
  token: string;
  message?: string;
}

async function start(...args: string[]): Promise<{ child: ReturnType<typeof spawn>; line: Line }> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, line: JSON.parse(line) as Line };
}

describe('the sample EHR process', () => {
  it('is ready, answers, and ends when its control pipe closes', async () => {
    const { child, line } = await start('--now', '2026-11-22T03:00:00.000Z');
    expect(line.ready).toBe(true);
    const res = await fetch(`${line.url}/Patient?_count=1`, {
      headers: { authorization: `Bearer ${line.token}` },
    });
    expect(res.status).toBe(200);
    const taken = await start('--port', new URL(line.url).port);
    expect(taken.line.ready).toBe(false);
    expect(taken.line.message).toContain('EADDRINUSE');
    const ended = once(child, 'exit');
    child.stdin?.end();
    expect(await ended).toEqual([0, null]);
    await expect(fetch(`${line.url}/metadata`)).rejects.toThrow();
  });

  it('refuses a day that is none', async () => {
    const { child, line } = await start('--now', 'yesterday');
    expect(line).toMatchObject({ ready: false, message: '--now must be an ISO 8601 instant' });
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(1);
  });
});
