// Model check of a scenario before anybody practises with it (5b, authoring lint): every node reachable, no dead end, each
// critical item can be met and can be missed, every name that is used exists. Walks all states that choices lead to.
import { says } from './matcher.ts';
import { answer, createRun, type PracticeRun } from './run.ts';
import { practiceLevels, type Scenario, type ScenarioNode } from './scenario.ts';

export interface ScenarioProblem {
  code:
    | 'id-twice'
    | 'unknown-node'
    | 'unknown-tag'
    | 'unknown-fact'
    | 'unknown-synonym'
    | 'no-way-on'
    | 'no-choice'
    | 'ending-goes-on'
    | 'endless'
    | 'unreachable-node'
    | 'cue-words-missing'
    | 'better-line-is-weak'
    | 'critical-unreachable'
    | 'critical-unmissable'
    | 'unpassable';
  where: string;
}

/** Empty = fit for use. Structure first: the walk runs only on a scenario whose parts fit together. */
export function checkScenario(scenario: Scenario): ScenarioProblem[] {
  const structure = [...namesOf(scenario), ...scenario.nodes.flatMap((n) => nodeProblems(scenario, n))];
  return structure.length > 0 ? structure : [...endless(scenario), ...walkAll(scenario)];
}

const problem = (code: ScenarioProblem['code'], where: string): ScenarioProblem => ({ code, where });
const twice = (ids: readonly string[]) => ids.filter((x, i) => ids.indexOf(x) !== i);

function namesOf(scenario: Scenario): ScenarioProblem[] {
  const tags = new Set(scenario.rules.map((r) => r.tag));
  const facts = new Set(scenario.facts.map((f) => f.id));
  const groups = new Set(Object.keys(scenario.synonyms));
  const used = [
    ...scenario.rules.flatMap((r) => [...r.any, ...r.unless]),
    ...scenario.facts.flatMap((f) => [...f.said, ...f.contradicts]),
    ...scenario.nodes.flatMap((n) => n.cue?.names ?? []),
  ];
  const items = [...scenario.listening, ...scenario.compliance, ...scenario.critical];
  return [
    ...twice(scenario.nodes.map((n) => n.id)).map((id) => problem('id-twice', id)),
    ...twice([...scenario.rules.map((r) => r.id), ...items.map((i) => i.ruleId)]).map((id) =>
      problem('id-twice', id),
    ),
    ...twice(scenario.nodes.flatMap((n) => (n.cue === null ? [] : [n.cue.id]))).map((id) =>
      problem('id-twice', id),
    ),
    ...(scenario.nodes.some((n) => n.id === scenario.start) ? [] : [problem('unknown-node', 'start')]),
    ...items.flatMap((i) =>
      i.tags.filter((t) => !tags.has(t)).map((t) => problem('unknown-tag', `${i.ruleId}:${t}`)),
    ),
    ...scenario.nodes.flatMap((n) =>
      n.tells.filter((t) => !facts.has(t)).map((t) => problem('unknown-fact', `${n.id}:${t}`)),
    ),
    ...used
      .flatMap((p) => p.split(' '))
      .filter((w) => w.startsWith('@') && !groups.has(w.slice(1)))
      .map((w) => problem('unknown-synonym', w)),
  ];
}

function nodeProblems(scenario: Scenario, node: ScenarioNode): ScenarioProblem[] {
  const tags = new Set(scenario.rules.map((r) => r.tag));
  const ids = new Set(scenario.nodes.map((n) => n.id));
  const last = node.transitions.at(-1);
  const isOpen = last?.tags.length === 0 && last.emotionAtLeast === null && last.emotionAtMost === null;
  const out: ScenarioProblem[] = node.transitions.flatMap((t) => [
    ...(ids.has(t.to) ? [] : [problem('unknown-node', `${node.id}:${t.to}`)]),
    ...t.tags.filter((x) => !tags.has(x)).map((x) => problem('unknown-tag', `${node.id}:${x}`)),
  ]);
  if (node.ending === null && !isOpen) out.push(problem('no-way-on', node.id));
  if (node.ending === null && node.choices.length < 2) out.push(problem('no-choice', node.id));
  if (node.ending !== null && node.transitions.length + node.choices.length > 0)
    out.push(problem('ending-goes-on', node.id));
  out.push(...twice(node.choices.map((c) => c.id)).map((id) => problem('id-twice', `${node.id}:${id}`)));
  const cue = node.cue;
  if (cue !== null) {
    if (node.caller.some((line) => !line.includes(cue.words)))
      out.push(problem('cue-words-missing', node.id));
    if (!says(cue.better, cue.names, scenario.synonyms)) out.push(problem('better-line-is-weak', node.id));
  }
  return out;
}

/** Somebody who types only what no rule knows must still reach an end: the ways without a condition may not go in a circle. */
function endless(scenario: Scenario): ScenarioProblem[] {
  return scenario.nodes.flatMap((from) => {
    const seen = new Set<string>();
    let node: ScenarioNode | undefined = from;
    while (node !== undefined && node.ending === null) {
      if (seen.has(node.id)) return [problem('endless', from.id)];
      seen.add(node.id);
      const next: string | undefined = node.transitions.at(-1)?.to;
      node = scenario.nodes.find((n) => n.id === next);
    }
    return [];
  });
}

/** State of the walk: where, how angry, which critical items are met. Trust decides nothing but the score. */
interface State {
  run: PracticeRun;
  met: ReadonlySet<string>;
}
const keyOf = (s: State) => `${s.run.nodeId}|${s.run.emotion}|${s.run.ended}|${[...s.met].toSorted().join()}`;

function walkAll(scenario: Scenario): ScenarioProblem[] {
  const nodes = new Set<string>();
  const metAtEnd = new Set<string>();
  const missedAtEnd = new Set<string>();
  let allMet = false;
  for (const level of practiceLevels) {
    const seen = new Set<string>();
    const queue: State[] = [{ run: createRun(scenario, { seed: 0, level }), met: new Set() }];
    for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
      if (seen.has(keyOf(state))) continue;
      seen.add(keyOf(state));
      nodes.add(state.run.nodeId);
      if (state.run.ended !== null) {
        for (const c of scenario.critical) (state.met.has(c.ruleId) ? metAtEnd : missedAtEnd).add(c.ruleId);
        if (state.met.size === scenario.critical.length && state.run.ended === 'resolved') allMet = true;
      } else queue.push(...next(scenario, state));
    }
  }
  return [
    ...scenario.nodes.filter((n) => !nodes.has(n.id)).map((n) => problem('unreachable-node', n.id)),
    ...scenario.critical
      .filter((c) => !metAtEnd.has(c.ruleId))
      .map((c) => problem('critical-unreachable', c.ruleId)),
    ...scenario.critical
      .filter((c) => !missedAtEnd.has(c.ruleId))
      .map((c) => problem('critical-unmissable', c.ruleId)),
    ...(allMet ? [] : [problem('unpassable', scenario.id)]),
  ];
}

function next(scenario: Scenario, state: State): State[] {
  const node = scenario.nodes.find((n) => n.id === state.run.nodeId);
  const replies = [
    ...(node?.choices ?? []).map((c) => ({ choiceId: c.id })),
    // A line that no rule knows, as typed text may be.
    { text: 'hm' },
  ];
  return replies.flatMap((reply) => {
    // The history of lines is of no use to the walk and would make every state new.
    const answered = answer(scenario, { ...state.run, lines: [] }, reply, 0);
    if (!answered.ok) return [];
    const tags = answered.value.lines.find((l) => l.who === 'agent')?.tags ?? [];
    const met = scenario.critical.filter((c) => c.tags.some((t) => tags.includes(t))).map((c) => c.ruleId);
    return [{ run: answered.value, met: new Set([...state.met, ...met]) }];
  });
}
