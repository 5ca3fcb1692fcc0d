// Waiting for a state instead of for a time: asks again and again, and says what it waited for when that never comes.
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves with the milliseconds it took. */
export async function until(
  what: string,
  withinMs: number,
  reached: () => boolean | Promise<boolean>,
  everyMs = 20,
): Promise<number> {
  const started = performance.now();
  while (!(await reached())) {
    if (performance.now() - started > withinMs) throw new Error(`${what}: not within ${withinMs} ms`);
    await pause(everyMs);
  }
  return performance.now() - started;
}
