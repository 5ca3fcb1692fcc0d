// What the practice screen shows of a run.
import { nodeOf } from './patient.ts';
import { offered } from './offered.ts';
import type { PracticeRun } from './run-data.ts';
import type { Choice, Scenario } from './scenario.ts';

export interface RunView {
  callerLine: string;
  /** In an order drawn by the seed, so that the best line has no fixed place; each keeps its key when others are withheld. */
  choices: (Choice & { key: number })[];
  /** Lines that wait until the caller has said clearly what noise took. */
  withheld: number;
  /** `shown` carries the text; `on-ask`: ask first; null = none here or not at this level. */
  hint: { mode: 'shown' | 'on-ask'; text: string } | null;
  timerSeconds: number | null;
  emotion: number;
  trust: number;
  held: boolean;
  muted: boolean;
  ended: PracticeRun['ended'];
}

export function viewOf(scenario: Scenario, run: PracticeRun): RunView {
  const level = scenario.levels[`${run.level}`];
  // A kept run of an older version still shows its lines; it can't go on.
  const current = run.ended === null && run.scenarioVersion === scenario.version;
  const node = current ? nodeOf(scenario, run.nodeId) : null;
  const hint = node?.hint ?? null;
  return {
    callerLine: run.lines.findLast((l) => l.who === 'caller')?.text ?? '',
    ...(node === null ? { choices: [], withheld: 0 } : offered(node, run)),
    hint: hint === null || level.hints === 'none' ? null : { mode: level.hints, text: hint },
    timerSeconds: level.timer,
    emotion: run.emotion,
    trust: run.trust,
    held: run.held,
    muted: run.muted,
    ended: run.ended,
  };
}
