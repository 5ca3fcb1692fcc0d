// Everything that the debrief page shows, from a run: transcript with what each line earned, missed cues with a better line,
// the curve of feeling and trust, three strengths, one next step, compliance with its times.
import { type Cause, causeOf } from './cause.ts';
import { cueOf } from './patient.ts';
import type { PracticeRun, RunLine } from './run-data.ts';
import type { Cue, Scenario } from './scenario.ts';
import { type Category, type CriticalResult, type Evidence, type Score, score } from './score.ts';

/** `missed` = a cue passed over (level 0); it has no points to show. */
export interface Chip {
  kind: Category | 'missed' | 'critical';
  ruleId: string;
  points: number | null;
  of: number | null;
  /** Why, in the content's words. */
  note: string;
  /** The words that decided. */
  words: string[];
  /** False: this is what was lost here. */
  good: boolean;
}
export interface DebriefLine {
  who: RunLine['who'];
  text: string;
  /** All the words, where noise took a piece of what was heard. */
  clear: string | null;
  atMs: number;
  nodeId: string;
  act: RunLine['act'];
  detail: string | null;
  /** Ranges of `text` to mark (the cue's words), end exclusive. */
  marks: { start: number; end: number }[];
  chips: Chip[];
  /** A better line for a cue answered below level 2. */
  better: string | null;
  missed: boolean;
}
export interface SeriesPoint {
  atMs: number;
  emotion: number;
  trust: number;
  missedCue: boolean;
}
export interface ComplianceRow {
  ruleId: string;
  title: string;
  passed: boolean;
  critical: boolean;
  why: Evidence['why'] | CriticalResult['why'];
  /** Of a limit in time, ms from the ring. */
  dueMs: number | null;
  atMs: number | null;
  quote: string | null;
}
export interface Debrief {
  scenarioId: string;
  title: string;
  version: number;
  author: string;
  level: number;
  seed: number;
  durationMs: number;
  ended: PracticeRun['ended'];
  /** What led to a bad ending; null = it ended well, goes on, or the trainee ended it. */
  because: Cause | null;
  score: Score;
  series: SeriesPoint[];
  transcript: DebriefLine[];
  /** At most three, each with the line that shows it; fewer when fewer were earned. */
  strengths: { text: string; ruleId: string; atMs: number | null; quote: string | null }[];
  /** Exactly one, the thing that would help most; null = nothing lacked. */
  nextStep: { text: string; ruleId: string; trains: string[] } | null;
  compliance: ComplianceRow[];
}

export function debrief(scenario: Scenario, run: PracticeRun): Debrief {
  const result = score(scenario, run);
  return {
    scenarioId: scenario.id,
    title: scenario.title,
    version: scenario.version,
    author: scenario.author,
    level: run.level,
    seed: run.seed,
    durationMs: run.lines.at(-1)?.atMs ?? 0,
    ended: run.ended,
    because: causeOf(scenario, run),
    score: result,
    series: run.lines.map((l) => ({
      atMs: l.atMs,
      emotion: l.emotion,
      trust: l.trust,
      missedCue: isMissed(l),
    })),
    transcript: run.lines.map((l, i) => lineOf(scenario, result, l, i)),
    strengths: strengthsOf(scenario, run, result),
    nextStep: nextStepOf(scenario, run, result),
    compliance: complianceOf(result),
  };
}

const isMissed = (l: RunLine) => l.who === 'agent' && l.cueLevel === 0;

function marksOf(text: string, cue: Cue | null): DebriefLine['marks'] {
  const start = cue === null ? -1 : text.indexOf(cue.words);
  return cue === null || start < 0 ? [] : [{ start, end: start + cue.words.length }];
}

function lineOf(scenario: Scenario, result: Score, l: RunLine, index: number): DebriefLine {
  const cue = cueOf(scenario, l.cueId);
  const head = {
    who: l.who,
    text: l.text,
    clear: l.clear,
    atMs: l.atMs,
    nodeId: l.nodeId,
    act: l.act,
    detail: l.detail,
  };
  if (l.who === 'caller' || l.who === 'event')
    return { ...head, marks: marksOf(l.text, cue), chips: [], better: null, missed: false };
  const weak = l.cueLevel !== null && l.cueLevel < 2;
  return {
    ...head,
    marks: [],
    chips: chipsOf(result, index),
    better: weak && cue !== null ? cue.better : null,
    missed: isMissed(l),
  };
}

function chipsOf(result: Score, index: number): Chip[] {
  const earned = result.categories.flatMap((c) =>
    c.evidence
      .filter((e) => e.line === index && c.category !== 'accuracy')
      .map((e): Chip => {
        const missed = c.category === 'empathy' && e.points === 0;
        return {
          kind: missed ? 'missed' : c.category,
          ruleId: e.ruleId,
          points: missed ? null : e.points,
          of: missed ? null : e.of,
          note: e.title,
          words: e.words,
          good: e.why === null,
        };
      }),
  );
  const critical = result.critical
    .filter((c) => c.line === index)
    .map((c): Chip => {
      const good = c.state !== 'missed';
      return { kind: 'critical', ruleId: c.ruleId, points: null, of: null, note: c.title, words: [], good };
    });
  return [...earned, ...critical];
}

/** The best reply to a cue first, then listening, then compliance, by what they are worth. */
function strengthsOf(scenario: Scenario, run: PracticeRun, result: Score): Debrief['strengths'] {
  const best = run.lines
    .filter((l) => l.who === 'agent' && (l.cueLevel ?? 0) >= 3)
    .toSorted((a, b) => (b.cueLevel ?? 0) - (a.cueLevel ?? 0))[0];
  const fromCue =
    best === undefined
      ? []
      : [
          {
            text: scenario.strengths[best.cueLevel === 4 ? '4' : '3'],
            ruleId: `E${best.cueLevel}`,
            atMs: best.atMs,
            quote: best.text,
          },
        ];
  const items = [...scenario.listening, ...scenario.compliance];
  const evidence = result.categories
    .filter((c) => c.category === 'listening' || c.category === 'compliance')
    .flatMap((c) => c.evidence);
  const fromItems = items.flatMap((item) => {
    const e = evidence.find((x) => x.ruleId === item.ruleId);
    return item.strength !== null && e !== undefined && e.points > 0 && e.line !== null
      ? [{ text: item.strength, ruleId: item.ruleId, atMs: e.atMs, quote: e.quote }]
      : [];
  });
  return [...fromCue, ...fromItems].slice(0, 3);
}

/** A critical miss first, then the first cue that was passed over or met with generic words, then the dearest lost item. */
function nextStepOf(scenario: Scenario, run: PracticeRun, result: Score): Debrief['nextStep'] {
  const miss = result.critical.find((c) => c.state === 'missed');
  const must = scenario.critical.find((c) => c.ruleId === miss?.ruleId);
  if (must !== undefined) return { text: must.nextStep, ruleId: must.ruleId, trains: [] };
  const weak = run.lines
    .filter((l) => l.who === 'agent' && l.cueLevel !== null && l.cueLevel < 2)
    .toSorted((a, b) => (a.cueLevel ?? 0) - (b.cueLevel ?? 0) || a.atMs - b.atMs)[0];
  const cue = cueOf(scenario, weak?.cueId ?? null);
  if (cue !== null) return { text: cue.nextStep, ruleId: `E${weak?.cueLevel ?? 0}`, trains: cue.trains };
  const lost = [...scenario.compliance, ...scenario.listening]
    .filter((item) => item.nextStep !== null && lostPoints(result, item.ruleId) > 0)
    .toSorted((a, b) => lostPoints(result, b.ruleId) - lostPoints(result, a.ruleId))[0];
  return lost === undefined ? null : { text: lost.nextStep ?? '', ruleId: lost.ruleId, trains: [] };
}

function lostPoints(result: Score, ruleId: string): number {
  const e = result.categories.flatMap((c) => c.evidence).find((x) => x.ruleId === ruleId);
  return e === undefined ? 0 : e.of - e.points;
}

/** In the order of time; what was never done stands last. */
function complianceOf(result: Score): ComplianceRow[] {
  const rows = result.categories
    .filter((c) => c.category === 'compliance')
    .flatMap((c) => c.evidence)
    .map((e) => ({ ...e, passed: e.points > 0, critical: false, dueMs: null }));
  const critical = result.critical.map((c) => ({ ...c, passed: c.done, critical: true }));
  return [...rows, ...critical]
    .map(({ ruleId, title, passed, critical: must, why, dueMs, atMs, quote }) => ({
      ruleId,
      title,
      passed,
      critical: must,
      why,
      dueMs,
      atMs,
      quote,
    }))
    .toSorted((a, b) => (a.atMs ?? Number.MAX_SAFE_INTEGER) - (b.atMs ?? Number.MAX_SAFE_INTEGER));
}
