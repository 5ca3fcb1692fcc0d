// Where each node of a scenario stands in the picture: layered from the start downwards. Pure; a hundred nodes take some
// milliseconds.
import dagre from '@dagrejs/dagre';
import { isOpen } from './nodes.ts';
import type { Draft } from './shape.ts';

export const box = { width: 212, height: 76 } as const;

export interface Spot {
  at: number;
  x: number;
  y: number;
}
export interface Way {
  id: string;
  from: number;
  to: number;
  /** What leads this way; empty = everything else. */
  by: string;
  open: boolean;
}

/** Ways to nodes that aren't there are left out: the lint names them. Several between the same two are one. */
export function waysOf(draft: Draft): Way[] {
  const first = new Map<string, number>();
  draft.nodes.forEach((n, i) => first.has(n.id) || first.set(n.id, i));
  const out = new Map<string, Way>();
  draft.nodes.forEach((n, from) => {
    for (const t of n.transitions) {
      const to = first.get(t.to);
      if (to === undefined) continue;
      const id = `${from}-${to}`;
      const by = [...t.tags, ...t.did].join(' + ');
      const known = out.get(id);
      out.set(id, {
        id,
        from,
        to,
        by: [known?.by ?? '', by].filter((x) => x !== '').join(', '),
        open: isOpen(t) || known?.open === true,
      });
    }
  });
  return [...out.values()];
}

/** What leads where, without words: the layout hangs on nothing else. */
export const linksOf = (ways: readonly Way[]): string => ways.map((w) => `${w.from}-${w.to}`).join();

export function spotsOf(nodes: number, links: string): Spot[] {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 56, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (let i = 0; i < nodes; i++) graph.setNode(String(i), { ...box });
  for (const link of links.split(',')) {
    const [from = '', to = ''] = link.split('-');
    if (from !== to) graph.setEdge(from, to);
  }
  dagre.layout(graph);
  return Array.from({ length: nodes }, (_, at) => {
    const placed = graph.node(String(at));
    return { at, x: Math.round(placed.x - box.width / 2), y: Math.round(placed.y - box.height / 2) };
  });
}
