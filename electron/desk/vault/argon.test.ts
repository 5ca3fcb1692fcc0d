// The cost of one guess: never below OWASP's least, as much as this computer bears above it.
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  deriveSecret,
  leastArgon,
  mostMemory,
  mostPasses,
  tunedMs,
  tuneArgon2,
  type ArgonCost,
} from './argon.ts';

/** A computer that needs so many ms for a MiB and pass; every second run is disturbed. */
function machine(msEach: number, memory?: number) {
  let now = 0;
  let runs = 0;
  const asked: ArgonCost[] = [];
  const tuned = tuneArgon2({
    random: randomBytes,
    monotonic: () => now * 4, // busy with other things
    cpu: () => now,
    ...(memory === undefined ? {} : { memory }),
    derive: async (_secret, _salt, cost) => {
      asked.push(cost);
      now += (cost.m / 1024) * cost.t * msEach * (runs++ % 2 === 0 ? 3 : 1);
      return Buffer.alloc(32);
    },
  });
  const ms = ({ m, t }: ArgonCost): number => (m / 1024) * t * msEach;
  return { tuned, ms, asked };
}

it.each([
  ['a quick computer', 0.05, undefined],
  ['a common one', 0.6, undefined],
  ['one with little memory', 0.6, 32 * 1024],
  ['one with less than the least', 0.6, 1024],
  ['a very quick one with little memory', 0.2, 19_456],
])(
  '%s takes at least half a second for a guess, within bounds, and not more than twice that',
  async (_w, each, memory) => {
    const { tuned, ms, asked } = machine(each, memory);
    const cost = await tuned;
    expect(ms(cost)).toBeGreaterThanOrEqual(tunedMs);
    expect(ms(cost)).toBeLessThan(2 * tunedMs);
    expect(cost.m).toBeGreaterThanOrEqual(leastArgon.m);
    expect(cost.m).toBeLessThanOrEqual(Math.max(leastArgon.m, memory ?? mostMemory));
    expect(cost.t).toBeGreaterThanOrEqual(leastArgon.t);
    expect(asked.at(-1)).toEqual(cost); // what is returned was measured
  },
);

it('a computer that is slow at the least gets the least, and one that is too quick the most', async () => {
  expect(await machine(100).tuned).toEqual(leastArgon);
  const most = await machine(0.0001).tuned;
  expect(most.m).toBeLessThanOrEqual(mostMemory);
  expect(most.t).toBeLessThanOrEqual(mostPasses);
});

it('is Argon2id by its RFC: another salt, cost or secret gives another key, the same gives the same', async () => {
  const salt = Buffer.alloc(16, 7);
  const key = await deriveSecret('493027', salt, leastArgon);
  expect(key).toHaveLength(32);
  expect((await deriveSecret('493027', salt, leastArgon)).equals(key)).toBe(true);
  expect((await deriveSecret('493028', salt, leastArgon)).equals(key)).toBe(false);
  expect((await deriveSecret('493027', salt, { ...leastArgon, t: 3 })).equals(key)).toBe(false);
  expect((await deriveSecret('493027', Buffer.alloc(16, 8), leastArgon)).equals(key)).toBe(false);
  // One text in two forms of Unicode is one secret.
  const [one, two] = ['caf\u00e9 au lait noir', 'cafe\u0301 au lait noir'];
  expect(
    (await deriveSecret(one ?? '', salt, leastArgon)).equals(await deriveSecret(two ?? '', salt, leastArgon)),
  ).toBe(true);
});
