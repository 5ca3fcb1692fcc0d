// One file of somebody's → drafts that the product draws, and what was not taken of it. Runs in a thread of its own.
import type { ImportFormat, ImportRefusal } from '#shared/domain/knowledge/import-shapes.ts';
import { readCsv } from './csv.ts';
import { decode, plain } from './decode.ts';
import { columnOf, setNoted, type Imported } from './fields.ts';
import { readHtml } from './html.ts';
import { readMarkdown, toBody } from './markdown.ts';
import { Notes } from './notes.ts';

export type { Imported } from './fields.ts';
export interface Conversion {
  articles: Imported[];
  refused: ImportRefusal[];
  refusedTotal: number;
}
export type Progress = (done: number, total: number) => void;

/** Characters of one article's file: more than a draft may have by far, and read within seconds. */
const mostText = { markdown: 400_000, html: 2_000_000 } as const;

/** By its name, else by how it begins. */
export function formatOf(name: string, text: string): ImportFormat | null {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (['md', 'markdown', 'txt'].includes(ending)) return 'markdown';
  if (['html', 'htm', 'xhtml'].includes(ending)) return 'html';
  if (['csv', 'tsv'].includes(ending)) return 'csv';
  return ending === '' ? (/^\s*<[a-z!]/i.test(text) ? 'html' : 'markdown') : null;
}

export function convert(
  file: { name: string; format: ImportFormat | null; content: Uint8Array | string },
  progress: Progress = () => undefined,
): Conversion {
  const notes = new Notes(file.name);
  const articles = read(file, notes, progress);
  return { articles, refused: notes.list, refusedTotal: notes.total };
}

function read(file: Parameters<typeof convert>[0], notes: Notes, progress: Progress): Imported[] {
  const text = typeof file.content === 'string' ? plain(file.content, notes) : decode(file.content, notes);
  if (text === null) return [];
  if (text.trim() === '') {
    notes.add('empty', null);
    return [];
  }
  const format = file.format ?? formatOf(file.name, text);
  if (format === null) {
    notes.add('wrong-format', null);
    return [];
  }
  if (format !== 'csv' && text.length > mostText[format]) {
    notes.add('too-large', null, `${text.length} > ${mostText[format]}`);
    return [];
  }
  if (format === 'csv') return readCsv(text, notes, progress);
  const made = format === 'html' ? htmlArticle(text, notes) : markdownArticle(text, notes);
  progress(1, 1);
  if (made === null) return [];
  const title = made.title || titleOfName(file.name);
  if (made.body === '' && !made.source?.url) {
    notes.add('no-body', null);
    return [];
  }
  if (title === '') {
    notes.add('no-title', null);
    return [];
  }
  return [{ ...made, title: title.slice(0, 300), ...(made.body === '' ? { kind: 'link' as const } : {}) }];
}
const titleOfName = (name: string): string =>
  name
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[\s_-]+/g, ' ')
    .trim();

function htmlArticle(text: string, notes: Notes): Imported | null {
  const page = readHtml(text, notes);
  if (page === null) return null;
  const { title, body } = toBody(page.tree, page.title, notes);
  return { title: title ?? '', body };
}

/** With a head of `key: value` between --- lines, or without one. */
function markdownArticle(text: string, notes: Notes): Imported | null {
  const out: Partial<Imported> = {};
  let from = 1;
  let words = text;
  if (/^---[ \t]*\n/.test(text)) {
    const lines = text.split('\n');
    const end = lines.findIndex((line, i) => i > 0 && i < 200 && /^---[ \t]*$/.test(line));
    if (end < 0) {
      notes.add('no-head', 1);
      return null;
    }
    let good = true;
    lines.slice(1, end).forEach((line, i) => {
      if (line.trim() === '' || /^\s*#/.test(line)) return;
      const colon = line.indexOf(':');
      if (colon < 1) {
        notes.add('bad-head', i + 2);
        good = false;
        return;
      }
      const column = columnOf(line.slice(0, colon));
      const value = line
        .slice(colon + 1)
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2');
      if (column === null || column === 'body' || column === 'say' || column === 'internal')
        notes.add('unknown-column', i + 2, line.slice(0, colon));
      else if (column === 'title') out.title = value.slice(0, 300);
      else setNoted(out, column, value.replace(/^\[(.*)\]$/, '$1'), notes, i + 2);
    });
    if (!good) return null;
    from = end + 2;
    words = lines.slice(end + 1).join('\n');
  }
  const root = readMarkdown(words, notes, from);
  if (root === null) return null;
  const { title, body } = toBody(root, out.title ?? null, notes, from);
  return { ...out, title: title ?? '', body };
}
