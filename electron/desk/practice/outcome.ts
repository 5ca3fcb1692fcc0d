// What lists and progress keep of a finished run: the machine's score by the rules it was played by.
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { score } from '#shared/domain/practice/score.ts';
import type { Outcome, SkillShares } from './store.ts';

export function outcomeOf(scenario: Scenario, run: PracticeRun): Outcome {
  const made = score(scenario, run);
  const skills: SkillShares = {};
  for (const c of made.categories)
    skills[c.category] = c.points === null || c.of === 0 ? null : Math.max(0, c.points / c.of);
  return { state: 'finished', ending: run.ended, score: made.total, passed: made.passed, skills };
}
