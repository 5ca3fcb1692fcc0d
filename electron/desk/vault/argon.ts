// Argon2id, the cost of one guess at a secret, and how much of it this computer can bear. OWASP's least is the floor.
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';

export interface ArgonCost {
  /** Memory, KiB. */
  m: number;
  /** Passes. */
  t: number;
  /** Lanes. */
  p: number;
}
/** OWASP Password Storage: 19 MiB, two passes, one lane. For demo profiles and tests, and the floor for all others. */
export const leastArgon: ArgonCost = { m: 19_456, t: 2, p: 1 };
/** 512 MiB: more is a keyring that wants to hurt this computer. */
export const mostMemory = 512 * 1024;
export const mostPasses = 256;
/** One guess takes at least this long on the computer it was tuned on, and not more than the other: ms of its processor. */
export const tunedMs = 500;
export const tunedMostMs = 700;
const aimMs = 590;

export const argonShape = {
  m: z.int().min(leastArgon.m).max(mostMemory),
  t: z.int().min(leastArgon.t).max(mostPasses),
  p: z.int().min(1).max(4),
};
const argon2id = 2;

/** 32 bytes, in a thread of libuv's pool: the desk goes on answering meanwhile. The caller wipes them. */
export function deriveSecret(secret: string, salt: Buffer, { m, t, p }: ArgonCost): Promise<Buffer> {
  return hashRaw(secret.normalize('NFKC'), {
    algorithm: argon2id,
    memoryCost: m,
    timeCost: t,
    parallelism: p,
    outputLen: 32,
    salt,
  });
}

export interface TuneDeps {
  random(bytes: number): Buffer;
  monotonic(): number;
  /** Processor time of this process, ms: what a guess costs whatever else the computer does. */
  cpu?(): number;
  /** Memory that one guess may take, KiB: less on a small computer. */
  memory?: number;
  derive?: typeof deriveSecret;
}

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** What a round may ask at most, times what the round before took: a first one that read as nothing must not take minutes. */
const growth = 8;
const mostRounds = 9;
/** Two runs agree when they differ by less than this share. */
const alike = 0.15;
/** So often one cost is run until two agree; afterwards the quickest counts. */
const mostRuns = 6;

/**
 * The cost at which one guess takes between `tunedMs` and `tunedMostMs` of this processor: memory first, as far as it may
 * go, then passes. Runs in as much memory as may be taken say how much, one of the chosen cost proves it. The first runs
 * in fresh memory pay for the memory (three times as much here) and a busy computer's clock goes on meanwhile, so a run
 * counts once another agrees with it: neither a weaker cost nor one that takes much longer once it is quiet.
 */
export async function tuneArgon2({
  random,
  monotonic,
  cpu = processorMs,
  memory = 256 * 1024,
  derive = deriveSecret,
}: TuneDeps): Promise<ArgonCost> {
  const most = Math.max(leastArgon.m, Math.min(memory, mostMemory));
  const salt = random(32);
  const probe = random(12).toString('hex');
  const once = async (cost: ArgonCost) => {
    const from = { wall: monotonic(), cpu: cpu() };
    (await derive(probe, salt, cost)).fill(0);
    const [wall, processor] = [monotonic() - from.wall, cpu() - from.cpu];
    return Math.max(0.001, Math.min(wall, processor));
  };
  const agree = (one: number, other: number): boolean => Math.abs(one / other - 1) < alike;
  /** Until two in a row agree, or one is as was expected; the quickest of all. */
  const settled = async (cost: ArgonCost, expected: number | null): Promise<number> => {
    let quickest = Number.POSITIVE_INFINITY;
    let before = expected;
    for (let run = 0; run < mostRuns; run++) {
      const ms = await once(cost);
      quickest = Math.min(quickest, ms);
      if (before !== null && agree(ms, before)) break;
      before = ms;
    }
    return quickest;
  };
  const workOf = ({ m, t }: ArgonCost): number => m * t;
  const costOf = (work: number): ArgonCost => {
    const t = Math.min(mostPasses, Math.max(leastArgon.t, Math.ceil(work / most)));
    const m = Math.min(most, Math.max(leastArgon.m, Math.round(work / t / 1024) * 1024));
    return { m, t, p: leastArgon.p };
  };

  if ((await once(leastArgon)) >= tunedMs && (await once(leastArgon)) >= tunedMs) return leastArgon;
  let cost: ArgonCost = { ...leastArgon, m: most };
  let ms = await settled(cost, null);
  for (let round = 0; round < mostRounds; round++) {
    const enough = ms >= tunedMs || workOf(cost) >= most * mostPasses;
    const bearable = ms <= tunedMostMs || workOf(cost) <= workOf(leastArgon);
    if (enough && bearable) break;
    const rate = ms / workOf(cost);
    const next = costOf(Math.min(aimMs / rate, workOf(cost) * growth));
    ms = await settled(next, rate * workOf(next));
    cost = next;
  }
  return cost;
}
