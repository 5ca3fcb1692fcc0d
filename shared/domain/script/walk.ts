// The way through a script: which step comes next given the branch that was taken, which steps a call went through, and
// what had to be said, collected or heard back and was not. Pure; bounded on any list, also one with a circle.
import type { PathName, ScriptStep } from './step.ts';
import { pathNames } from './step.ts';

export type Next =
  | { kind: 'step'; step: ScriptStep }
  /** Into a shared path; `back` is the step to go on with after it, null = the end. */
  | { kind: 'path'; path: PathName; back: ScriptStep | null }
  /** Out of a path: on with the script, or to its close. */
  | { kind: 'back' }
  | { kind: 'close' }
  | { kind: 'end' };

export const isPathName = (name: string): name is PathName => (pathNames as readonly string[]).includes(name);

/** The step after this one in the plain order; null at the end. */
export function plainNext(steps: readonly ScriptStep[], stepId: string): ScriptStep | null {
  const at = steps.findIndex((s) => s.id === stepId);
  return at < 0 ? null : (steps.find((s, i) => i > at && !s.aside) ?? null);
}

/** Where a target leads; null = nowhere (the lint finds it). */
function go(steps: readonly ScriptStep[], from: string, to: string): Next | null {
  if (to === 'script:back') return { kind: 'back' };
  if (to === 'script:close') return { kind: 'close' };
  if (to === 'call:end') return { kind: 'end' };
  if (to.startsWith('path:')) {
    const name = to.slice('path:'.length);
    return isPathName(name) ? { kind: 'path', path: name, back: plainNext(steps, from) } : null;
  }
  const step = steps.find((s) => s.id === to);
  return step === undefined ? null : { kind: 'step', step };
}

/**
 * What comes after `stepId`. `to` is the branch that the agent took (its target), null or absent = the plain way. A target
 * that leads nowhere falls back to the plain way: the agent is never stuck. At the end of a script `end`; a path's caller
 * reads `end` without a target of its own as `back`.
 */
export function nextOf(steps: readonly ScriptStep[], stepId: string, to: string | null = null): Next {
  const here = steps.find((s) => s.id === stepId);
  const chosen = to === null ? null : go(steps, stepId, to);
  if (chosen !== null) return chosen;
  const own = here?.next === undefined || here.next === null ? null : go(steps, stepId, here.next);
  if (own !== null) return own;
  const plain = plainNext(steps, stepId);
  return plain === null ? { kind: 'end' } : { kind: 'step', step: plain };
}

/** Branches taken: step id → target, or those of each visit in order where a branch led back and the step came again. */
export type Taken = Readonly<Record<string, string | readonly string[]>>;

/** The branches of a step in the order of its visits. */
export function takenAt(taken: Taken, stepId: string): readonly string[] {
  const found = Object.hasOwn(taken, stepId) ? taken[stepId] : undefined;
  return found === undefined ? [] : typeof found === 'string' ? [found] : found;
}

const stepOf = (next: Next): ScriptStep | null =>
  next.kind === 'step' ? next.step : next.kind === 'path' ? next.back : null;

/**
 * The steps a call goes through, each once, in the order in which it first comes. A shared path is passed over. A branch that
 * leads back is gone once, as in the call: from there it is the plain way again, so that what comes after it stays on the way.
 */
export function route(steps: readonly ScriptStep[], taken: Taken = {}): ScriptStep[] {
  const out = new Set<ScriptStep>();
  /** How many of its branches a step was left by; and those left their own way since the last branch. */
  const branches = new Map<string, number>();
  const own = new Set<string>();
  let here: ScriptStep | null = steps[0] ?? null;
  while (here !== null) {
    out.add(here);
    const { id }: ScriptStep = here;
    const gone = branches.get(id) ?? 0;
    const branch: string | undefined = takenAt(taken, id)[gone];
    if (branch !== undefined) {
      branches.set(id, gone + 1);
      own.clear();
      here = stepOf(nextOf(steps, id, branch));
    } else if (own.has(id)) {
      // A circle that no branch made: out of it by the list.
      const at = steps.indexOf(here);
      here = steps.find((s, i) => i > at && !s.aside && !out.has(s)) ?? null;
    } else {
      own.add(id);
      here = stepOf(nextOf(steps, id));
    }
  }
  return [...out];
}

/** How said and filled are remembered: a step's id and the id of its statement, field or phrase. */
export const keyOf = (stepId: string, id: string): string => `${stepId} ${id}`;
/** Teach-back stands under this id. */
export const teachBackId = 'teach-back';

export interface Missing {
  stepId: string;
  what: 'required' | 'field' | 'read_back' | 'teach_back';
  id: string;
  /** The statement, the field's label, or the question. */
  text: string;
}

/**
 * What the steps of this call still ask for: required statements not said, required fields not filled, fields not read back,
 * teach-back not heard. `said`, `filled`, `readBack` hold `keyOf` keys. Empty = nothing is missing.
 */
export function missing(
  steps: readonly ScriptStep[],
  done: { taken?: Taken; said: readonly string[]; filled?: readonly string[]; readBack?: readonly string[] },
): Missing[] {
  const said = new Set(done.said);
  const filled = done.filled === undefined ? null : new Set(done.filled);
  const back = done.readBack === undefined ? null : new Set(done.readBack);
  return route(steps, done.taken).flatMap((step) => {
    const out: Missing[] = step.required
      .filter((r) => !said.has(keyOf(step.id, r.id)))
      .map((r) => ({ stepId: step.id, what: 'required', id: r.id, text: r.text }));
    for (const f of step.fields) {
      const key = keyOf(step.id, f.id);
      if (filled !== null && f.required && !filled.has(key))
        out.push({ stepId: step.id, what: 'field', id: f.id, text: f.label });
      else if (back !== null && f.readBack && filled?.has(key) === true && !back.has(key))
        out.push({ stepId: step.id, what: 'read_back', id: f.id, text: f.label });
    }
    if (step.teachBack !== null && !said.has(keyOf(step.id, teachBackId)))
      out.push({ stepId: step.id, what: 'teach_back', id: teachBackId, text: step.teachBack.ask });
    return out;
  });
}
