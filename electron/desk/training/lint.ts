// What is wrong with a scenario's text, by line; and the scenario itself when nothing is.
import { checkScenario } from '#shared/domain/practice/check.ts';
import { scenarioFile, type Scenario } from '#shared/domain/practice/scenario.ts';
import type { Sources } from './sources.ts';

export interface Finding {
  line: number;
  code: string;
  where: string;
  sentence: string;
}
export interface Linted {
  findings: Finding[];
  scenario: Scenario | null;
}

/** Line of an offset, from 1. */
const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Whether it can be read at all: JSON, shape, base. */
export function readDraft(text: string, sources: Sources): Linted {
  const bad = (findings: Finding[]): Linted => ({ findings, scenario: null });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    const offset = Number(/position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? 0);
    const line = lineAt(text, offset);
    return bad([{ line, code: 'not-json', where: '', sentence: 'This is not JSON from here on.' }]);
  }
  const read = scenarioFile.safeParse(raw);
  if (!read.success)
    return bad(
      read.error.issues.map((issue) => ({
        line: 0,
        code: 'not-valid',
        where: issue.path.join('.').slice(0, 200),
        sentence: issue.message.slice(0, 400),
      })),
    );
  const scenario = sources.completed(read.data);
  if (scenario === null)
    return bad([{ line: 0, code: 'no-base', where: 'base', sentence: 'No base of this language.' }]);
  return { findings: [], scenario };
}

/** The model check too: some hundred milliseconds. `scenario` only when nothing is wrong. */
export function lintDraft(text: string, sources: Sources): Linted {
  const { findings, scenario } = readDraft(text, sources);
  if (scenario === null) return { findings, scenario };
  const problems = checkScenario(scenario).map(({ code, where }) => ({
    line: 0,
    code,
    where: where.slice(0, 200),
    sentence: `${code}: ${where}`.slice(0, 400),
  }));
  return problems.length > 0 ? { findings: problems, scenario: null } : { findings: [], scenario };
}
