// Walks the states that choices, acts, silence and events lead to. What decides where a call goes (node, feeling, what was
// done) makes a state; the rest is left out, so that a few thousand states stand for all calls.
import { problem, type ScenarioProblem } from './problem.ts';
import { nodeOf } from './patient.ts';
import { createRun, step } from './run.ts';
import type { PracticeInput, PracticeRun } from './run-data.ts';
import { practiceLevels, type Scenario, type ScenarioNode } from './scenario.ts';

/** More states than this are not walked: the scenario is too tangled to be checked, and is refused for it. */
const mostStates = 40_000;

interface Edge {
  to: string;
  tags: readonly string[];
  /** Only where this event is in the plan. */
  event: string | null;
  by: PracticeInput;
}
interface State {
  run: PracticeRun;
  edges: Edge[];
  /** Edges by what they are, so that each stands once. */
  known: Set<string>;
}
export interface Walk {
  problems: ScenarioProblem[];
  states: number;
  edges: number;
  /** By level: the shortest way to each ending that is reached, as inputs. */
  ways: Record<string, Record<string, PracticeInput[]>>;
}

/** Somebody who types only what no rule knows must still reach an end: the ways without a condition may not go in a circle. */
export function endless(scenario: Scenario): ScenarioProblem[] {
  const byId = new Map(scenario.nodes.map((n) => [n.id, n]));
  const ends = new Set<string>();
  return scenario.nodes.flatMap((from, i) => {
    const seen = new Set<string>();
    let node: ScenarioNode | undefined = from;
    while (node !== undefined && node.ending === null && !ends.has(node.id)) {
      if (seen.has(node.id)) return [problem('endless', from.id, ['nodes', i, 'transitions'])];
      seen.add(node.id);
      node = byId.get(node.transitions.at(-1)?.to ?? '');
    }
    for (const id of seen) ends.add(id);
    return [];
  });
}

/** What was done that a transition asks for. */
const askedFor = (s: Scenario) => new Set(s.nodes.flatMap((n) => n.transitions.flatMap((t) => t.did)));

/** Inputs that may change where the call goes, besides the choices on offer. */
function inputsOf(s: Scenario): PracticeInput[] {
  const acts = new Map<string, PracticeInput>();
  const add = (act: Scenario['acts'][number]['act'], detail: string | null) =>
    void acts.set(`${act}:${detail}`, { kind: 'act', act, detail: detail ?? '' });
  const did = askedFor(s);
  // An act that moves nobody and is asked for by nothing leads nowhere: it can be done at any time.
  for (const a of s.acts) if (a.emotion !== 0 || did.has(a.tag)) add(a.act, a.detail);
  for (const t of s.triggers)
    if ('act' in t.when && (t.emotion !== 0 || t.to !== null)) add(t.when.act, t.when.detail);
  if (s.triggers.some((t) => 'held' in t.when)) {
    add('hold', null);
    add('resume', null);
  }
  const leads = (x: { emotion: number; to: string | null }) => x.emotion !== 0 || x.to !== null;
  const rung = new Set(s.triggers.flatMap((t) => ('event' in t.when && leads(t) ? [t.when.event] : [])));
  const quiet = new Set(
    s.triggers
      .filter(leads)
      .flatMap((t) => ('silence' in t.when ? [t.when.silence] : 'held' in t.when ? [t.when.held] : [])),
  );
  return [
    // A line that no rule knows, as typed text may be.
    { kind: 'say', reply: { text: 'hm' } },
    ...[...acts.values()].filter((a) => a.kind === 'act' && a.act !== 'hang_up'),
    ...[...quiet].map((seconds): PracticeInput => ({ kind: 'silence', seconds })),
    ...s.events
      .filter((e) => leads(e) || rung.has(e.id))
      .map((e): PracticeInput => ({ kind: 'event', eventId: e.id, by: 'trainer' })),
  ];
}

/** A scenario is walked once: check, tests and tables ask for the same walk. */
const walked = new WeakMap<Scenario, Walk>();
export function walk(scenario: Scenario): Walk {
  const known = walked.get(scenario) ?? walkAll(scenario);
  walked.set(scenario, known);
  return known;
}

function walkAll(full: Scenario): Walk {
  const quietLevel = (l: Scenario['levels']['1']) => ({ ...l, noise: false, events: [] });
  const { '1': one, '2': two, '3': three, '4': four } = full.levels;
  // Noise and the plan of events are out of the walk: an event is an input as any other.
  const s: Scenario = {
    ...full,
    levels: { '1': quietLevel(one), '2': quietLevel(two), '3': quietLevel(three), '4': quietLevel(four) },
  };
  const did = askedFor(s);
  const others = inputsOf(s);
  const strip = (run: PracticeRun): PracticeRun => ({
    ...run,
    lines: [],
    inputs: [],
    trust: 0,
    turns: 0,
    told: [],
    still: [],
    waiting: [],
    // Behind a muted microphone nothing goes on but the time.
    muted: false,
    did: run.did.filter((t) => did.has(t)).toSorted(),
    // That some things work only once is left out: it can only add ways, and the generated players find what is not there.
    fired: [],
    played: [],
  });
  const keyOf = (r: PracticeRun) => `${r.nodeId}|${r.emotion}|${r.ended}|${r.held}|${r.did.join()}`;
  const states = new Map<string, State>();
  const starts = new Map<string, string>();
  const queue: State[] = [];
  const visit = (run: PracticeRun): string => {
    const bare = strip(run);
    const key = keyOf(bare);
    if (!states.has(key)) {
      const state = { run: bare, edges: [], known: new Set<string>() };
      states.set(key, state);
      queue.push(state);
    }
    return key;
  };
  for (const level of practiceLevels) starts.set(`${level}`, visit(createRun(s, { seed: 0, level })));
  for (let state = queue.pop(); state !== undefined && states.size <= mostStates; state = queue.pop()) {
    if (state.run.ended !== null) continue;
    const choices = nodeOf(s, state.run.nodeId).choices;
    const says = choices.map((c): PracticeInput => ({ kind: 'say', reply: { choiceId: c.id } }));
    for (const input of [...says, ...others]) {
      const next = step(s, state.run, input, 0);
      if (!next.ok || next.value === state.run) continue;
      const tags = next.value.lines.flatMap((l) => l.tags);
      const event = input.kind === 'event' ? input.eventId : null;
      const to = visit(next.value);
      const same = `${to}#${event ?? ''}#${tags.join()}`;
      if (!state.known.has(same)) state.edges.push({ to, tags, event, by: input });
      state.known.add(same);
    }
  }
  if (states.size > mostStates)
    return {
      problems: [problem('too-many-ways', full.id, ['nodes'])],
      states: states.size,
      edges: 0,
      ways: {},
    };
  return judge(full, states, starts);
}

type Fits = (e: Edge) => boolean;
function reach(states: Map<string, State>, from: readonly string[], fits: Fits): Set<string> {
  const seen = new Set(from);
  const queue = [...from];
  for (let key = queue.pop(); key !== undefined; key = queue.pop())
    for (const e of states.get(key)?.edges ?? [])
      if (!seen.has(e.to) && fits(e)) {
        seen.add(e.to);
        queue.push(e.to);
      }
  return seen;
}

/** Breadth first, so that each ending is met by its shortest way; trainers' events are no part of it. */
function waysOf(
  states: Map<string, State>,
  start: string,
  planned: readonly string[],
): Record<string, PracticeInput[]> {
  const came = new Map<string, { from: string; by: PracticeInput } | null>([[start, null]]);
  const ways: Record<string, PracticeInput[]> = {};
  let ring = [start];
  while (ring.length > 0) {
    const next: string[] = [];
    for (const key of ring) {
      const state = states.get(key);
      if (state === undefined) continue;
      if (state.run.ended !== null) ways[state.run.nodeId] ??= back(came, key);
      for (const e of state.edges) {
        if (came.has(e.to) || (e.event !== null && !planned.includes(e.event))) continue;
        came.set(e.to, { from: key, by: e.by });
        next.push(e.to);
      }
    }
    ring = next;
  }
  return ways;
}
function back(came: Map<string, { from: string; by: PracticeInput } | null>, end: string): PracticeInput[] {
  const out: PracticeInput[] = [];
  for (let at = came.get(end); at !== null && at !== undefined; at = came.get(at.from)) out.unshift(at.by);
  return out;
}

function judge(s: Scenario, states: Map<string, State>, starts: Map<string, string>): Walk {
  const from = [...starts.values()];
  const nodesOf = (keys: Set<string>) => new Set([...keys].map((k) => states.get(k)?.run.nodeId ?? ''));
  const calm = nodesOf(reach(states, from, (e) => e.event === null));
  const ways: Walk['ways'] = {};
  const any = new Set<string>();
  const perLevel = practiceLevels.map((level) => {
    const planned = s.levels[`${level}`].events;
    const start = starts.get(`${level}`) ?? '';
    const nodes = nodesOf(reach(states, [start], (e) => e.event === null || planned.includes(e.event)));
    for (const n of nodes) any.add(n);
    ways[`${level}`] = waysOf(states, start, planned);
    return { level, nodes };
  });
  const ended = (keys: Set<string>) => [...keys].some((k) => states.get(k)?.run.ended !== null);
  const problems = [
    ...s.nodes.flatMap((n, i) => (any.has(n.id) ? [] : [problem('unreachable-node', n.id, ['nodes', i])])),
    ...s.nodes.flatMap((n, i) =>
      // What only an event leads to is asked of the levels that plan it.
      any.has(n.id) && calm.has(n.id)
        ? perLevel
            .filter((l) => !l.nodes.has(n.id))
            .map((l) => problem('unreachable-at-level', `${n.id}:${l.level}`, ['nodes', i]))
        : [],
    ),
    ...s.critical.flatMap((c, i) => {
      const hits = (e: Edge) => c.tags.some((t) => e.tags.includes(t));
      const byAct = s.acts.some((a) => c.tags.includes(a.tag));
      const can = byAct || [...states.values()].some((x) => x.edges.some(hits));
      const avoids = ended(reach(states, from, (e) => e.event === null && !hits(e)));
      return [
        ...((c.kind === 'must' ? can : avoids)
          ? []
          : [problem('critical-unreachable', c.ruleId, ['critical', i])]),
        ...((c.kind === 'must' ? avoids : can)
          ? []
          : [problem('critical-unmissable', c.ruleId, ['critical', i])]),
      ];
    }),
    ...(passable(s, states, from) ? [] : [problem('unpassable', s.id, ['critical'])]),
  ];
  const edges = [...states.values()].reduce((sum, x) => sum + x.edges.length, 0);
  return { problems, states: states.size, edges, ways };
}

/** Some way to a resolved end meets all that must be done and nothing that must not. Acts can be done at any time. */
function passable(s: Scenario, states: Map<string, State>, from: readonly string[]): boolean {
  const acts = new Set(s.acts.map((a) => a.tag));
  const must = s.critical.filter((c) => c.kind === 'must' && !c.tags.some((t) => acts.has(t)));
  const never = s.critical.filter((c) => c.kind === 'must-not').flatMap((c) => c.tags);
  const all = 2 ** must.length - 1;
  const bits = (e: Edge) =>
    must.reduce((sum, c, i) => (c.tags.some((t) => e.tags.includes(t)) ? sum | (1 << i) : sum), 0);
  const seen = new Set(from.map((k) => `${k}#0`));
  // The most met first: a way that passes is found soon.
  const piles: { key: string; met: number }[][] = Array.from({ length: must.length + 1 }, () => []);
  const count = (n: number) => n.toString(2).replaceAll('0', '').length;
  for (const key of from) piles[0]?.push({ key, met: 0 });
  for (let left = 300_000; left > 0; left -= 1) {
    const at = piles.findLast((p) => p.length > 0)?.pop();
    if (at === undefined) return false;
    const state = states.get(at.key);
    if (state?.run.ended === 'resolved' && at.met === all) return true;
    for (const e of state?.edges ?? []) {
      if (e.event !== null || e.tags.some((t) => never.includes(t))) continue;
      const met = at.met | bits(e);
      const key = `${e.to}#${met}`;
      if (seen.has(key)) continue;
      seen.add(key);
      piles[count(met)]?.push({ key: e.to, met });
    }
  }
  return false;
}
