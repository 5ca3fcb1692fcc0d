// How a body is built: no HTML, nothing that a screen obeys, links that are safe to open, headings in order, tables with a head.
// Every pattern reads the text once, whatever stands in it.
import type { Findings } from './lint-place.ts';

/** A tag, a comment, a declaration: the product shows these as text, so nobody means them. An address in < > is a link. */
const tag =
  /<(?!https?:\/\/|mailto:)(?:\/?[a-z][a-z0-9-]{0,30}(?=[\s/>])[^<>]{0,400}>?|!--|!doctype|\?xml)/gi;
const runs = /<\/?(script|iframe|object|embed|svg|math|style|base|meta|form)\b|\bon[a-z]{3,20}\s{0,4}=/i;
const oddScheme = /(?:javascript|vbscript|file|blob|filesystem|about)\s{0,4}:(?!\s)/gi;
const dataUrl = /\bdata:[a-z0-9.+-]{0,60}\/?[a-z0-9.+-]{0,60}[;,]/gi;
const image = /!\[[^\]\n]{0,200}\][([]/g;
/** What nobody sees and some screens obey: controls, direction overrides, zero-width and tag characters. */
export const hiddenCharacters =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
const link =
  /\]\(\s{0,3}<?([^)\s>]{1,600})|<((?:[a-z][a-z0-9+.-]{1,20}):[^>\s]{1,600})>|(?<![\w(<])(http:\/\/[^\s)>\]]{1,600})|^\s{0,3}\[[^\]\n]{1,80}\]:\s{0,4}<?([^\s>]{1,600})/gim;

export function lintForm(body: string, out: Findings): void {
  for (const match of body.matchAll(tag))
    out.body(runs.test(match[0]) ? 'script' : 'html', match.index, match[0].length);
  out.each('script', oddScheme);
  out.each('data-url', dataUrl);
  out.each('image', image);
  const hidden = body.match(hiddenCharacters);
  if (hidden !== null) {
    const first = body.search(hiddenCharacters);
    out.body('hidden-characters', first, 1, { words: String(hidden.length) });
  }
  for (const match of body.matchAll(link)) {
    const address = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
    if (
      /^https:\/\/[^/?#\s]+/i.test(address) ||
      /^(javascript|vbscript|file|blob|filesystem|about|data):/i.test(address)
    )
      continue;
    out.body('link-without-https', match.index + match[0].indexOf(address), address.length);
  }
  headings(body, out);
  tables(body, out);
}

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$/;
function headings(body: string, out: Findings): void {
  let at = 0;
  let last = 1;
  let open: { start: number; length: number; level: number; words: string } | null = null;
  let before = '';
  for (const line of body.split('\n')) {
    const found = heading.exec(line);
    const level = found?.[1]?.length ?? 0;
    if (found !== null && level > 0) {
      if (open !== null && level <= open.level) out.body('empty-part', open.start, open.length);
      // The title is the first level.
      if (level === 1 || level > last + 1) out.body('heading-level', at, line.length);
      last = level;
      open = { start: at, length: line.length, level, words: found[2] ?? '' };
    } else if (/^ {0,3}=+\s*$/.test(line) && before.trim() !== '') out.body('heading-level', at, line.length);
    else if (line.trim() !== '') open = null;
    before = line;
    at += line.length + 1;
  }
  if (open !== null) out.body('empty-part', open.start, open.length);
}

const rule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
function tables(body: string, out: Findings): void {
  let at = 0;
  let rows: { line: string; start: number }[] = [];
  const done = () => {
    const [head, second] = rows;
    if (head !== undefined && rows.length > 1) {
      const ruled = second !== undefined && second.line.length < 2000 && rule.test(second.line);
      if (!ruled || !/[\p{L}\p{N}]/u.test(head.line))
        out.body('table-without-head', head.start, head.line.length);
    }
    rows = [];
  };
  for (const line of body.split('\n')) {
    if (/^ {0,3}\|.*\|/.test(line)) rows.push({ line, start: at });
    else done();
    at += line.length + 1;
  }
  done();
}
