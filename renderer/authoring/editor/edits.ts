// What the buttons above the text do to it, as one change each: what is replaced, by what, and what is marked after. Pure.
export interface Edit {
  /** Half-open, UTF-16 units of the text before. */
  from: number;
  to: number;
  insert: string;
  /** Marked afterwards, in the text after. */
  select: readonly [from: number, to: number];
}
export type EditKind = 'caller' | 'internal' | 'heading' | 'bold' | 'list' | 'table' | 'link';
export const editKinds: readonly EditKind[] = [
  'caller',
  'internal',
  'heading',
  'bold',
  'list',
  'table',
  'link',
];

/** Words that an edit writes into the article. */
export interface EditWords {
  /** The headings that part an article, as the article's language has them. */
  caller: string;
  internal: string;
  heading: string;
  column: string;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** A block of its own before the line of `from`, or after it where that line is not empty and nothing of it is marked. */
function block(text: string, from: number, to: number, words: string, mark: readonly [number, number]): Edit {
  const start = lineStart(text, from);
  const here = text.slice(start, lineEnd(text, from)).trim();
  // Marked lines come under the heading; a cursor in a sentence leaves the sentence where it is.
  const at = here === '' || to > from ? start : lineEnd(text, from);
  const before = text.slice(0, at).trimEnd();
  const after = text.slice(at).trimStart();
  const lead = before === '' ? '' : '\n\n';
  const begins = before.length + lead.length;
  return {
    from: before.length,
    to: text.length - after.length,
    insert: `${lead}${words}\n\n`,
    select: [begins + mark[0], begins + mark[1]],
  };
}

function bold(text: string, from: number, to: number): Edit {
  const marked = text.slice(from, to);
  const inside = /^\*\*([^]+)\*\*$/.exec(marked)?.[1];
  if (inside !== undefined) return { from, to, insert: inside, select: [from, from + inside.length] };
  if (text.slice(from - 2, from) === '**' && text.slice(to, to + 2) === '**' && from >= 2)
    return { from: from - 2, to: to + 2, insert: marked, select: [from - 2, to - 2] };
  return { from, to, insert: `**${marked}**`, select: [from + 2, to + 2] };
}

const bullet = /^(\s*)[-*] /;
function list(text: string, from: number, to: number): Edit {
  const start = lineStart(text, from);
  // A mark that ends at the very start of a line does not mean that line.
  const end = lineEnd(text, to > from && text[to - 1] === '\n' ? to - 1 : to);
  const lines = text.slice(start, end).split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const listed = filled.length > 0 && filled.every((line) => bullet.test(line));
  const insert = lines
    .map((line) =>
      listed
        ? line.replace(bullet, '$1')
        : line.trim() === '' && lines.length > 1
          ? line
          : bullet.test(line)
            ? line
            : `- ${line}`,
    )
    .join('\n');
  const last = start + insert.length;
  return { from: start, to: end, insert, select: lines.length > 1 ? [start, last] : [last, last] };
}

function link(text: string, from: number, to: number): Edit {
  const marked = text.slice(from, to);
  // An address that is marked becomes the address; other words become the words.
  if (/^https?:\/\/\S+$/.test(marked))
    return { from, to, insert: `[](${marked})`, select: [from + 1, from + 1] };
  const at = from + marked.length + 3;
  return { from, to, insert: `[${marked}](https://)`, select: [at, at + 'https://'.length] };
}

export function editOf(kind: EditKind, text: string, from: number, to: number, words: EditWords): Edit {
  switch (kind) {
    case 'caller':
    case 'internal': {
      const heading = `## ${words[kind]}`;
      const past = heading.length + 2;
      return block(text, from, to, heading, [past, past]);
    }
    case 'heading':
      return block(text, from, to, `### ${words.heading}`, [4, 4 + words.heading.length]);
    case 'bold':
      return bold(text, from, to);
    case 'list':
      return list(text, from, to);
    case 'table': {
      const row = `| ${words.column} 1 | ${words.column} 2 |`;
      return block(text, from, from, `${row}\n| --- | --- |\n|  |  |`, [2, 2 + words.column.length + 2]);
    }
    case 'link':
      return link(text, from, to);
  }
}

export interface Change {
  from: number;
  to: number;
  insert: string;
}
/** The one stretch in which two texts differ; null = none. */
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let tail = 0;
  while (tail < most - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** Where a line and column (both from 1, columns in UTF-16 units) lie in the text; past the end counts as the end. */
export function placeOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  return Math.min(start + Math.max(0, column - 1), lineEnd(text, start));
}
