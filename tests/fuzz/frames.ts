// What a run sends: every request in turn, most of them as a page of ours would send them, the rest from the wrong window,
// with one value replaced, or made of anything at all. Everything follows from the seed.
import fc from 'fast-check';
import { allSpecs } from '#shared/contract/index.ts';
import type { PageSpec, RequestSpec, Surface } from '#shared/contract/kinds.ts';
import { hostile, validOf, type Pool } from './values.ts';

export const requests = [...allSpecs()].filter(
  (entry): entry is [string, RequestSpec | PageSpec] => entry[1].kind !== 'topic',
);

/** A generator of numbers from 0 up to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Made {
  name: string;
  spec: RequestSpec | PageSpec | null;
  surface: Surface;
  frame: Record<string, unknown>;
  /** The input fits the schema and the window may ask it. */
  valid: boolean;
  /** One of hundreds of the same: not part of what is counted. */
  flood?: boolean;
}
export interface FrameMaker {
  next(): Made;
  pool: Pool;
  /** Ids and short words of an answer: the next requests may name them. */
  learn(value: unknown): void;
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What changes who sits here, or whether anything may be read. */
const standing = new Set([
  'session.lock',
  'session.leave',
  'session.sit',
  'demo.reset',
  'session.enrol',
  'demo.clock',
]);
/** How many ids and words are remembered; new ones take the place of old ones. */
const remembered = 150;

export function frameMaker(
  seed: number,
  options: { only: readonly Surface[]; secret: string; words: readonly string[] },
): FrameMaker {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const pool: Pool = {
    uuids: ['0192d5a0-7e1c-7c3e-8f00-0000000000aa'],
    words: [...options.words],
  };
  const put = (list: string[], value: string): void => {
    if (list.includes(value)) return;
    if (list.length < remembered) list.push(value);
    else list[Math.floor(random() * remembered)] = value;
  };
  function learn(value: unknown, depth = 0): void {
    if (typeof value === 'string') {
      if (uuid.test(value)) put(pool.uuids, value);
      else if (value.length > 0 && value.length <= 60) put(pool.words, value);
    } else if (depth < 6 && typeof value === 'object' && value !== null)
      for (const inner of Object.values(value).slice(0, 30)) learn(inner, depth + 1);
  }

  /** A few values ahead of each request; `fc.sample` is dear for one. */
  const ahead = new Map<string, unknown[]>();
  let batch = seed;
  const drawn = (key: string, arbitrary: () => fc.Arbitrary<unknown>): unknown => {
    let values = ahead.get(key);
    if (values === undefined || values.length === 0)
      ahead.set(key, (values = fc.sample(arbitrary(), { numRuns: 12, seed: ++batch })));
    return values.pop();
  };
  const arbitraries = new Map(requests.map(([name, spec]) => [name, validOf(spec.input, pool)]));

  /** The right secret, so that a run is not over after five wrong ones; wrong ones are tests of their own. */
  function withSecret(input: unknown): unknown {
    if (typeof input !== 'object' || input === null) return input;
    const out: Record<string, unknown> = { ...input };
    for (const key of ['passphrase', 'secret', 'old']) if (key in out) out[key] = options.secret;
    if ('personId' in out && 'passphrase' in out) delete out['personId'];
    return out;
  }
  function validInput(name: string, spec: RequestSpec | PageSpec): unknown {
    for (let tries = 0; tries < 6; tries++) {
      const input = withSecret(drawn(name, () => arbitraries.get(name)!));
      if (spec.input.safeParse(input).success) return input;
    }
    return withSecret(drawn(name, () => arbitraries.get(name)!));
  }
  /** One value anywhere inside becomes something else. */
  function broken(input: unknown): unknown {
    const bad = drawn('hostile', () => hostile);
    if (typeof input !== 'object' || input === null || random() < 0.3) return bad;
    const keys = Object.keys(input);
    if (keys.length === 0) return bad;
    const key = pick(keys);
    const copy: Record<string, unknown> = Array.isArray(input)
      ? (input.slice() as unknown as Record<string, unknown>)
      : { ...(input as Record<string, unknown>) };
    const inner = copy[key];
    copy[key] = random() < 0.5 && typeof inner === 'object' && inner !== null ? broken(inner) : bad;
    return copy;
  }

  let turn = 0;
  let sent = 0;
  const used: string[] = [];
  return {
    pool,
    learn,
    next() {
      let [name, spec] = requests[turn++ % requests.length]!;
      // Mostly what these windows may ask, and rarely what empties the seat or locks the desk under all the rest.
      while (
        (!spec.surfaces.some((s) => options.only.includes(s)) && random() < 0.9) ||
        (standing.has(name) && random() < 0.8)
      )
        [name, spec] = requests[turn++ % requests.length]!;
      const kind = random();
      const own = spec.surfaces.filter((s) => options.only.includes(s));
      const valid = kind < 0.88 && own.length > 0;
      const surface = valid || (kind < 0.94 && own.length > 0) ? pick(own) : pick(options.only);
      const proper = validInput(name, spec);
      const input = kind < 0.88 || kind >= 0.96 ? proper : broken(proper);
      const frame: Record<string, unknown> = { t: 'call', id: `f${++sent}`, name, input };
      if (spec.kind === 'page' && random() < 0.4)
        frame['cursor'] = pick([
          null,
          '',
          '0',
          'x',
          '-1',
          '9'.repeat(300),
          '2026-11-22T03:00:00.000Z|x',
          ...pool.uuids,
        ]);
      const repeats = random() < 0.08 && used.length > 0;
      if (spec.kind === 'request' && spec.effect !== 'read') {
        const requestId = repeats ? pick(used) : `r${seed}-${sent}-00000000`;
        used.push(requestId);
        if (used.length > 60) used.shift();
        frame['requestId'] = requestId;
      }
      // Whole frames that are none of ours.
      if (random() < 0.01)
        Object.assign(
          frame,
          pick([
            { extra: 1 },
            { name: `${name}x` },
            { name: '__proto__.toString' },
            { requestId: 7 },
            { cursor: {} },
          ]),
        );
      const whole = Object.keys(frame).length <= 6 && frame['name'] === name;
      return {
        name: whole ? name : String(frame['name']),
        spec: whole ? spec : null,
        surface,
        frame,
        valid: whole && spec.surfaces.includes(surface) && spec.input.safeParse(input ?? {}).success,
      };
    },
  };
}
