// Where the agent stands in a script or a shared path. Steps are remembered by id, so that a reason, a language or the brief
// variant that is chosen in mid-call keeps the greeting and the verification done. Pure.
import type { Lang } from '#shared/domain/script/languages.ts';
import type { Mood, PathName, ScriptStep } from '#shared/domain/script/script.ts';
import { nextOf, route, type Next, type Taken } from '#shared/domain/script/walk.ts';

export interface Progress {
  /** null = the first step that is not done. */
  stepId: string | null;
  done: readonly string[];
  /** Not chosen by hand yet: a hint's mood may order phrases, and no chip is lit by a person. */
  mood: Mood | null;
  /** `step phrase` and `step statement` ids that were said, and `step tick` ones that were ticked. */
  said: readonly string[];
  ticked: readonly string[];
  /** Step → where the agent's choice led. */
  taken: Taken;
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
  fields: {},
  readBack: [],
  callerIsPatient: null,
  lang: 'en',
  path: null,
};

/** Verifying is done when the desk says so, not when somebody pressed Next. */
export const isDone = (step: ScriptStep, progress: Progress, verified: boolean): boolean =>
  step.kind === 'verify' ? verified : progress.done.includes(step.id);

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

/** What comes after a step; `to` = the branch that is taken now. Verifying, once it is done, is not gone on to. */
export function after(
  steps: readonly ScriptStep[],
  stepId: string,
  progress: Progress,
  verified = false,
  to: string | null = progress.taken[stepId] ?? null,
): Next {
  let next = nextOf(steps, stepId, to);
  // Bounded: a circle of steps that verify ends as it is.
  for (let i = 0; i < steps.length && verified && next.kind === 'step' && next.step.kind === 'verify'; i++)
    next = nextOf(steps, next.step.id, progress.taken[next.step.id] ?? null);
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

/** The step that is left counts as done; with `to` it was left by that branch. At the end it stays there. */
export function goOn(
  steps: readonly ScriptStep[],
  progress: Progress,
  step: ScriptStep,
  verified = false,
  to: string | null = progress.taken[step.id] ?? null,
): Progress {
  const left: Progress = {
    ...progress,
    done: added(progress.done, step.id),
    taken: to === null ? progress.taken : { ...progress.taken, [step.id]: to },
    stepId: step.id,
  };
  const next = after(steps, step.id, left, verified, to);
  if (next.kind === 'step') return { ...left, stepId: next.step.id };
  if (next.kind === 'path') return { ...left, path: { name: next.path, back: next.back?.id ?? null } };
  return left;
}

/** Out of a path: on with the script where it was to go on, or at its close. */
export function leavePath(steps: readonly ScriptStep[], progress: Progress, to: 'back' | 'close'): Progress {
  const close = steps.findLast((s) => s.kind === 'close' && !s.aside);
  const stepId = to === 'close' ? (close?.id ?? progress.stepId) : (progress.path?.back ?? progress.stepId);
  return { ...progress, path: null, stepId };
}

export const toggled = (list: readonly string[], id: string): readonly string[] =>
  list.includes(id) ? list.filter((x) => x !== id) : [...list, id];
