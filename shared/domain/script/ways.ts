// Every way through a script: where each step leads, and what can be reached without passing certain steps. Pure; bounded by the
// number of steps, also on a list with circles.
import { plainNext } from './walk.ts';
import type { ScriptStep } from './step.ts';

/** The ends of a call or a path, and "go on with the step after this one". */
export const exits = ['script:back', 'script:close', 'call:end'];
export const isPathTarget = (to: string): boolean => to.startsWith('path:');

/** Where a target leads from this step: a step's id, or `end` = the call or path is left. A shared path comes back. */
function lead(steps: readonly ScriptStep[], step: ScriptStep, to: string | null): string {
  if (to !== null && exits.includes(to)) return 'end';
  return to === null || isPathTarget(to) ? (plainNext(steps, step.id)?.id ?? 'end') : to;
}
/** By Next alone. */
export const onByNext = (steps: readonly ScriptStep[], step: ScriptStep): string =>
  lead(steps, step, step.next);
export const onByBranches = (steps: readonly ScriptStep[], step: ScriptStep): string[] =>
  step.branches.map((b) => lead(steps, step, b.to));
/** Every way on from a step. */
export const waysOn = (steps: readonly ScriptStep[], step: ScriptStep): string[] => [
  onByNext(steps, step),
  ...onByBranches(steps, step),
];

/**
 * What can be reached from the first step, each with the step it was left for it; `on` says where a step leads, nothing = it is
 * not passed. `end` is among them where the call can end so.
 */
export function reached(
  steps: readonly ScriptStep[],
  on: (step: ScriptStep) => readonly string[],
): ReadonlyMap<string, ScriptStep | null> {
  const first = steps[0];
  const from = new Map<string, ScriptStep | null>();
  if (first === undefined) return from;
  from.set(first.id, null);
  const byId = new Map(steps.map((s) => [s.id, s]));
  for (const queue = [first]; queue.length > 0;) {
    const here = queue.shift();
    if (here === undefined) break;
    for (const id of on(here)) {
      if (from.has(id) || (id !== 'end' && !byId.has(id))) continue;
      from.set(id, here);
      const next = byId.get(id);
      if (next !== undefined) queue.push(next);
    }
  }
  return from;
}
