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
/** One guess takes at least this long on the computer it was tuned on. */
export const tunedMs = 500;

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

/**
 * The cost at which one guess takes at least `tunedMs` here: memory first, as far as it may go, then passes. What it
 * returns was measured, twice, and both times took that long, by the steady clock and by the processor's: a computer that
 * is busy just now gets no weaker cost.
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
  const once = async (cost: ArgonCost): Promise<number> => {
    const from = { wall: monotonic(), cpu: cpu() };
    (await derive(probe, salt, cost)).fill(0);
    return Math.min(monotonic() - from.wall, cpu() - from.cpu);
  };
  /** The first run also pays for fresh memory, and a busy moment makes one look dear: the quicker of two counts. */
  const measure = async (cost: ArgonCost): Promise<number> => {
    const ms = await once(cost);
    return ms < tunedMs ? ms : Math.min(ms, await once(cost));
  };
  let cost = leastArgon;
  for (let rounds = 0; rounds < 12; rounds++) {
    const ms = Math.max(1, await measure(cost));
    if (ms >= tunedMs || (cost.m >= most && cost.t >= mostPasses)) break;
    // A tenth more than the time says, at most eight times as much a round: the first rounds are the least exact.
    const work = cost.m * cost.t * Math.min(8, (tunedMs / ms) * 1.1);
    const m = Math.max(cost.m, Math.min(most, Math.ceil(work / cost.t / 1024) * 1024));
    cost = { m, t: Math.min(mostPasses, Math.max(cost.t, Math.ceil(work / m))), p: cost.p };
  }
  return cost;
}
