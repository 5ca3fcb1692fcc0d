// Content check of a whole script: each spoken line, and what the steps must and must not do.
import type { Script, ScriptStep } from './script.ts';
import { fieldsOf } from './fill.ts';
import { lintSpoken, lintUnspoken, type SpokenProblem } from './spoken-lint.ts';

export interface ScriptFinding {
  stepId: string;
  text: string;
  problem: SpokenProblem | 'verify-offers-fact' | 'too-many-questions' | 'phrase-twice' | 'reviewed-clinical';
}

const spokenOf = (step: ScriptStep): string[] => [
  ...step.say,
  ...Object.values(step.sayWhen).flatMap((lines) => lines ?? []),
  ...step.phrases.map((p) => p.text),
];

/** Empty = fit to be used. A clinical script stays marked draft until the review issue adds a reviewer. */
export function lintScript(script: Script): ScriptFinding[] {
  const out: ScriptFinding[] = script.steps.flatMap((step) => [
    ...spokenOf(step).flatMap((text) =>
      lintSpoken(text).map((problem) => ({ stepId: step.id, text, problem })),
    ),
    ...[step.why, ...step.ticks].flatMap((text) =>
      lintUnspoken(text).map((problem) => ({ stepId: step.id, text, problem })),
    ),
    ...structure(step),
  ]);
  if (script.clinical && script.review !== 'draft')
    out.push({ stepId: '', text: script.title, problem: 'reviewed-clinical' });
  return out;
}

function structure(step: ScriptStep): ScriptFinding[] {
  const out: ScriptFinding[] = [];
  // C19: identity is asked, never offered. No fact of the record may stand in what is said while verifying.
  if (step.kind === 'verify')
    for (const text of spokenOf(step))
      if (fieldsOf(text).some((f) => !f.startsWith('agent.') && !f.startsWith('practice.')))
        out.push({ stepId: step.id, text, problem: 'verify-offers-fact' });
  // Row 27: at most five open questions a reason's step.
  if (step.phrases.filter((p) => p.kind === 'explore').length > 5)
    out.push({ stepId: step.id, text: step.title, problem: 'too-many-questions' });
  if (new Set(step.phrases.map((p) => p.id)).size < step.phrases.length)
    out.push({ stepId: step.id, text: step.title, problem: 'phrase-twice' });
  return out;
}
