// The score of a run, live or finished: five categories, each point with the line and the rule that gave it (5b). A critical
// miss fails whatever the sum says.
import { cameUp, claimedTooSoon, counted, toldBefore } from './counted.ts';
import { doings, dueAt, type Found, inTime, timeOf } from './deadline.ts';
import { at, type Evidence } from './evidence.ts';
import { outpours } from './manner.ts';
import { says, whyRule, whyTag } from './matcher.ts';
import { otherTime, remarks } from './remarks.ts';
import type { Manner, PracticeRun } from './run-data.ts';
import type { CriticalItem, Scenario, ScoreItem } from './scenario.ts';
import { type Talk, talkOf } from './talk.ts';

export type { Evidence } from './evidence.ts';

export const categories = ['empathy', 'listening', 'compliance', 'accuracy', 'efficiency'] as const;
export type Category = (typeof categories)[number];

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
  kind: CriticalItem['kind'];
  done: boolean;
  /** `open` = the call goes on and there is still time. */
  state: 'open' | 'met' | 'missed';
  why: 'never' | 'late' | 'done-but-must-not' | 'not-learned' | 'other-time' | null;
  /** Of a must with a limit, ms from the ring. */
  dueMs: number | null;
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
  /** The issue behind the call (product.md row 32), a dimension of its own; null = the scenario has none. */
  why: { ruleId: string; title: string; named: boolean; line: number | null; quote: string | null } | null;
  talk: Talk;
}

const points = { empathy: 20, accuracy: 20, efficiency: 10 } as const;
export function score(scenario: Scenario, run: PracticeRun): Score {
  const empathy = scoreEmpathy(scenario, run);
  const talk = talkOf(run);
  const heard = counted(scenario, run);
  const all: CategoryScore[] = [
    empathy,
    scoreItems(scenario, 'listening', heard),
    scoreItems(scenario, 'compliance', heard),
    scoreAccuracy(scenario, run),
    scoreEfficiency(scenario, run, talk),
  ];
  const judged = all.filter((c) => c.points !== null);
  const of = judged.reduce((sum, c) => sum + c.of, 0);
  const total =
    of === 0 ? null : Math.round((100 * judged.reduce((sum, c) => sum + (c.points ?? 0), 0)) / of);
  const critical = scenario.critical.map((c) => scoreCritical(scenario, c, run));
  const criticalMissed = critical.some((c) => c.state === 'missed');
  const levels = empathy.evidence.map((e) => e.points);
  return {
    categories: all,
    total,
    passMark: scenario.passMark,
    critical,
    criticalMissed,
    passed: run.ended !== null && !criticalMissed && total !== null && total >= scenario.passMark,
    cues: { met: levels.length, meanLevel: mean(levels) },
    why: scoreWhy(scenario, heard),
    talk,
  };
}

const mean = (list: readonly number[]): number | null =>
  list.length === 0 ? null : list.reduce((sum, n) => sum + n, 0) / list.length;

/** Per cue, not per call: the mean level of the replies, of 4. */
function scoreEmpathy(scenario: Scenario, run: PracticeRun): CategoryScore {
  const evidence = doings(run).flatMap((x): Evidence[] => {
    const level = x.said.cueLevel;
    if (level === null) return [];
    const title = [scenario.empathy[levelKey(level)], ...mannerOf(scenario, x)].join(', ');
    const why = level === 0 ? ('never' as const) : null;
    return [{ ruleId: `E${level}`, title, points: level, of: 4, ...at(x), words: x.said.cueWords, why }];
  });
  const average = mean(evidence.map((e) => e.points));
  return {
    category: 'empathy',
    points: average === null ? null : Math.round((average / 4) * points.empathy),
    of: points.empathy,
    evidence,
  };
}

export const levelKey = (level: number): '0' | '1' | '2' | '3' | '4' =>
  level <= 0 ? '0' : level === 1 ? '1' : level === 2 ? '2' : level === 3 ? '3' : '4';

function scoreItems(
  scenario: Scenario,
  category: 'listening' | 'compliance',
  run: PracticeRun,
): CategoryScore {
  const items: readonly ScoreItem[] = scenario[category];
  const done = doings(run);
  const spoke = done.some((x) => x.said.who === 'agent');
  // What never came up earns nothing and costs nothing; what was broken all the same has come up.
  const arose = (i: ScoreItem) =>
    i.when === undefined ||
    cameUp(scenario, run.lines, i.when, run.lines.length) ||
    (i.kind === 'must-not' && done.some((x) => i.tags.some((t) => x.said.tags.includes(t))));
  const evidence = items.filter(arose).map((item): Evidence => {
    const earns = item.kind === 'earn';
    const firsts = item.tags.map((tag) =>
      done.find((x) => x.said.tags.includes(tag) && !(earns && outpours(x.said))),
    );
    const hits = firsts.filter((x) => x !== undefined).toSorted((a, b) => a.line - b.line);
    // The line that completes it stands as the proof.
    const found = item.need === 'all' ? hits.at(-1) : hits[0];
    const met = item.need === 'all' ? hits.length === firsts.length : hits.length > 0;
    const timely = inTime(run, found, item.within);
    const among = met ? undefined : pouredOut(done, item);
    const broken = item.kind === 'must-not' && found?.said.act === 'hang_up';
    const title =
      among !== undefined
        ? `${item.title}: ${scenario.manner.monologue}`
        : broken && found.said.text !== ''
          ? found.said.text
          : item.title;
    const head = { ruleId: item.ruleId, title, of: item.of, ...at(found ?? among), words: [] };
    // A "must not" is only earned by somebody who has spoken.
    if (item.kind === 'must-not') {
      const why = hits.length > 0 ? ('done-but-must-not' as const) : spoke ? null : ('never' as const);
      return { ...head, points: why === null ? item.of : 0, why };
    }
    if (item.onlyAfter !== undefined && claimedTooSoon(done, item.tags, item.onlyAfter))
      return { ...head, points: 0, why: 'untrue' };
    const other = otherTime(scenario, item, done);
    if (other !== null)
      return { ...head, ...at(other.found), title: other.title, points: 0, why: 'other-time' };
    const why = !met ? ('never' as const) : timely ? null : ('late' as const);
    return { ...head, points: why === null ? item.of : 0, why };
  });
  evidence.push(...remarks(scenario, category, done));
  return {
    category,
    points: done.length === 0 ? null : evidence.reduce((sum, e) => sum + e.points, 0),
    of: evidence.reduce((sum, e) => sum + e.of, 0),
    evidence,
  };
}

/** Lines that count for a must: one that pours everything out shows nothing, until it is said by itself. */
const pouredOut = (done: readonly Found[], item: Pick<ScoreItem, 'kind' | 'tags'> | CriticalItem) =>
  item.kind === 'must-not'
    ? undefined
    : done.find((x) => outpours(x.said) && item.tags.some((tag) => x.said.tags.includes(tag)));
const mannerOf = (scenario: Scenario, x: Found) => (x.said.manner ?? []).map((m) => scenario.manner[m]);

function scoreCritical(scenario: Scenario, item: CriticalItem, run: PracticeRun): CriticalResult {
  const done = doings(run);
  const hits = done.filter(
    (x) =>
      item.tags.some((tag) => x.said.tags.includes(tag)) && (item.kind === 'must-not' || !outpours(x.said)),
  );
  const { learned } = item;
  const knows = learned === undefined || toldBefore(scenario, run.lines, run.lines.length).has(learned);
  const due = dueAt(run, item.within);
  const head = { ruleId: item.ruleId, title: item.title, kind: item.kind };
  if (item.kind === 'must-not') {
    // With a limit: must not be done until then.
    const bad = hits.find((x) => item.within === null || (due !== null && x.said.atMs <= due));
    const state = bad !== undefined ? 'missed' : run.ended === null ? 'open' : 'met';
    const why = bad === undefined ? null : ('done-but-must-not' as const);
    return { ...head, done: bad === undefined, state, why, dueMs: null, ...at(bad) };
  }
  const found = hits.find((x) => knows || x.said.act === 'caller_address');
  if (found !== undefined && inTime(run, found, item.within)) {
    const other = otherTime(scenario, item, done);
    const said = other === null ? {} : { title: `${item.title}: ${other.title}`, why: 'other-time' as const };
    return { ...head, done: true, state: 'met', why: null, dueMs: due, ...at(found), ...said };
  }
  const late = due !== null && timeOf(run) > due;
  const state = late || run.ended !== null ? 'missed' : 'open';
  const why = found !== undefined ? 'late' : hits.length > 0 ? 'not-learned' : 'never';
  const among = found === undefined ? (hits[0] ?? pouredOut(done, item)) : undefined;
  const title =
    why === 'never' && among !== undefined ? `${item.title}: ${scenario.manner.monologue}` : item.title;
  return { ...head, title, done: false, state, why, dueMs: due, ...at(found ?? among) };
}

/**
 * Facts of the case said back right, and fields of the saved message. A fact said wrong earns nothing, even if said right
 * elsewhere. The message is judged once it is saved or the call has ended.
 */
function scoreAccuracy(scenario: Scenario, run: PracticeRun): CategoryScore {
  const said = doings(run).filter((x) => x.said.who === 'agent');
  const form = run.form !== null || run.ended !== null ? scenario.form : [];
  const worth = scenario.facts.length * 3 + form.reduce((sum, f) => sum + f.of, 0);
  const scale = worth === 0 ? 0 : points.accuracy / worth;
  const facts = scenario.facts.map((fact, i): Evidence => {
    const wrong = said.find((x) => x.said.factsWrong.includes(fact.id));
    const right = said.find((x) => x.said.factsSaid.includes(fact.id) && !outpours(x.said));
    const why = wrong !== undefined ? ('wrong' as const) : right === undefined ? ('never' as const) : null;
    const of = 3 * scale;
    const earned = why === null ? of : 0;
    const told = wrong !== undefined && toldBefore(scenario, run.lines, wrong.line).has(fact.id);
    const asIs = told && fact.ours !== true ? `${scenario.remarks.X2}: ${fact.title}` : fact.title;
    return {
      ruleId: `A${i + 1}`,
      title: wrong !== undefined && fact.ours === true ? `${scenario.remarks.X5} (${fact.title})` : asIs,
      points: earned,
      of,
      ...at(wrong ?? right),
      words: [],
      why,
    };
  });
  const saved = run.lines.findLastIndex((l) => l.act === 'save_message');
  const fields = form.map((item): Evidence => {
    const value = run.form?.[item.field] ?? '';
    const right = says(value, item.accepts, scenario.synonyms);
    const why = run.form === null ? ('not-saved' as const) : right ? null : ('wrong' as const);
    const line = saved < 0 ? null : saved;
    const place = { line, quote: value === '' ? null : value, atMs: run.lines[saved]?.atMs ?? null };
    const of = item.of * scale;
    return { ruleId: item.ruleId, title: item.title, points: right ? of : 0, of, ...place, words: [], why };
  });
  const evidence = [...facts, ...fields];
  return {
    category: 'accuracy',
    points: worth === 0 ? null : Math.round(evidence.reduce((sum, e) => sum + e.points, 0)),
    of: points.accuracy,
    evidence,
  };
}

/**
 * Judged when the call has ended, and 0 if it was broken off. Z1 turns: one off for each beyond par; Z2 time: one off for each
 * half minute beyond par; Z3 dead air: one off for each 10 seconds; Z4: one off for each hint asked for.
 */
function scoreEfficiency(scenario: Scenario, run: PracticeRun, talk: Talk): CategoryScore {
  const of = points.efficiency;
  // A call that was lost early shows nothing of how quickly it could have been done; one that was broken off shows it.
  const early = run.ended === 'unresolved' && talk.turns * 2 < scenario.parTurns;
  if (run.ended === null || early) return { category: 'efficiency', points: null, of, evidence: [] };
  const row = (ruleId: keyof typeof scenario.efficiency, lost: number, most: number): Evidence => ({
    ruleId,
    title: scenario.efficiency[ruleId],
    points: Math.max(0, most - lost),
    of: most,
    line: null,
    quote: null,
    atMs: null,
    words: [],
    why: null,
  });
  const lines = doings(run).filter((x) => x.said.who === 'agent');
  // Z5: a point for each line said before or poured out, three at most.
  const said = (list: readonly Manner[]) =>
    list.flatMap((m): Evidence[] => {
      const all = lines.filter((x) => x.said.manner?.includes(m));
      const title = scenario.manner[m];
      const lost = Math.min(3, all.length);
      return lost === 0 ? [] : [{ ...row('Z1', 0, 0), ruleId: 'Z5', title, points: -lost, ...at(all[0]) }];
    });
  const evidence = [
    row('Z1', Math.max(0, talk.turns - scenario.parTurns), 4),
    row('Z2', Math.ceil(Math.max(0, talk.seconds - scenario.parSeconds) / 30), 3),
    row('Z3', Math.floor(talk.deadAirSeconds / 10), 3),
    ...said(['monologue', 'repeated']),
    ...(run.hintsUsed === 0 ? [] : [{ ...row('Z4', 0, 0), points: -run.hintsUsed }]),
  ];
  const sum = evidence.reduce((total, e) => total + e.points, 0);
  const broken = run.ended === 'hung-up' || run.ended === 'left';
  return {
    category: 'efficiency',
    points: broken ? 0 : Math.max(0, sum),
    of,
    evidence: broken ? [] : evidence,
  };
}

function scoreWhy(scenario: Scenario, run: PracticeRun): Score['why'] {
  if (scenario.why === null) return null;
  const found = doings(run).find((x) => x.said.tags.includes(whyTag));
  const { line, quote } = at(found);
  return { ruleId: whyRule, title: scenario.why.title, named: found !== undefined, line, quote };
}
