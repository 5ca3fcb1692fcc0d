// What is wrong with a scenario's text, by line; and the scenario itself when nothing is.
import { lintSource, type LintLine } from '#shared/domain/practice/lint.ts';
import { scenarioFile, type Scenario } from '#shared/domain/practice/scenario.ts';
import type { Sources } from './sources.ts';

/** Shape and text alone: quick enough for every save. */
export const readFindings = (text: string): LintLine[] => lintSource(text);

/** The model check too, once, before it is published. Null = it doesn't lint clean. */
export function cleanScenario(text: string, sources: Sources): Scenario | null {
  if (lintSource(text, sources.bases()).length > 0) return null;
  const read = scenarioFile.safeParse(JSON.parse(text));
  return read.success ? sources.completed(read.data) : null;
}
