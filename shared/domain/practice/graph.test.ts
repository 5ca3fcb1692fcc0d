// The way of a run through its scenario.
import { expect, it } from 'vitest';
import { graphOf } from './graph.ts';
import { playBy } from './players.ts';
import { r2 } from './testing.ts';

it('draws every node and way on, and none taken without a run', () => {
  const graph = graphOf(r2, null);
  expect(graph.nodes.map((n) => n.id)).toEqual(r2.nodes.map((n) => n.id));
  expect(graph.nodes.filter((n) => n.kind === 'start').map((n) => n.id)).toEqual([r2.start]);
  expect(graph.edges.every((e) => e.taken === 0)).toBe(true);
  const ids = new Set(r2.nodes.map((n) => n.id));
  for (const e of graph.edges) expect(ids.has(e.from) && ids.has(e.to)).toBe(true);
  expect(new Set(graph.edges.map((e) => `${e.from}>${e.to}`)).size).toBe(graph.edges.length);
});

it('follows a run from the start to its ending, with the level of each answered cue', () => {
  const run = playBy('best', r2, 1, 7);
  const graph = graphOf(r2, run);
  expect(graph.way[0]).toBe(r2.start);
  expect(graph.way.at(-1)).toBe(run.nodeId);
  const taken = graph.edges.reduce((sum, e) => sum + e.taken, 0);
  expect(taken).toBe(graph.way.length - 1);
  for (const n of graph.nodes) expect(n.visits.length > 0).toBe(graph.way.includes(n.id));
  const levels = run.lines.flatMap((l) => l.cueLevel ?? []);
  expect(graph.nodes.filter((n) => n.level !== null).length).toBeGreaterThan(0);
  expect(graph.nodes.filter((n) => n.level !== null).length).toBeLessThanOrEqual(levels.length);
});

it('names the event or trigger that a run jumped by', () => {
  const jump = {
    ...r2,
    triggers: [
      { id: 'gone', when: { silence: 5 }, once: true, say: [], emotion: 0, trust: 0, to: 'hung_up' },
    ],
  };
  const graph = graphOf(jump, playBy('silent', jump, 1, 7));
  expect(graph.edges.find((e) => e.from === r2.start && e.to === 'hung_up')).toMatchObject({
    by: ['gone'],
    taken: 1,
  });
});
