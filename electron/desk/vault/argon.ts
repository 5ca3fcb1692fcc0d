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
const aimMs = 640;

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
/** A guess in much memory costs more for each MiB than one that fits into the processor's cache. */
const outOfCache = 1.4;
const probeMemory = 64 * 1024;

/**
 * The cost at which one guess takes between `tunedMs` and `tunedMostMs` of this processor: memory first, as far as it may
 * go, then passes. One small guess says how much, one of that cost proves it; a computer that is busy meanwhile (its clock
 * goes on while its processor does something else) is asked until two agree or the quicker of two will do: neither a weaker cost nor one
 * that takes much longer once it is quiet.
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
    return { ms: Math.max(0.001, Math.min(wall, processor)), isBusy: wall > processor * 1.3 };
  };
  const workOf = ({ m, t }: ArgonCost): number => m * t;
  const costOf = (work: number): ArgonCost => {
    const t = Math.min(mostPasses, Math.max(leastArgon.t, Math.ceil(work / most)));
    const m = Math.min(most, Math.max(leastArgon.m, Math.round(work / t / 1024) * 1024));
    return { m, t, p: leastArgon.p };
  };

  const least = (await once(leastArgon)).ms;
  if (least >= tunedMs && (await once(leastArgon)).ms >= tunedMs) return leastArgon;
  const small = { ...leastArgon, m: Math.min(most, probeMemory) };
  let reached = workOf(small);
  /** Milliseconds for a KiB and pass, at the quickest. */
  let rate = ((await once(small)).ms / reached) * outOfCache;
  let measured = false;
  const runs = new Map<string, { cost: ArgonCost; ms: number; count: number }>();
  for (let round = 0; round < mostRounds; round++) {
    const cost = costOf(Math.min(aimMs / rate, reached * growth));
    const { ms: first, isBusy } = await once(cost);
    // The first also pays for fresh memory: the quicker of two counts.
    const ms = first < tunedMs ? first : Math.min(first, (await once(cost)).ms);
    const key = `${cost.m} ${cost.t}`;
    const before = runs.get(key);
    const run = { cost, ms: Math.min(ms, before?.ms ?? ms), count: (before?.count ?? 0) + 1 };
    runs.set(key, run);
    const enough = run.ms >= tunedMs || workOf(cost) >= most * mostPasses;
    const bearable = run.ms <= tunedMostMs || workOf(cost) <= workOf(leastArgon);
    // As the round before had said: two that were measured agree.
    const isExpected = measured && Math.abs(ms / (rate * workOf(cost)) - 1) < 0.15;
    if (enough && bearable && (!isBusy || run.count > 1 || isExpected)) return cost;
    reached = workOf(cost);
    rate = measured ? Math.min(rate, ms / reached) : ms / reached;
    measured = true;
  }
  // Never quiet: the cheapest that was long enough, else the dearest that was tried.
  const tried = [...runs.values()].toSorted((a, b) => workOf(a.cost) - workOf(b.cost));
  return (tried.find(({ ms }) => ms >= tunedMs) ?? tried.at(-1))?.cost ?? leastArgon;
}
