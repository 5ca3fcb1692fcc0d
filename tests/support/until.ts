// Waiting for a state instead of for a time: asks again and again, and says what it waited for when that never comes.
import { setTimeout as pause } from 'node:timers/promises';

/** A busy computer may need so long for what is there at once on a quiet one, ms. */
const patienceMs = 15_000;

/**
 * Resolves with the milliseconds it took.
 * @param withinMs a second or more is made at least the usual patience: how quick something is, is measured and said.
 *   Less is a look at whether something comes that need not come.
 */
export async function until(
  what: string,
  withinMs: number,
  reached: () => boolean | Promise<boolean>,
  everyMs = 20,
): Promise<number> {
  const started = performance.now();
  const limit = withinMs < 1000 ? withinMs : Math.max(withinMs, patienceMs);
  while (!(await reached())) {
    if (performance.now() - started > limit) throw new Error(`${what}: not within ${limit} ms`);
    await pause(everyMs);
  }
  return performance.now() - started;
}
