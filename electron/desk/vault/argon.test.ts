// The cost of one guess: never below OWASP's least, as much as this computer bears above it.
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  deriveSecret,
  leastArgon,
  mostMemory,
  mostPasses,
  tunedMostMs,
  tunedMs,
  tuneArgon2,
  type ArgonCost,
} from './argon.ts';

/** A computer that needs so many ms for a MiB and pass. Busy: every second run is disturbed, and the clock goes on meanwhile. */
function machine(msEach: number, memory?: number, isBusy = true) {
  let now = 0;
  let runs = 0;
  const asked: ArgonCost[] = [];
  const ms = ({ m, t }: ArgonCost): number => (m / 1024) * t * msEach;
  const tuned = tuneArgon2({
    random: randomBytes,
    monotonic: () => (isBusy ? now * 4 : now),
    cpu: () => now,
    ...(memory === undefined ? {} : { memory }),
    derive: async (_secret, _salt, cost) => {
      asked.push(cost);
      now += ms(cost) * (isBusy && runs++ % 2 === 0 ? 3 : 1);
      return Buffer.alloc(32);
    },
  });
  return { tuned, ms, asked, took: () => now };
}

it.each([
  ['a quick computer', 0.05, undefined],
  ['a common one', 0.6, undefined],
  ['one with little memory', 0.6, 32 * 1024],
  ['one with less than the least', 0.6, 1024],
  ['a very quick one with little memory', 0.2, 19_456],
])(
  '%s takes half a second to 0.7 s for a guess, within bounds, also when it is busy meanwhile',
  async (_w, each, memory) => {
    const { tuned, ms, asked } = machine(each, memory);
    const cost = await tuned;
    expect(ms(cost)).toBeGreaterThanOrEqual(tunedMs);
    expect(ms(cost)).toBeLessThanOrEqual(tunedMostMs);
    expect(cost.m).toBeGreaterThanOrEqual(leastArgon.m);
    expect(cost.m).toBeLessThanOrEqual(Math.max(leastArgon.m, memory ?? mostMemory));
    expect(cost.t).toBeGreaterThanOrEqual(leastArgon.t);
    expect(asked.at(-1)).toEqual(cost); // what is returned was measured
  },
);

it.each([0.2, 0.6, 1.2])(
  'on a quiet computer (%d ms for a MiB and pass) it is found within 1.5 s',
  async (each) => {
    const { tuned, ms, asked, took } = machine(each, undefined, false);
    expect(ms(await tuned)).toBeGreaterThanOrEqual(tunedMs);
    expect(took()).toBeLessThanOrEqual(1500);
    expect(asked.length).toBeLessThanOrEqual(5);
  },
);

it('a moment that makes one run look dear gives no weaker cost', async () => {
  let now = 0;
  let runs = 0;
  const ms = ({ m, t }: ArgonCost): number => (m / 1024) * t * 0.6;
  const cost = await tuneArgon2({
    random: randomBytes,
    monotonic: () => now * 1.5,
    cpu: () => now,
    derive: async (_secret, _salt, asked) => {
      // The third is the first of the cost that may be taken.
      now += ms(asked) * (runs++ === 2 ? 1.4 : 1);
      return Buffer.alloc(32);
    },
  });
  expect(ms(cost)).toBeGreaterThanOrEqual(tunedMs);
});

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
