// A small view of a parsed TypeScript file: the bundler's parser reads the syntax, nothing here knows types by itself.
import { parseAst } from 'rolldown/parseAst';

export interface Node {
  type: string;
  [field: string]: unknown;
}
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

export const parse = (text: string, lang: 'ts' | 'dts'): Node => parseAst(text, { lang }) as unknown as Node;

export const child = (node: Node | undefined, field: string): Node | undefined => {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
};
export const children = (node: Node | undefined, field: string): Node[] => {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
};
/** The text of an identifier, a string literal or a property's key. */
export const nameOf = (node: Node | undefined): string => {
  if (node?.type === 'Identifier') return String(node['name']);
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  return '';
};
/** Every node below, the outer one first. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) yield* walk(each);
}
