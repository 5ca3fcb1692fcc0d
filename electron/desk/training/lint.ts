// What is wrong with a scenario's text, by line; and the scenario itself when nothing is.
import { lintSource, type LintLine } from '#shared/domain/practice/lint.ts';
import { scenarioFile, type Scenario } from '#shared/domain/practice/scenario.ts';
import type { Sources } from './sources.ts';

/** Shape and text alone: quick enough for every save. */
export const readFindings = (text: string): LintLine[] => lintSource(text);

/** A text of which the lint thread has found nothing wrong. Null = no base of its language ships. */
export function readClean(text: string, sources: Sources): Scenario | null {
  const read = scenarioFile.safeParse(JSON.parse(text));
  return read.success ? sources.completed(read.data) : null;
}
