// What a call's script still asks for, a line a step. Pure.
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import { fillTemplate, plainText } from '#shared/domain/script/fill.ts';
import type { ScriptStep } from '#shared/domain/script/script.ts';
import type { Missing } from '#shared/domain/script/walk.ts';

/** With the title of its step: the wrap-up has no steps any more. */
export interface Left extends Missing {
  title: string;
}
/** As it is read: filled with what is known. */
export const titled = (
  missing: readonly Missing[],
  steps: readonly ScriptStep[],
  facts: ScriptFacts = {},
): Left[] =>
  missing.map((m) => ({
    ...m,
    text: plainText(fillTemplate(m.text, facts)),
    title: steps.find((s) => s.id === m.stepId)?.title ?? m.stepId,
  }));

export interface LeftStep {
  stepId: string;
  title: string;
  of: Partial<Record<Missing['what'], string[]>>;
}
export function byStep(missing: readonly Left[]): LeftStep[] {
  const out: LeftStep[] = [];
  for (const { stepId, title, what, text } of missing) {
    let step = out.find((s) => s.stepId === stepId);
    if (step === undefined) out.push((step = { stepId, title, of: {} }));
    (step.of[what] ??= []).push(text);
  }
  return out;
}
