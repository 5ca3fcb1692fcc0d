// Which line of the form a finding of the lint stands beside. Pure.
import type { ScriptFinding } from '#shared/domain/script/script-lint.ts';
import { hasText, t } from '../text/t.ts';
import type { Where } from './edit.ts';

/** `steps.0.say.1: Too small …`: the schema names a place rather than a text. */
const formPlace = /^([a-zA-Z0-9.]+)(?::|$)/;

/** Findings of one step, each with the line it is about: its place `say.1`, its text, or nothing = the step as a whole. */
export function ofStep(
  findings: readonly ScriptFinding[],
  where: Where,
  stepId: string,
): readonly ScriptFinding[] {
  return findings.filter((f) => f.stepId === stepId && (f.where === where || f.where === ''));
}
export const ofWhole = (findings: readonly ScriptFinding[]): readonly ScriptFinding[] =>
  findings.filter((f) => f.stepId === '');

function placeIn(finding: ScriptFinding): string | null {
  if (finding.problem !== 'form') return null;
  const place = formPlace.exec(finding.text)?.[1]?.split('.') ?? [];
  return place[0] === 'steps' || place[0] === 'brief' ? place.slice(2).join('.') : place.join('.');
}

/** Of these, what is wrong with the line at `place` (`say.0`, `phrases.2.text`) that reads `text`. */
export const ofLine = (
  findings: readonly ScriptFinding[],
  place: string,
  text: string,
): readonly ScriptFinding[] =>
  findings.filter((f) => {
    const at = placeIn(f);
    return at === null ? f.text === text && text !== '' : at === place;
  });

/** The sentence of a finding. */
export const sentenceOf = (finding: ScriptFinding): string => {
  const key = `script-editor.problem.${finding.problem}`;
  return hasText(key) ? t(key) : finding.problem;
};
/** All sentences of a line as one, or nothing. */
export const errorOf = (findings: readonly ScriptFinding[]): string | undefined =>
  findings.length === 0 ? undefined : [...new Set(findings.map(sentenceOf))].join(' ');
