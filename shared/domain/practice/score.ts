// The score of a run, live or finished: five categories, each point with the line and the rule that gave it (5b). A critical
// miss fails whatever the sum says.
import type { PracticeRun, RunLine } from './run.ts';
import type { Scenario, ScoreItem } from './scenario.ts';

export type Category = 'empathy' | 'listening' | 'compliance' | 'accuracy' | 'efficiency';

/** One point-giving (or point-losing) observation. `quote` is the line that shows it; null = no line did. */
export interface Evidence {
  ruleId: string;
  title: string;
  points: number;
  of: number;
  /** Index in `run.lines`. */
  line: number | null;
  quote: string | null;
  atMs: number | null;
}
/** `points: null` = nothing to judge (no cue was met): shown as "–", never as 0, and left out of the sum. */
export interface CategoryScore {
  category: Category;
  points: number | null;
  of: number;
  evidence: Evidence[];
}
export interface CriticalResult {
  ruleId: string;
  title: string;
  done: boolean;
  line: number | null;
  quote: string | null;
  atMs: number | null;
}
export interface Score {
  categories: CategoryScore[];
  /** 0 to 100, of the categories that could be judged; null = none could. */
  total: number | null;
  passMark: number;
  critical: CriticalResult[];
  criticalMissed: boolean;
  /** Only a finished call passes. */
  passed: boolean;
  cues: { met: number; meanLevel: number | null };
}

const points = { empathy: 20, accuracy: 20, efficiency: 10 } as const;
const agentLines = (run: PracticeRun) =>
  run.lines.map((said, line) => ({ said, line })).filter((x) => x.said.who === 'agent');
const at = (found: { said: RunLine; line: number } | undefined) => ({
  line: found?.line ?? null,
  quote: found?.said.text ?? null,
  atMs: found?.said.atMs ?? null,
});

export function score(scenario: Scenario, run: PracticeRun): Score {
  const empathy = scoreEmpathy(scenario, run);
  const categories: CategoryScore[] = [
    empathy,
    scoreItems('listening', scenario.listening, run),
    scoreItems('compliance', scenario.compliance, run),
    scoreAccuracy(scenario, run),
    scoreEfficiency(scenario, run),
  ];
  const judged = categories.filter((c) => c.points !== null);
  const of = judged.reduce((sum, c) => sum + c.of, 0);
  const total =
    of === 0 ? null : Math.round((100 * judged.reduce((sum, c) => sum + (c.points ?? 0), 0)) / of);
  const critical = scenario.critical.map((c) => {
    const found = agentLines(run).find((x) => c.tags.some((tag) => x.said.tags.includes(tag)));
    return { ruleId: c.ruleId, title: c.title, done: found !== undefined, ...at(found) };
  });
  const criticalMissed = critical.some((c) => !c.done);
  return {
    categories,
    total,
    passMark: scenario.passMark,
    critical,
    criticalMissed,
    passed: run.ended !== null && !criticalMissed && total !== null && total >= scenario.passMark,
    cues: {
      met: empathy.evidence.length,
      meanLevel:
        empathy.evidence.length === 0
          ? null
          : empathy.evidence.reduce((sum, e) => sum + e.points, 0) / empathy.evidence.length,
    },
  };
}

/** Per cue, not per call: the mean level of the replies, of 4. */
function scoreEmpathy(scenario: Scenario, run: PracticeRun): CategoryScore {
  const evidence = agentLines(run).flatMap((x) => {
    const level = x.said.cueLevel;
    if (level === null) return [];
    const title = scenario.empathy[levelKey(level)];
    return [{ ruleId: `E${level}`, title, points: level, of: 4, ...at(x) }];
  });
  const mean =
    evidence.length === 0 ? null : evidence.reduce((sum, e) => sum + e.points, 0) / evidence.length;
  return {
    category: 'empathy',
    points: mean === null ? null : Math.round((mean / 4) * points.empathy),
    of: points.empathy,
    evidence,
  };
}

const levelKey = (level: number): '0' | '1' | '2' | '3' | '4' =>
  level <= 0 ? '0' : level === 1 ? '1' : level === 2 ? '2' : level === 3 ? '3' : '4';

function scoreItems(
  category: 'listening' | 'compliance',
  items: readonly ScoreItem[],
  run: PracticeRun,
): CategoryScore {
  const said = agentLines(run);
  const evidence = items.map((item) => {
    const firsts = item.tags.map((tag) => said.find((x) => x.said.tags.includes(tag)));
    const hits = firsts.filter((x) => x !== undefined).toSorted((a, b) => a.line - b.line);
    // The line that completes it stands as the proof.
    const found = item.need === 'all' ? hits.at(-1) : hits[0];
    const met = item.need === 'all' ? hits.length === firsts.length : hits.length > 0;
    // A "must not" is only earned by somebody who has spoken.
    const earned = item.kind === 'earn' ? met : hits.length === 0 && said.length > 0;
    return {
      ruleId: item.ruleId,
      title: item.title,
      points: earned ? item.of : 0,
      of: item.of,
      ...at(found),
    };
  });
  return {
    category,
    points: evidence.reduce((sum, e) => sum + e.points, 0),
    of: items.reduce((sum, i) => sum + i.of, 0),
    evidence,
  };
}

/** Share of the case's facts that the agent said back right; a fact said wrong earns nothing, even if said right elsewhere. */
function scoreAccuracy(scenario: Scenario, run: PracticeRun): CategoryScore {
  const said = agentLines(run);
  const each = scenario.facts.length === 0 ? 0 : points.accuracy / scenario.facts.length;
  const evidence = scenario.facts.map((fact, i) => {
    const wrong = said.find((x) => x.said.factsWrong.includes(fact.id));
    const right = said.find((x) => x.said.factsSaid.includes(fact.id));
    return {
      ruleId: `A${i + 1}`,
      title: fact.title,
      points: wrong === undefined && right !== undefined ? each : 0,
      of: each,
      ...at(wrong ?? right),
    };
  });
  return {
    category: 'accuracy',
    points: scenario.facts.length === 0 ? null : Math.round(evidence.reduce((sum, e) => sum + e.points, 0)),
    of: points.accuracy,
    evidence,
  };
}

/** A point off for each turn beyond par and each hint asked for; judged when the call has ended, and 0 if the caller hung up. */
function scoreEfficiency(scenario: Scenario, run: PracticeRun): CategoryScore {
  const turns = agentLines(run).length;
  const over = Math.max(0, turns - scenario.parTurns);
  const value =
    run.ended === null
      ? null
      : run.ended === 'hung-up'
        ? 0
        : Math.max(0, points.efficiency - over - run.hintsUsed);
  return { category: 'efficiency', points: value, of: points.efficiency, evidence: [] };
}
