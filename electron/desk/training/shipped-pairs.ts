// The written transcripts that two people rated, against each other and against the machine as it is now. Worked out once a desk,
// a few at a time.
import { scoreReplies } from '#shared/domain/practice/agreement.ts';
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
  const { calls, first, second } = deps.sources.rated();
  for (const call of calls) {
    await deps.soon();
    const of = (pass: typeof first) => pass.filter((r) => r.id === call.id);
    for (const a of of(first)) {
      const b = of(second).find((r) => r.turn === a.turn);
      if (b !== undefined) pairs.raters.push({ a: a.level, b: b.level });
    }
    for (const { level, rating } of scoreReplies(scenarios, [call], [...of(first), ...of(second)]))
      if (rating !== null) pairs.machine.push({ a: level, b: rating.level });
  }
  known.set(deps, { of: scenarios, pairs });
  return pairs;
}
