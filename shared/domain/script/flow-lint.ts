// The way through a script, checked: every target exists, every step can be reached, from every step the call can end, and
// nobody walks in a circle that has no door. Bounded by the number of steps.
import { isPathName, plainNext } from './walk.ts';
import type { PathName, ScriptStep } from './step.ts';
import { exits, isPathTarget, onByNext, reached, waysOn } from './ways.ts';

export const flowProblems = [
  'step-twice',
  'branch-nowhere',
  'branch-to-itself',
  'branch-twice',
  'path-missing',
  'path-only',
  'unreachable',
  'no-way-out',
  'round-by-next',
  'dead-end',
] as const;
export type FlowProblem = (typeof flowProblems)[number];
export interface FlowFinding {
  stepId: string;
  problem: FlowProblem;
  /** The label of the branch, its target, or the step's title. */
  text: string;
}

/** `paths`: those that exist, null = not known here. `inPath`: `script:back` and `script:close` are only for paths. */
export function lintFlow(
  steps: readonly ScriptStep[],
  inPath: boolean,
  paths: readonly PathName[] | null,
): FlowFinding[] {
  const out: FlowFinding[] = [];
  const byId = new Map(steps.map((s) => [s.id, s]));
  const add = (step: ScriptStep, problem: FlowProblem, text: string) =>
    out.push({ stepId: step.id, problem, text });
  if (byId.size < steps.length)
    for (const s of steps.filter((x, i) => steps.findIndex((y) => y.id === x.id) < i))
      add(s, 'step-twice', s.id);

  const target = (step: ScriptStep, to: string, label: string) => {
    if (to === step.id) add(step, 'branch-to-itself', label);
    else if (isPathTarget(to)) {
      const name = to.slice('path:'.length);
      if (!isPathName(name) || (paths !== null && !paths.includes(name))) add(step, 'path-missing', to);
    } else if (to === 'call:end') return;
    else if (exits.includes(to)) {
      if (!inPath) add(step, 'path-only', label);
    } else if (!byId.has(to)) add(step, 'branch-nowhere', label);
  };
  for (const step of steps) {
    for (const b of step.branches) target(step, b.to, b.when);
    if (step.next !== null) target(step, step.next, step.next);
    if (new Set(step.branches.map((b) => b.when)).size < step.branches.length)
      add(step, 'branch-twice', step.title);
  }

  if (steps.length === 0) return out;
  const found = reached(steps, (s) => waysOn(steps, s));
  for (const s of steps) if (!found.has(s.id)) add(s, 'unreachable', s.title);

  // Backwards from the ends: who can still get out.
  const leaves = new Set(steps.filter((s) => waysOn(steps, s).includes('end')).map((s) => s.id));
  for (let grown = true; grown;) {
    grown = false;
    for (const s of steps)
      if (!leaves.has(s.id) && waysOn(steps, s).some((id) => leaves.has(id))) {
        leaves.add(s.id);
        grown = true;
      }
  }
  for (const s of steps) if (found.has(s.id) && !leaves.has(s.id)) add(s, 'no-way-out', s.title);

  // Whoever only presses Next comes to the end: back is gone by a choice.
  for (const s of steps.filter((x) => x.next !== null && leaves.has(x.id))) {
    const gone = new Set<string>();
    let here: ScriptStep | undefined = s;
    while (here !== undefined && !gone.has(here.id)) {
      gone.add(here.id);
      here = byId.get(onByNext(steps, here));
    }
    if (here?.id === s.id) add(s, 'round-by-next', s.title);
  }

  // A script ends with a close, not by running out of steps.
  if (!inPath)
    for (const s of steps)
      if (s.kind !== 'close' && s.next === null && plainNext(steps, s.id) === null)
        add(s, 'dead-end', s.title);
  return out;
}
