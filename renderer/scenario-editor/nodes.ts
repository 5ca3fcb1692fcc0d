// Changes that touch more than one field of a draft: a node's name is kept true wherever it is used. Pure.
import type { Draft, DraftNode } from './shape.ts';

/** An id that none of these has: `node4`. */
export function freshId(prefix: string, taken: readonly string[]): string {
  const ids = new Set(taken);
  for (let n = taken.length + 1; ; n++) if (!ids.has(`${prefix}${n}`)) return `${prefix}${n}`;
}

/** Every place that leads to a node, with its new name. Untouched when another node has that name already. */
export function renameNode(draft: Draft, at: number, to: string): Draft {
  const from = draft.nodes[at]?.id;
  if (from === undefined || from === to) return draft;
  const alone = draft.nodes.filter((n) => n.id === from).length === 1;
  const name = (id: string): string => (alone && id === from ? to : id);
  const nameOrNone = (id: string | null): string | null => (id === null ? null : name(id));
  return {
    ...draft,
    start: name(draft.start),
    nodes: draft.nodes.map((n, i) => ({
      ...n,
      id: i === at ? to : n.id,
      transitions: n.transitions.map((t) => ({ ...t, to: name(t.to) })),
    })),
    triggers: draft.triggers.map((t) => ({ ...t, to: nameOrNone(t.to) })),
    events: draft.events.map((e) => ({ ...e, to: nameOrNone(e.to) })),
  };
}

/** Its ways in stay as they are: the lint names each, so that nothing is led elsewhere unseen. */
export const removeNode = (draft: Draft, at: number): Draft => ({
  ...draft,
  nodes: draft.nodes.filter((_, i) => i !== at),
});

export const putNode = (draft: Draft, at: number, node: DraftNode): Draft => ({
  ...draft,
  nodes: draft.nodes.map((n, i) => (i === at ? node : n)),
});

export const plainWay = (to: string): DraftNode['transitions'][number] => ({
  tags: [],
  did: [],
  emotionAtLeast: null,
  emotionAtMost: null,
  to,
});

/** A new node after `from` (the last way of which now leads to it), or by itself. */
export function addNode(draft: Draft, from: number | null): { draft: Draft; at: number } {
  const id = freshId(
    'node',
    draft.nodes.map((n) => n.id),
  );
  const before = from === null ? undefined : draft.nodes[from];
  const onward = before?.transitions.at(-1)?.to;
  const node: DraftNode = {
    id,
    caller: [''],
    cue: null,
    tells: [],
    choices: [
      { id: 'first', text: '' },
      { id: 'second', text: '' },
    ],
    transitions: onward === undefined ? [] : [plainWay(onward)],
    hint: null,
    ending: null,
  };
  const nodes =
    before === undefined || from === null || before.ending !== null
      ? draft.nodes
      : draft.nodes.map((n, i) =>
          i === from ? { ...n, transitions: [...n.transitions.slice(0, -1), plainWay(id)] } : n,
        );
  return { draft: { ...draft, nodes: [...nodes, node] }, at: nodes.length };
}

/** A way on by a tag stands before the open one, which stays last. */
export function connect(draft: Draft, from: number, to: string): Draft {
  const node = draft.nodes[from];
  if (node === undefined) return draft;
  const last = node.transitions.at(-1);
  const open = last !== undefined && isOpen(last);
  const way = plainWay(to);
  const transitions = open ? [...node.transitions.slice(0, -1), way, last] : [...node.transitions, way];
  return putNode(draft, from, { ...node, transitions });
}
export const isOpen = (t: DraftNode['transitions'][number]): boolean =>
  t.tags.length + t.did.length === 0 && t.emotionAtLeast === null && t.emotionAtMost === null;

/** Tags that something gives: the draft's own rules and acts, and those of the base. */
export const tagsOf = (draft: Draft, ofBase: readonly string[]): string[] =>
  [...new Set([...draft.rules.map((r) => r.tag), ...draft.acts.map((a) => a.tag), ...ofBase])]
    .filter((t) => t !== '')
    .toSorted();

export const cuesOf = (draft: Draft): string[] => [
  'start',
  ...draft.nodes.flatMap((n) => (n.cue === null ? [] : [n.cue.id])),
];
