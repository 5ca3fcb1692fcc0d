// Callers' plain, angry, sad and frightened lines (data/caller-lines) as a background for learning: what callers say all
// day that is no red flag. Lines of pain may be one and are left out, as are the rows that by reading are or may be one.
import { readFileSync } from 'node:fs';

export interface CallerLine {
  id: string;
  text: string;
}

const rowsOf = (path: string): string[][] =>
  readFileSync(new URL(`../data/${path}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((row) => row.split('\t'));

export function callerLines(): CallerLine[] {
  const leftOut = new Set(rowsOf('redflags/caller-lines-left-out.tsv').map(([id]) => id));
  return ['en-train', 'en-train-2'].flatMap((part) => {
    const [header = [], ...rows] = rowsOf(`caller-lines/${part}.tsv`);
    const cell = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? '';
    return rows.flatMap((row) => {
      const id = cell(row, 'id');
      const painful = [cell(row, 'state'), cell(row, 'also')].some((s) => s.includes('in_pain'));
      return painful || leftOut.has(id) ? [] : [{ id, text: cell(row, 'text') }];
    });
  });
}
