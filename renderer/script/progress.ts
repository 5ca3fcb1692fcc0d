// Where the agent stands in a script. Steps are remembered by id, so that a reason that changes in mid-call keeps the
// greeting and the verification done. Pure.
import type { Mood, Script, ScriptStep } from '#shared/domain/script/script.ts';

export interface Progress {
  /** null = the first step that is not done. */
  stepId: string | null;
  done: readonly string[];
  /** Not chosen yet: the order of a calm call, and no chip lit. */
  mood: Mood | null;
  /** `step phrase` ids that were said, and `step tick` ones that were ticked. */
  said: readonly string[];
  ticked: readonly string[];
  /** Whether the verified patient is the one who calls; null = not said. */
  callerIsPatient: boolean | null;
}
export const atStart: Progress = {
  stepId: null,
  done: [],
  mood: null,
  said: [],
  ticked: [],
  callerIsPatient: null,
};

/** Verifying is done when the desk says so, not when somebody pressed Next. */
export const isDone = (step: ScriptStep, progress: Progress, verified: boolean): boolean =>
  step.kind === 'verify' ? verified : progress.done.includes(step.id);

export function currentStep(script: Script, progress: Progress, verified: boolean): ScriptStep {
  const chosen = script.steps.find((s) => s.id === progress.stepId);
  const open = script.steps.find((s) => !isDone(s, progress, verified));
  const first = script.steps[0];
  if (!first) throw new Error('a script has at least three steps');
  return chosen ?? open ?? first;
}

/** The steps around one; null at the ends. Verifying, once it is done, is not gone on to. */
export function around(
  script: Script,
  step: ScriptStep,
  verified = false,
): { back: ScriptStep | null; next: ScriptStep | null } {
  const at = script.steps.findIndex((s) => s.id === step.id);
  return {
    back: script.steps[at - 1] ?? null,
    next: script.steps.find((s, i) => i > at && !(verified && s.kind === 'verify')) ?? null,
  };
}

const added = (list: readonly string[], id: string): readonly string[] =>
  list.includes(id) ? list : [...list, id];

/** On to the next step; the one that is left counts as done. At the end it stays there. */
export function goOn(script: Script, progress: Progress, step: ScriptStep, verified = false): Progress {
  return {
    ...progress,
    done: added(progress.done, step.id),
    stepId: around(script, step, verified).next?.id ?? step.id,
  };
}

export const toggled = (list: readonly string[], id: string): readonly string[] =>
  list.includes(id) ? list.filter((x) => x !== id) : [...list, id];
