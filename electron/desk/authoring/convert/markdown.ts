// Markdown of any origin → the Markdown that the product draws: no HTML, no pictures, links that are safe to open, headings below
// the title. Written anew from its tree, so that nothing is carried over that the parser did not understand.
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { longestDraftBody } from '#shared/domain/knowledge/draft.ts';
import { readHtml } from './html.ts';
import type { Notes } from './notes.ts';

const deepest = 100;
const writer = unified()
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '_', rule: '-', listItemIndent: 'one', resourceLink: true });
const reader = unified().use(remarkParse).use(remarkGfm);

/** Quotes and lists nest by a character each, and the parser calls itself for each level. */
const tooDeep = (text: string): boolean =>
  /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){100}/m.test(text) || /[[(*_~`]{400}/.test(text);

/** Null = too deep, which is noted. */
export function readMarkdown(text: string, notes: Notes, lineFrom = 1): Root | null {
  if (tooDeep(text)) {
    notes.add('too-deep', null);
    return null;
  }
  try {
    return withoutHtml(reader.parse(text), notes, lineFrom);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    notes.add('too-deep', null);
    return null;
  }
}

/** A block of HTML is read as HTML; a tag inside a sentence goes, the words between stay as words. */
function withoutHtml(root: Root, notes: Notes, lineFrom: number): Root {
  const lineOf = (node: Nodes) =>
    node.position === undefined ? null : node.position.start.line + lineFrom - 1;
  const blocks = (children: RootContent[]): RootContent[] =>
    children.flatMap((node): RootContent[] => {
      if (node.type !== 'html') return [each(node, 0)];
      const read = readHtml(node.value, notes, lineOf(node) ?? 1);
      if (node.value.trim().startsWith('<!--')) notes.add('html', lineOf(node), 'comment');
      return read === null ? [] : read.tree.children;
    });
  const each = <T extends Nodes>(node: T, depth: number): T => {
    if (depth > deepest) throw new RangeError('too deep');
    if (!('children' in node)) return node;
    const children = (node.children as RootContent[]).flatMap((child): RootContent[] => {
      if (child.type !== 'html') return [each(child, depth + 1)];
      const tag = /^<\/?([a-z][a-z0-9]*)/i.exec(child.value)?.[1]?.toLowerCase() ?? '';
      if (!child.value.startsWith('</')) {
        notes.add(tag === 'script' ? 'script' : 'html', lineOf(child), tag);
        // Its attributes are looked through as well, so that what was planted in them is named.
        if (tag !== 'script') readHtml(child.value, notes, lineOf(child) ?? 1);
      }
      return tag === 'br' ? [{ type: 'break' }] : [];
    });
    return { ...node, children } as T;
  };
  return { ...root, children: blocks(root.children) };
}

const safe = /^(https?:\/\/[^\s/?#]|mailto:|tel:)/i;

/** Bounded, safe, below the title; `title` is taken out where the first heading says the same. */
export function toBody(
  root: Root,
  title: string | null,
  notes: Notes,
  lineFrom = 1,
): { title: string | null; body: string } {
  const lineOf = (node: Nodes) =>
    node.position === undefined ? null : node.position.start.line + lineFrom - 1;
  const definitions = new Map<string, string>();
  for (const node of root.children)
    if (node.type === 'definition') definitions.set(node.identifier, node.url);
  const clean = (children: RootContent[]): RootContent[] =>
    children.flatMap((node): RootContent[] => {
      if (node.type === 'html' || node.type === 'definition' || node.type === 'footnoteDefinition') return [];
      if (node.type === 'footnoteReference') return [];
      if (node.type === 'image' || node.type === 'imageReference') {
        notes.add('image', lineOf(node), 'img');
        return node.alt ? [{ type: 'text', value: node.alt }] : [];
      }
      const inside = 'children' in node ? clean(node.children as RootContent[]) : [];
      if (node.type === 'link' || node.type === 'linkReference') {
        const url = node.type === 'link' ? node.url : (definitions.get(node.identifier) ?? '');
        if (safe.test(url))
          return [{ type: 'link', url, children: inside as PhrasingContent[] } as RootContent];
        if (url !== '')
          notes.add(
            /^\s*data:/i.test(url) ? 'data-url' : 'odd-link',
            lineOf(node),
            /^[a-z][\w+.-]*:/i.exec(url)?.[0] ?? '',
          );
        return inside;
      }
      return 'children' in node ? [{ ...node, children: inside } as RootContent] : [node];
    });
  let children = clean(root.children);
  const [first] = children;
  let named = title;
  if (first?.type === 'heading' && first.depth === 1) {
    const words = textOf(first);
    named ??= words === '' ? null : words;
    if (words === '' || words === named) children = children.slice(1);
  }
  const top = Math.min(...children.map((n) => (n.type === 'heading' ? n.depth : 6)), 6);
  const shift = top < 2 ? 2 - top : 0;
  children = children.map((n) =>
    n.type === 'heading' ? { ...n, depth: Math.min(6, n.depth + shift) as 1 | 2 | 3 | 4 | 5 | 6 } : n,
  );
  let body = writer.stringify({ type: 'root', children }).trim();
  if (body.length > longestDraftBody) {
    notes.add('cut', null, String(body.length));
    body = body.slice(0, longestDraftBody).replace(/\n[^\n]*$/, '');
  }
  return { title: named, body };
}
function textOf(node: Nodes): string {
  if ('value' in node && node.type !== 'html') return node.value;
  return 'children' in node ? node.children.map(textOf).join('').replace(/\s+/g, ' ').trim() : '';
}
