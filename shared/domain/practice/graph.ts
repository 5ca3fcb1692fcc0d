// A scenario as a graph, with the way of one run through it: for the debrief's picture and the editor. Plain data, no places.
import type { PracticeRun } from './run-data.ts';
import type { Scenario } from './scenario.ts';

export interface GraphNode {
  id: string;
  /** First variant of the caller's line. */
  text: string;
  kind: 'start' | 'middle' | 'ending';
  ending: Scenario['nodes'][number]['ending'];
  cueId: string | null;
  /** Lines of the run here, in order, as places in `run.lines`; empty = not visited. */
  visits: number[];
  /** The cue was answered at this level (the last time); null = no cue, or not answered. */
  level: number | null;
}
export interface GraphEdge {
  from: string;
  to: string;
  /** What leads here: tags, a mark of feeling, a trigger or an event; empty = whatever is said. */
  by: string[];
  taken: number;
}
export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** Node ids in the order the run went through them. */
  way: string[];
}

export function graphOf(scenario: Scenario, run: PracticeRun | null): Graph {
  const lines = run?.lines ?? [];
  const way: string[] = [];
  for (const l of lines) if (way.at(-1) !== l.nodeId) way.push(l.nodeId);
  const nodes = scenario.nodes.map((n): GraphNode => {
    const answered = lines.findLast((l) => l.who === 'agent' && l.nodeId === n.id && l.cueLevel !== null);
    return {
      id: n.id,
      text: n.caller[0] ?? '',
      kind: n.ending !== null ? 'ending' : n.id === scenario.start ? 'start' : 'middle',
      ending: n.ending,
      cueId: n.cue?.id ?? null,
      visits: lines.flatMap((l, i) => (l.nodeId === n.id ? [i] : [])),
      level: answered?.cueLevel ?? null,
    };
  });
  return { nodes, edges: edgesOf(scenario, way), way };
}

/** One edge for each pair of nodes; what triggers and events lead to is drawn only where the run went that way. */
function edgesOf(scenario: Scenario, way: readonly string[]): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  const add = (from: string, to: string, by: string[], taken: number): void => {
    const key = `${from}>${to}`;
    const known = edges.get(key) ?? { from, to, by: [], taken: 0 };
    edges.set(key, { ...known, by: [...new Set([...known.by, ...by])], taken: known.taken + taken });
  };
  for (const n of scenario.nodes)
    for (const t of n.transitions)
      add(n.id, t.to, [...t.tags, ...t.did, ...marks(t.emotionAtLeast, t.emotionAtMost)], 0);
  for (const [i, to] of way.entries()) {
    const from = way[i - 1];
    if (from === undefined) continue;
    const jumps = edges.has(`${from}>${to}`) ? [] : jumpsTo(scenario, to);
    add(from, to, jumps, 1);
  }
  return [...edges.values()];
}

const marks = (least: number | null, most: number | null): string[] => [
  ...(least === null ? [] : [`≥ ${least}`]),
  ...(most === null ? [] : [`≤ ${most}`]),
];
const jumpsTo = (scenario: Scenario, to: string): string[] =>
  [...scenario.triggers, ...scenario.events].filter((x) => x.to === to).map((x) => x.id);
