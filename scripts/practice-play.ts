// Plays the turns of a file against a scenario without a desk: the same rules, the same score, with every reason.
import { debrief } from '#shared/domain/practice/debrief.ts';
import { apply, createRun, speakingMs } from '#shared/domain/practice/run.ts';
import type { PracticeLevel, Scenario } from '#shared/domain/practice/scenario.ts';
import type { Turn } from './practice-turns.ts';

const refused: Record<string, string> = {
  'not-found': 'no such choice or event stands here',
  'invalid-input': 'it is empty, too long, or nothing a call knows',
  conflict: 'the caller can not hear it, or it has happened already',
};

export type Played = { ok: true; told: object } | { ok: false; why: string };

/** Without times, a line takes as long as it takes to say it, and an act a second. Turns after the end are counted, not played. */
export function play(scenario: Scenario, level: PracticeLevel, seed: number, turns: readonly Turn[]): Played {
  let run = createRun(scenario, { seed, level });
  let unused = 0;
  for (const { input, atMs, line } of turns) {
    const before = run.lines.at(-1)?.atMs ?? 0;
    const takes = input.kind === 'say' ? ('text' in input.reply ? speakingMs(input.reply.text) : 4000) : 1000;
    const quiet = input.kind === 'silence' ? input.seconds * 1000 : takes;
    const next = apply(scenario, run, input, atMs ?? before + quiet);
    if (next.ok) run = next.value;
    else if (run.ended !== null) unused += 1;
    else return { ok: false, why: `Line ${line} was refused: ${refused[next.code] ?? next.code}.` };
  }
  const told = debrief(scenario, run);
  const { categories, critical, why, talk, ...score } = told.score;
  return {
    ok: true,
    told: {
      scenario: {
        id: scenario.id,
        version: scenario.version,
        title: scenario.title,
        review: scenario.review,
      },
      practice: true,
      level,
      seed,
      ended: run.ended,
      unusedTurns: unused,
      score: {
        ...score,
        perCategory: Object.fromEntries(categories.map((c) => [c.category, { points: c.points, of: c.of }])),
      },
      critical,
      reasons: categories.flatMap((c) => c.evidence.map((e) => ({ category: c.category, ...e }))),
      why,
      talk,
      strengths: told.strengths,
      nextStep: told.nextStep,
      transcript: run.lines.map((l) => ({
        who: l.who,
        atMs: l.atMs,
        text: l.clear ?? l.text,
        ...(l.act === null ? {} : { act: l.act, detail: l.detail }),
        ...(l.cueLevel === null ? {} : { cue: l.cueId, level: l.cueLevel, words: l.cueWords }),
        ...(l.ruleIds.length === 0 ? {} : { rules: l.ruleIds }),
        emotion: l.emotion,
        trust: l.trust,
      })),
    },
  };
}
