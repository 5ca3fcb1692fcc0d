// The written transcripts that two people rated, against each other and against the machine as it is now. Worked out once a desk,
// a few at a time.
import { rateReply } from '#shared/domain/practice/rate.ts';
import { cueOf } from '#shared/domain/practice/run.ts';
import type { Pair } from '#shared/domain/training/agreement.ts';
import type { Training } from './deps.ts';

export interface ShippedPairs {
  raters: Pair[];
  machine: Pair[];
}
const known = new WeakMap<Training, { of: unknown; pairs: ShippedPairs }>();

/** By the shipped rules with the corrections of this desk. */
export async function shippedPairs(deps: Training): Promise<ShippedPairs> {
  const scenarios = deps.practice().scenarios();
  const before = known.get(deps);
  if (before?.of === scenarios) return before.pairs;
  const pairs: ShippedPairs = { raters: [], machine: [] };
  for (const [i, reply] of deps.sources.rated().entries()) {
    if (i % 10 === 9) await deps.soon();
    const scenario = scenarios.find((s) => s.id === reply.scenarioId);
    const cue = scenario === undefined ? null : cueOf(scenario, reply.cueId);
    const { first, second } = reply;
    if (first !== null && second !== null) pairs.raters.push({ a: first, b: second });
    if (scenario === undefined || cue === null) continue;
    const machine = rateReply(scenario, cue, reply.text).level;
    for (const level of [first, second]) if (level !== null) pairs.machine.push({ a: level, b: machine });
  }
  known.set(deps, { of: scenarios, pairs });
  return pairs;
}
