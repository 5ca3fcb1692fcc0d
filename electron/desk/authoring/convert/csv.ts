// A table → an article a row. The first row names the columns; each trouble is said by its row's line in the file.
import Papa from 'papaparse';
import { mostImported } from '#shared/domain/knowledge/import-shapes.ts';
import { placesOf } from '#shared/domain/knowledge/lint-place.ts';
import { columnOf, setNoted, type Column, type Imported } from './fields.ts';
import { readHtml } from './html.ts';
import { readMarkdown, toBody } from './markdown.ts';
import type { Notes } from './notes.ts';

/** A program that opens tables would compute what begins like this; here it is words, and stays words when it is copied out. */
const formula = /^(?:[=@\t\r]|[+-](?=[\p{L}@=(]))+/u;
const mostColumns = 60;

export function readCsv(
  text: string,
  notes: Notes,
  progress: (done: number, total: number) => void,
): Imported[] {
  const rows: { cells: string[]; start: number; broken: boolean }[] = [];
  let at = 0;
  let full = false;
  Papa.parse<string[]>(text, {
    skipEmptyLines: false,
    step(row, parser) {
      if (row.data.some((cell) => cell.trim() !== ''))
        rows.push({ cells: row.data, start: at, broken: row.errors.some((e) => e.type === 'Quotes') });
      at = row.meta.cursor;
      if (rows.length <= mostImported + 1) return;
      full = true;
      parser.abort();
    },
  });
  const lineAt = placesOf(text);
  const [head, ...body] = rows;
  if (head === undefined) {
    notes.add('empty', null);
    return [];
  }
  const named = columnsOf(head.cells, notes, lineAt(head.start).line);
  if (named === null) return [];
  const out: Imported[] = [];
  for (const [n, row] of body.slice(0, mostImported).entries()) {
    const { line } = lineAt(row.start);
    if (row.broken) notes.add('bad-row', line, 'quotes');
    // One cell too many shifts the others: which of them is which nobody knows.
    else if (row.cells.slice(named.length).some((c) => c.trim() !== '')) notes.add('bad-row', line, 'cells');
    else {
      const made = articleOf(row.cells, named, notes, line);
      if (made !== null) out.push(made);
    }
    progress(n + 1, body.length);
  }
  if (full) notes.add('too-many', lineAt(at).line, String(mostImported));
  return out;
}

function columnsOf(cells: readonly string[], notes: Notes, line: number): (Column | null)[] | null {
  const named = cells.slice(0, mostColumns).map((cell) => columnOf(cell));
  let good = true;
  named.forEach((column, i) => {
    if (column === null && (cells[i] ?? '').trim() !== '') notes.add('unknown-column', line, cells[i] ?? '');
    if (column === null || column === 'passed over' || named.indexOf(column) === i) return;
    notes.add('two-columns', line, column);
    good = false;
  });
  const missing: string[] = named.includes('title') ? [] : ['title'];
  if (!(['body', 'say', 'url'] as const).some((c) => named.includes(c))) missing.push('body');
  for (const column of missing) notes.add('missing-column', line, column);
  return good && missing.length === 0 ? named : null;
}

function articleOf(
  cells: readonly string[],
  named: readonly (Column | null)[],
  notes: Notes,
  line: number,
): Imported | null {
  const values = new Map<Column, string>();
  named.forEach((column, i) => {
    if (column === null || column === 'passed over') return;
    const cell = (cells[i] ?? '').trim();
    const plain = cell.replace(formula, '');
    if (plain !== cell) notes.add('formula', line, column);
    values.set(column, plain);
  });
  const title = (values.get('title') ?? '').replace(/\s+/g, ' ').slice(0, 300);
  if (title === '') {
    notes.add('no-title', line);
    return null;
  }
  const parts: string[] = [];
  for (const [column, heading] of [
    ['body', ''],
    ['say', '## Say to the caller\n\n'],
    ['internal', '## For you only\n\n'],
  ] as const) {
    const words = values.get(column) ?? '';
    if (words === '') continue;
    const read = bodyOf(words, notes, line);
    if (read === null) return null;
    if (read !== '') parts.push(heading + read);
  }
  const out: Imported = { title, body: parts.join('\n\n') };
  for (const [column, value] of values) setNoted(out, column, value, notes, line);
  if (out.body === '' && !out.source?.url) {
    notes.add('no-body', line);
    return null;
  }
  if (out.body === '') out.kind = 'link';
  return out;
}
/** A cell is Markdown, or HTML where it begins with a tag. */
function bodyOf(cell: string, notes: Notes, line: number): string | null {
  const tree = /^<[a-z!]/i.test(cell)
    ? (readHtml(cell, notes, line)?.tree ?? null)
    : readMarkdown(cell, notes, line);
  return tree === null ? null : toBody(tree, null, notes, line).body;
}
