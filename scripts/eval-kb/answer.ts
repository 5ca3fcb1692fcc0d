// Asks one system everything: rankings of all queries, then how long a whole query and each typed prefix take.
import { depth } from './args.ts';
import type { KbQuery } from './files.ts';
import { percentile } from './metrics.ts';
import { halfTyped, typedPrefixes } from './sample.ts';
import type { Answers, System, Timing } from './systems.ts';

/** So many hits the search panel asks for, and so many are timed. */
export const shown = 12;
/** Asked once before anything is timed. */
const warmUp = 40;

export interface HowMuch {
  /** Typed prefixes that are timed. */
  prefixes: number;
  /** False where a short list costs as much as a long one: then the rankings themselves are timed. */
  apart: boolean;
  /** Also the rankings while the last word is half typed. */
  half?: boolean;
  say(text: string): void;
}

export const rounded = (x: number): number => Math.round(x * 1000) / 1000;
export const timing = (took: readonly number[]): Timing => ({
  n: took.length,
  p50: rounded(percentile(took, 0.5)),
  p95: rounded(percentile(took, 0.95)),
});

async function timed(ask: () => string[] | Promise<string[]>, into: number[]): Promise<string[]> {
  const started = performance.now();
  const hits = await ask();
  into.push(performance.now() - started);
  return hits;
}

export async function askAll(
  system: System,
  queries: readonly KbQuery[],
  { prefixes, apart, half: alsoHalf = false, say }: HowMuch,
): Promise<Answers> {
  const text: Answers['text'] = {};
  const typo: Answers['typo'] = {};
  const half: Answers['half'] = {};
  const whole: number[] = [];
  const keys: number[] = [];
  for (const q of queries.slice(0, warmUp)) await system.search(q.text, depth);
  for (const [i, q] of queries.entries()) {
    text[q.id] = await timed(() => system.search(q.text, depth), whole);
    if (q.typo !== undefined) typo[q.id] = await system.search(q.typo, depth);
    const begun = alsoHalf ? halfTyped(q.text) : null;
    if (begun !== null) half[q.id] = await system.typed(begun, depth);
    if (i % 200 === 199) say(`${i + 1} of ${queries.length} queries`);
  }
  if (apart) {
    whole.length = 0;
    for (const q of queries) await timed(() => system.search(q.text, shown), whole);
  }
  const texts = queries.map((q) => q.text);
  for (const prefix of typedPrefixes(texts, prefixes)) await timed(() => system.typed(prefix, shown), keys);
  return { text, typo, half, fullQuery: timing(whole), typedPrefix: timing(keys) };
}
