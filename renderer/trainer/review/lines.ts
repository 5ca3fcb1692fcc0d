// A run's lines as a trainer reads them: which cue a line answers, what the machine gave and by which words, what it matched.
// Pure; made from run and scenario, as the score is.
import { cueOf, type PracticeRun, type RunLine } from '#shared/domain/practice/run.ts';
import { injectedLines } from '#shared/domain/practice/injected.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';

export interface CueRating {
  /** Counts the answered cues of the run from 0: what a human rating is kept under. */
  cueIndex: number;
  level: number;
  /** `E0` to `E4`, and the scenario's sentence for it. */
  rule: string;
  title: string;
  words: readonly string[];
  better: string | null;
}
export interface ReviewLine {
  /** Index in `run.lines`. */
  index: number;
  who: RunLine['who'];
  /** A trainer let it happen. */
  byTrainer: boolean;
  /** Of a desk's line the rule that it met; empty = none. */
  text: string;
  act: RunLine['act'];
  detail: string | null;
  atMs: number;
  /** Caller's line: where the cue's words stand in it. */
  marks: { start: number; end: number }[];
  /** Agent's line that answers a cue. */
  cue: CueRating | null;
  matched: { ruleId: string; title: string }[];
}

const levelKey = (level: number): '0' | '1' | '2' | '3' | '4' => `${Math.min(4, Math.max(0, level))}` as '0';

export function reviewLines(scenario: Scenario, run: PracticeRun): ReviewLine[] {
  let answered = 0;
  const injected = injectedLines(run);
  const titles = new Map(scenario.rules.map((rule) => [rule.id, rule.title]));
  return run.lines.map((line, index) => {
    const cue = cueOf(scenario, line.cueId);
    const at = line.who === 'caller' && cue !== null ? line.text.indexOf(cue.words) : -1;
    const rated = line.who === 'agent' && line.cueLevel !== null;
    return {
      index,
      who: line.who,
      byTrainer: injected.has(index),
      text: line.text,
      act: line.act,
      detail: line.detail,
      atMs: line.atMs,
      marks: cue !== null && at >= 0 ? [{ start: at, end: at + cue.words.length }] : [],
      cue: rated
        ? {
            cueIndex: answered++,
            level: line.cueLevel ?? 0,
            rule: `E${line.cueLevel ?? 0}`,
            title: scenario.empathy[levelKey(line.cueLevel ?? 0)],
            words: line.cueWords,
            better: cue?.better ?? null,
          }
        : null,
      matched:
        line.who === 'agent'
          ? line.ruleIds.map((ruleId) => ({ ruleId, title: titles.get(ruleId) ?? ruleId }))
          : [],
    };
  });
}

/** Feeling and trust after each line, for the picture of the call. */
export const seriesOf = (run: PracticeRun): { at: number; emotion: number; trust: number }[] =>
  run.lines.map((line) => ({ at: line.atMs / 1000, emotion: line.emotion, trust: line.trust }));

/** The line that a comment stands under: the last one that had begun by then. */
export const lineOfTime = (
  lines: readonly Pick<ReviewLine, 'index' | 'atMs'>[],
  atMs: number,
): number | null => (lines.findLast((line) => line.atMs <= atMs) ?? lines[0])?.index ?? null;
