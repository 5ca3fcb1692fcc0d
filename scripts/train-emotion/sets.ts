// The training sets, read from data/emotion/sets: gzip'd TSV with a header, quotes are ordinary characters.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export type Row = Readonly<Record<string, string>>;
const root = fileURLToPath(new URL('../../', import.meta.url));
export const fromRoot = (...path: string[]): string => join(root, ...path);

export function rowsOf(text: string): Row[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const header = (lines.shift() ?? '').split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']));
  });
}

const kept = new Map<string, Row[]>();
/** Rows of data/emotion/sets/NAME.tsv.gz. */
export function readSet(name: string): Row[] {
  const had = kept.get(name);
  if (had) return had;
  const path = fromRoot('data', 'emotion', 'sets', `${name}.tsv.gz`);
  const rows = rowsOf(new TextDecoder().decode(gunzipSync(readFileSync(path))));
  kept.set(name, rows);
  return rows;
}
