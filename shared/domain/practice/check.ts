// Model check of a scenario before anybody practises with it (5b, authoring lint): every name that is used exists, every node
// and ending is reached, no dead end, each critical item can be met and can be missed.
import { readLine, says, whyTag } from './matcher.ts';
import { practiceLevels, type Scenario, type ScenarioNode } from './scenario.ts';
import { longestIsBest } from './giveaway.ts';
import { problem, type ScenarioProblem } from './problem.ts';
import { endless, walk } from './walk.ts';

export type { ProblemCode, ScenarioProblem } from './problem.ts';

/** Empty = fit for use. Structure first: the walk runs only on a scenario whose parts fit together. */
export function checkScenario(scenario: Scenario): ScenarioProblem[] {
  const structure = [
    ...idsTwice(scenario),
    ...unknownNames(scenario),
    ...around(scenario),
    ...scenario.nodes.flatMap((n, i) => nodeProblems(scenario, n, i)),
  ];
  if (structure.length > 0) return structure;
  const circles = endless(scenario);
  if (circles.length > 0) return circles;
  const share = longestIsBest(scenario);
  return [
    ...walk(scenario).problems,
    ...(share === null ? [] : [problem('longest-is-best', share, ['nodes'])]),
  ];
}

interface Named {
  name: string;
  path: ScenarioProblem['path'];
}
const twice = (list: readonly Named[]): ScenarioProblem[] => {
  const seen = new Set<string>();
  return list.flatMap(({ name, path }) => {
    if (seen.has(name)) return [problem('id-twice', name, path)];
    seen.add(name);
    return [];
  });
};

const itemsOf = (s: Scenario) =>
  (['listening', 'compliance', 'critical'] as const).flatMap((list) =>
    s[list].map((item, i) => ({ item, path: [list, i] })),
  );

function idsTwice(s: Scenario): ScenarioProblem[] {
  const rules = [
    ...s.rules.map((r, i) => ({ name: r.id, path: ['rules', i] })),
    ...itemsOf(s).map(({ item, path }) => ({ name: item.ruleId, path })),
    ...s.form.map((f, i) => ({ name: f.ruleId, path: ['form', i] })),
    // One rule of the desk may be met by several acts.
    ...new Map(s.acts.map((a, i) => [a.ruleId, { name: a.ruleId, path: ['acts', i] }])).values(),
  ];
  return [
    ...twice(s.nodes.map((n, i) => ({ name: n.id, path: ['nodes', i, 'id'] }))),
    ...twice(rules),
    ...twice(
      s.nodes.flatMap((n, i) =>
        n.cue === null ? [] : [{ name: n.cue.id, path: ['nodes', i, 'cue', 'id'] }],
      ),
    ),
    ...twice(s.triggers.map((t, i) => ({ name: t.id, path: ['triggers', i, 'id'] }))),
    ...twice(s.events.map((e, i) => ({ name: e.id, path: ['events', i, 'id'] }))),
    ...twice(s.facts.map((f, i) => ({ name: f.id, path: ['facts', i, 'id'] }))),
  ];
}

export function tagsOf(s: Scenario): Set<string> {
  const own = [...s.rules.map((r) => r.tag), ...s.acts.map((a) => a.tag)];
  const feeling = own.some((t) => t.startsWith('feeling_')) ? ['feeling'] : [];
  return new Set([...own, ...feeling, ...(s.why === null ? [] : [whyTag])]);
}

function unknownNames(s: Scenario): ScenarioProblem[] {
  const tags = tagsOf(s);
  const facts = new Set(s.facts.map((f) => f.id));
  const used: { patterns: readonly string[]; path: ScenarioProblem['path'] }[] = [
    ...s.rules.map((r, i) => ({ patterns: [...r.any, ...r.unless], path: ['rules', i] })),
    ...s.facts.map((f, i) => ({
      patterns: [...f.said, ...f.contradicts, ...(f.asks ?? [])],
      path: ['facts', i],
    })),
    ...s.nodes.map((n, i) => ({ patterns: n.cue?.names ?? [], path: ['nodes', i, 'cue', 'names'] })),
    ...s.form.map((f, i) => ({ patterns: f.accepts, path: ['form', i] })),
    { patterns: s.why?.patterns ?? [], path: ['why'] },
  ];
  return [
    ...(s.nodes.some((n) => n.id === s.start) ? [] : [problem('unknown-node', 'start', ['start'])]),
    ...itemsOf(s).flatMap(({ item, path }) =>
      item.tags
        .filter((t) => !tags.has(t))
        .map((t) => problem('unknown-tag', `${item.ruleId}:${t}`, [...path, 'tags'])),
    ),
    ...s.nodes.flatMap((n, i) =>
      n.tells
        .filter((t) => !facts.has(t))
        .map((t) => problem('unknown-fact', `${n.id}:${t}`, ['nodes', i, 'tells'])),
    ),
    ...cameUpNames(s, tags, facts),
    ...used.flatMap(({ patterns, path }) =>
      patterns
        .flatMap((p) => p.split(' '))
        .filter((w) => w.startsWith('@') && s.synonyms[w.slice(1)] === undefined)
        .map((w) => problem('unknown-synonym', w, path)),
    ),
  ];
}

/** What an item or the issue behind the call waits for. */
function cameUpNames(s: Scenario, tags: ReadonlySet<string>, facts: ReadonlySet<string>): ScenarioProblem[] {
  const places = new Set(s.nodes.flatMap((n) => [n.id, ...(n.cue === null ? [] : [n.cue.id])]));
  const there = (name: string) => places.has(name) || tags.has(name) || facts.has(name);
  const wrong = (names: readonly string[], fits: (name: string) => boolean, path: ScenarioProblem['path']) =>
    names.filter((n) => !fits(n)).map((n) => problem('unknown-name', n, path));
  return [
    ...wrong(s.why?.after ?? [], there, ['why', 'after']),
    ...itemsOf(s).flatMap(({ item, path }) => [
      ...('when' in item ? wrong(item.when ?? [], there, [...path, 'when']) : []),
      ...('onlyAfter' in item && item.onlyAfter !== undefined
        ? wrong([item.onlyAfter], (n) => tags.has(n), [...path, 'onlyAfter'])
        : []),
      ...('learned' in item && item.learned !== undefined
        ? wrong([item.learned], (n) => facts.has(n), [...path, 'learned'])
        : []),
    ]),
  ];
}

/** Triggers, events, limits, the scenario to take instead. */
function around(s: Scenario): ScenarioProblem[] {
  const nodes = new Set(s.nodes.map((n) => n.id));
  const events = new Map(s.events.map((e) => [e.id, e]));
  const cues = new Set(['start', ...s.nodes.flatMap((n) => (n.cue === null ? [] : [n.cue.id]))]);
  const facts = new Set(s.facts.map((f) => f.id));
  const to = (list: 'triggers' | 'events') =>
    s[list].flatMap((x, i) =>
      x.to === null || nodes.has(x.to) ? [] : [problem('unknown-node', `${x.id}:${x.to}`, [list, i, 'to'])],
    );
  return [
    ...to('triggers'),
    ...to('events'),
    ...s.triggers.flatMap((t, i) => [
      ...('event' in t.when && !events.has(t.when.event)
        ? [problem('unknown-event', `${t.id}:${t.when.event}`, ['triggers', i, 'when'])]
        : []),
      ...('factTold' in t.when && !facts.has(t.when.factTold)
        ? [problem('unknown-fact', `${t.id}:${t.when.factTold}`, ['triggers', i, 'when'])]
        : []),
    ]),
    ...practiceLevels.flatMap((level) =>
      s.levels[`${level}`].events.flatMap((id) => {
        const path = ['levels', `${level}`, 'events'];
        const event = events.get(id);
        if (event === undefined) return [problem('unknown-event', `${level}:${id}`, path)];
        return event.atTurn === null ? [problem('event-without-turn', `${level}:${id}`, path)] : [];
      }),
    ),
    ...itemsOf(s).flatMap(({ item, path }) =>
      item.within === null || cues.has(item.within.after)
        ? []
        : [problem('unknown-cue', `${item.ruleId}:${item.within.after}`, [...path, 'within'])],
    ),
    ...(s.sensitive?.instead === s.id ? [problem('instead-of-itself', s.id, ['sensitive'])] : []),
  ];
}

/** "You are not in pain, are you?" puts the answer in the caller's mouth. */
const leads =
  /(?:,\s*(?:(?:is|are|was|were|do|does|did|has|have|can|will)(?:n['’]t)?\s+(?:it|you|he|she|they|that)|right|correct|no|verdad)|^\s*(?:don['’]t you|isn['’]t it|surely)\b[^?]*)\s*\?/iu;

function nodeProblems(s: Scenario, node: ScenarioNode, i: number): ScenarioProblem[] {
  const tags = tagsOf(s);
  const ids = new Set(s.nodes.map((n) => n.id));
  const at = (...rest: (string | number)[]) => ['nodes', i, ...rest];
  const last = node.transitions.at(-1);
  const isOpen =
    last?.tags.length === 0 &&
    last.did.length === 0 &&
    last.emotionAtLeast === null &&
    last.emotionAtMost === null;
  const out: ScenarioProblem[] = node.transitions.flatMap((t, j) => [
    ...(ids.has(t.to) ? [] : [problem('unknown-node', `${node.id}:${t.to}`, at('transitions', j, 'to'))]),
    ...[...t.tags, ...t.did]
      .filter((x) => !tags.has(x))
      .map((x) => problem('unknown-tag', `${node.id}:${x}`, at('transitions', j))),
  ]);
  if (node.ending === null && !isOpen) out.push(problem('no-way-on', node.id, at('transitions')));
  if (node.ending === null && node.choices.length < 2) out.push(problem('no-choice', node.id, at('choices')));
  if (node.ending !== null && node.transitions.length + node.choices.length > 0)
    out.push(problem('ending-goes-on', node.id, at('ending')));
  out.push(
    ...twice(node.choices.map((c, j) => ({ name: c.id, path: at('choices', j) }))).map((p) => ({
      ...p,
      where: `${node.id}:${p.where}`,
    })),
  );
  const cue = node.cue;
  if (cue === null) return out;
  if (node.caller.some((line) => !line.includes(cue.words)))
    out.push(problem('cue-words-missing', node.id, at('caller')));
  const feels = readLine(s, cue.better).tags.includes('feeling');
  if (!feels && !says(cue.better, cue.names, s.synonyms))
    out.push(problem('better-line-is-weak', node.id, at('cue', 'better')));
  if (leads.test(cue.better)) out.push(problem('leading-question', node.id, at('cue', 'better')));
  return out;
}
