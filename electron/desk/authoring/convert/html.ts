// HTML of any quality → the tree of Markdown that the product draws. Nothing of it runs and nothing is fetched: the parser builds a
// tree, an allow-list of tags is kept of it, and what was taken out is noted with its line.
import type { Element, Nodes as HastNodes, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize from 'rehype-sanitize';
import { unified } from 'unified';
import type { ImportReason } from '#shared/domain/knowledge/import-shapes.ts';
import type { Notes } from './notes.ts';

/** Deeper than any page that somebody wrote; the steps after the parser call themselves for each level. */
const deepest = 250;

const kept = {
  strip: [
    'script',
    'style',
    'noscript',
    'template',
    'iframe',
    'frame',
    'frameset',
    'object',
    'embed',
    'applet',
    'svg',
    'math',
    'title',
    'select',
    'textarea',
    'button',
    'audio',
    'video',
    'canvas',
  ],
  tagNames: (
    'h1 h2 h3 h4 h5 h6 p br hr ul ol li dl dt dd strong b em i del blockquote pre code a table thead tbody tfoot tr th td caption ' +
    'div section article main header footer'
  ).split(' '),
  attributes: {
    a: ['href'],
    ol: ['start'],
    th: ['align', 'colSpan', 'rowSpan'],
    td: ['align', 'colSpan', 'rowSpan'],
  },
  protocols: { href: ['https', 'http', 'mailto', 'tel'] },
  ancestors: {},
  clobber: [],
  allowComments: false,
  allowDoctypes: false,
};
const why: Readonly<Record<string, ImportReason>> = {
  script: 'script',
  noscript: 'script',
  template: 'script',
  style: 'style',
  link: 'style',
  iframe: 'frame',
  frame: 'frame',
  frameset: 'frame',
  object: 'frame',
  embed: 'frame',
  applet: 'frame',
  base: 'frame',
  svg: 'svg',
  math: 'svg',
  img: 'image',
  picture: 'image',
  audio: 'image',
  video: 'image',
  canvas: 'image',
  input: 'form',
  select: 'form',
  textarea: 'form',
  button: 'form',
};
const addresses = ['href', 'src', 'xLinkHref', 'action', 'formAction', 'background', 'poster', 'data'];

/** Walks without calling itself: how deep a stranger's page is nobody knows. False = too deep. */
function look(root: HastRoot, notes: Notes, lineFrom: number): boolean {
  const waiting: { node: HastNodes; depth: number }[] = [{ node: root, depth: 0 }];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { node, depth } = at;
    if (depth > deepest) return false;
    if (node.type === 'element') noteElement(node, notes, lineFrom);
    if ('children' in node)
      for (const child of node.children.toReversed()) waiting.push({ node: child, depth: depth + 1 });
    if (node.type === 'element' && node.content) waiting.push({ node: node.content, depth: depth + 1 });
  }
  return true;
}
function noteElement(node: Element, notes: Notes, lineFrom: number): void {
  const line = node.position === undefined ? null : node.position.start.line + lineFrom - 1;
  const gone = why[node.tagName];
  if (gone !== undefined) notes.add(gone, line, node.tagName);
  for (const [name, value] of Object.entries(node.properties)) {
    if (/^on/i.test(name)) notes.add('handler', line, name);
    if (!addresses.includes(name) || typeof value !== 'string') continue;
    // As a browser reads an address: without what it skips.
    const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(value.replace(/[\p{C}\s]/gu, ''))?.[0].toLowerCase();
    if (scheme === 'data') notes.add('data-url', line, node.tagName);
    else if (scheme !== undefined && !kept.protocols.href.includes(scheme))
      notes.add('odd-link', line, scheme);
  }
}

/** Words of the first element of that name, by the same walk. */
export function firstWords(root: HastRoot, tagName: string): string | null {
  const waiting: HastNodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'element' && node.tagName === tagName) return wordsIn(node);
    if ('children' in node) waiting.push(...node.children.toReversed());
  }
  return null;
}
function wordsIn(element: Element): string {
  let words = '';
  const waiting: HastNodes[] = [element];
  for (let node = waiting.pop(); node !== undefined && words.length < 400; node = waiting.pop()) {
    if (node.type === 'text') words += node.value;
    else if ('children' in node) waiting.push(...node.children.toReversed());
  }
  return words.replace(/\s+/g, ' ').trim();
}

/** `lineFrom`: line of the file on which `html` begins. Null = too deep, which is noted. */
export function readHtml(
  html: string,
  notes: Notes,
  lineFrom = 1,
): { tree: Root; title: string | null } | null {
  let page: HastRoot;
  try {
    page = unified()
      .use(rehypeParse, { fragment: !/<(html|body|head)[\s>]/i.test(html) })
      .parse(html);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    notes.add('too-deep', null);
    return null;
  }
  if (!look(page, notes, lineFrom)) {
    notes.add('too-deep', null);
    return null;
  }
  const title = firstWords(page, 'title') ?? firstWords(page, 'h1');
  const tree = unified()
    .use(rehypeSanitize, kept)
    .use(rehypeRemark, { newlines: false })
    .runSync(page) as unknown as Root;
  return { tree, title };
}
