// Row 30: the direct style for simple tasks. A script's own brief variant where it has one; else the steps that answer a feeling
// shrink to one line. Nothing that must be said, asked or collected is left out. Pure.
import type { Script, ScriptStep } from '#shared/domain/script/script.ts';

const inOneLine = (step: ScriptStep): ScriptStep =>
  step.kind === 'acknowledge' ? { ...step, say: step.say.slice(0, 1), sayWhen: {}, phrases: [] } : step;

type Steps = Pick<Script, 'steps' | 'brief'>;
/** Whether brief says less than the whole. */
export const hasBrief = (script: Steps): boolean =>
  script.brief !== null || script.steps.some((s) => s.kind === 'acknowledge');
export const stepsOf = (script: Steps, brief: boolean): readonly ScriptStep[] =>
  brief ? (script.brief ?? script.steps.map(inOneLine)) : script.steps;
