// In a narrow column a wide table (an insurer's plans) is read plan by plan: each cell then has its column's head beside it.
// A rehype step that writes the heads onto the cells; the style sheet decides when they are drawn.

interface HastNode {
  type: string;
  tagName?: string;
  value?: string;
  children?: HastNode[];
  properties?: Record<string, unknown>;
}

/** From this many columns on a table is a list of cards where there is no room. */
export const wideFrom = 4;

const all = (node: HastNode, ...tags: string[]): HastNode[] =>
  (node.children ?? []).flatMap((child) => [
    ...(child.tagName !== undefined && tags.includes(child.tagName) ? [child] : []),
    ...all(child, ...tags),
  ]);
const textOf = (node: HastNode): string =>
  node.type === 'text' ? (node.value ?? '') : (node.children ?? []).map(textOf).join('');

export const tableHeads = () => (tree: unknown) => {
  for (const table of all(tree as HastNode, 'table')) {
    const heads = all(table, 'th').map((head) => textOf(head).trim());
    if (heads.length < wideFrom) continue;
    table.properties = { ...table.properties, className: ['cl-knowledge-cards'] };
    for (const row of all(table, 'tr'))
      all(row, 'td').forEach((cell, i) => {
        cell.properties = { ...cell.properties, dataHead: heads[i] ?? '' };
      });
  }
};
