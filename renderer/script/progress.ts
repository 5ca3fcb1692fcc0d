// Where the agent stands in a script or a shared path. Steps are remembered by id, so that a reason, a language or the brief
// variant that is chosen in mid-call keeps the greeting and the verification done. Pure.
import type { Lang } from '#shared/domain/script/languages.ts';
import type { Mood, PathName, ScriptStep } from '#shared/domain/script/script.ts';
import { missing, nextOf, route, takenAt, type Next, type Taken } from '#shared/domain/script/walk.ts';

export interface Progress {
  /** null = the first step that is not done. */
  stepId: string | null;
  done: readonly string[];
  /** Not chosen by hand yet: a hint's mood may order phrases, and no chip is lit by a person. */
  mood: Mood | null;
  /** `step phrase` and `step statement` ids that were said, and `step tick` ones that were ticked. */
  said: readonly string[];
  ticked: readonly string[];
  /** Step → where the agent's choice led, one for each visit. */
  taken: Taken;
  /** Steps whose last choice led round and is gone already: from there Next is the plain way. */
  spent: readonly string[];
  /** `step field` → as it was written down; `readBack` those said back to the caller. */
  fields: Readonly<Record<string, string>>;
  readBack: readonly string[];
  /** Whether the verified patient is the one who calls; null = not said. */
  callerIsPatient: boolean | null;
  lang: Lang;
  /** The shared path that is open, and the step to go on with after it (null = where it stood). */
  path: { name: PathName; back: string | null } | null;
}
export const atStart: Progress = {
  stepId: null,
  done: [],
  mood: null,
  said: [],
  ticked: [],
  taken: {},
  spent: [],
  fields: {},
  readBack: [],
  callerIsPatient: null,
  lang: 'en',
  path: null,
};

/** Verifying is done when the desk says so, not when somebody pressed Next. */
export const isDone = (step: ScriptStep, progress: Progress, verified: boolean): boolean =>
  step.kind === 'verify' ? verified : progress.done.includes(step.id);

/** Steps that still ask for something: gone past, they are not done. */
export const openSteps = (steps: readonly ScriptStep[], progress: Progress): ReadonlySet<string> =>
  new Set(
    missing(steps, {
      taken: progress.taken,
      said: progress.said,
      filled: Object.keys(progress.fields),
      readBack: progress.readBack,
    }).map((m) => m.stepId),
  );

/** The steps of this call, with the one that is looked at also where it is none of them. */
export function shownSteps(steps: readonly ScriptStep[], progress: Progress): ScriptStep[] {
  const way = route(steps, progress.taken);
  const chosen = steps.find((s) => s.id === progress.stepId);
  return chosen === undefined || way.includes(chosen)
    ? way
    : steps.filter((s) => s === chosen || way.includes(s));
}

export function currentStep(steps: readonly ScriptStep[], progress: Progress, verified: boolean): ScriptStep {
  const chosen = steps.find((s) => s.id === progress.stepId);
  const way = route(steps, progress.taken);
  const found = chosen ?? way.find((s) => !isDone(s, progress, verified)) ?? steps[0];
  if (!found) throw new Error('a script has steps');
  return found;
}

/** The choice that Next follows on a step; null = none, or one that led round and was gone. */
export const choiceAt = (progress: Progress, stepId: string): string | null =>
  progress.spent.includes(stepId) ? null : (takenAt(progress.taken, stepId).at(-1) ?? null);

/** What comes after a step; `to` = the branch that is taken now. Verifying, once it is done, is not gone on to. */
export function after(
  steps: readonly ScriptStep[],
  stepId: string,
  progress: Progress,
  verified = false,
  to: string | null = choiceAt(progress, stepId),
): Next {
  let next = nextOf(steps, stepId, to);
  // Bounded: a circle of steps that verify ends as it is.
  for (let i = 0; i < steps.length && verified && next.kind === 'step' && next.step.kind === 'verify'; i++)
    next = nextOf(steps, next.step.id, choiceAt(progress, next.step.id));
  return next;
}

/** The step before on this call's way; null at its beginning. */
export function before(
  steps: readonly ScriptStep[],
  step: ScriptStep,
  progress: Progress,
): ScriptStep | null {
  const way = shownSteps(steps, progress);
  return way[way.indexOf(step) - 1] ?? null;
}

const added = (list: readonly string[], id: string): readonly string[] =>
  list.includes(id) ? list : [...list, id];

/** With the choice of this visit: another one of the same visit replaces it, one of a new visit comes after those before. */
function chosen(progress: Progress, stepId: string, to: string): Pick<Progress, 'taken' | 'spent'> {
  const before = takenAt(progress.taken, stepId);
  const earlier = progress.spent.includes(stepId) ? before : before.slice(0, -1);
  return {
    taken: { ...progress.taken, [stepId]: [...earlier, to] },
    spent: progress.spent.filter((id) => id !== stepId),
  };
}

/**
 * The step that is left counts as done; with `to` it was left by that branch. At the end it stays there. A branch back, or into
 * a path, is gone once: the steps it leads through again go on by the plain way, or by what is chosen then.
 */
export function goOn(
  steps: readonly ScriptStep[],
  progress: Progress,
  step: ScriptStep,
  verified = false,
  to: string | null = choiceAt(progress, step.id),
): Progress {
  const left: Progress = {
    ...progress,
    ...(to === null ? {} : chosen(progress, step.id, to)),
    done: added(progress.done, step.id),
    stepId: step.id,
  };
  const next = after(steps, step.id, left, verified, to);
  if (next.kind === 'path')
    return {
      ...left,
      spent: to === null ? left.spent : added(left.spent, step.id),
      path: { name: next.path, back: next.back?.id ?? null },
    };
  if (next.kind !== 'step') return left;
  const way = route(steps, left.taken).map((s) => s.id);
  const [from, at] = [way.indexOf(next.step.id), way.indexOf(step.id)];
  const round = from >= 0 && from <= at ? way.slice(from, at + 1) : [];
  const again = round.filter((id) => takenAt(left.taken, id).length > 0);
  return { ...left, spent: again.reduce(added, left.spent), stepId: next.step.id };
}

/** Out of a path: on with the script where it was to go on, or at its close. */
export function leavePath(steps: readonly ScriptStep[], progress: Progress, to: 'back' | 'close'): Progress {
  const close = steps.findLast((s) => s.kind === 'close' && !s.aside);
  const stepId = to === 'close' ? (close?.id ?? progress.stepId) : (progress.path?.back ?? progress.stepId);
  return { ...progress, path: null, stepId };
}

export const toggled = (list: readonly string[], id: string): readonly string[] =>
  list.includes(id) ? list.filter((x) => x !== id) : [...list, id];
