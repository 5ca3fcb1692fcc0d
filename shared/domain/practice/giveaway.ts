// Whether a line's length gives the answer away: where the longest line is the best one nearly everywhere, a trainee learns to
// count words and not to listen.
import type { Scenario, ScenarioNode } from './scenario.ts';
import { readReply } from './run.ts';

/** In at most this share of the nodes may the longest line be the best one. */
export const mostLongest = 1 / 3;
/** Of fewer nodes with lines to choose from, a share says nothing. */
const fewest = 6;

/** How good a line is at a node, by what the rules see in it: the cue answered, the caller moved, musts, items and facts. */
export function worthOf(scenario: Scenario, node: ScenarioNode, text: string): number {
  const { reading, rating, emotion, trust } = readReply(scenario, node, text);
  const any = (tags: readonly string[]) => tags.some((t) => reading.tags.includes(t));
  const critical = scenario.critical
    .filter((c) => any(c.tags))
    .reduce((sum, c) => sum + (c.kind === 'must' ? 6 : -12), 0);
  const items = [...scenario.listening, ...scenario.compliance]
    .filter((i) => any(i.tags))
    .reduce((sum, i) => sum + (i.kind === 'earn' ? i.of / 2 : -i.of), 0);
  const facts = 2 * (reading.factsSaid.length - reading.factsWrong.length);
  return 4 * (rating?.level ?? 0) + trust - 2 * emotion + critical + items + facts;
}

export interface Giveaway {
  /** Nodes with lines to choose from. */
  nodes: number;
  /** Of these, where no line is better than the longest (the shortest). */
  longest: string[];
  shortest: string[];
}
export function giveaway(scenario: Scenario): Giveaway {
  const nodes = scenario.nodes.filter((n) => n.choices.length > 1);
  const bestAt = (end: 0 | -1) => (node: ScenarioNode) => {
    const worth = node.choices
      .toSorted((a, b) => b.text.length - a.text.length)
      .map((c) => worthOf(scenario, node, c.text));
    return worth.at(end) === Math.max(...worth);
  };
  const ids = (end: 0 | -1) => nodes.filter(bestAt(end)).map((n) => n.id);
  return { nodes: nodes.length, longest: ids(0), shortest: ids(-1) };
}

/** `9 of 12`; null = its lengths give nothing away. */
export function longestIsBest(scenario: Scenario): string | null {
  const { nodes, longest } = giveaway(scenario);
  if (nodes < fewest || longest.length <= nodes * mostLongest) return null;
  return `${longest.length} of ${nodes}`;
}
