// A table from disk: TSV with a header, gz or plain, where quotes are ordinary characters. Rows that don't fit the header
// are counted and named by number, never guessed at.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface BadRow {
  /** 1-based, the header is row 1. */
  row: number;
  why: string;
}
export interface Table {
  columns: string[];
  rows: { row: number; cells: Readonly<Record<string, string>> }[];
  bad: BadRow[];
}
/** What ends a run with one sentence for the person who typed it. */
export class Unusable extends Error {}

const mostBytes = 512 * 2 ** 20;

export function tableOf(text: string): Table {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const columns = (lines[0] ?? '').split('\t').map((c) => c.trim().toLowerCase());
  const table: Table = { columns, rows: [], bad: [] };
  if (new Set(columns).size !== columns.length) throw new Unusable('the header names a column twice.');
  lines.slice(1).forEach((line, i) => {
    if (line.trim() === '') return;
    const cells = line.split('\t');
    const row = i + 2;
    if (cells.length > columns.length) table.bad.push({ row, why: 'more cells than the header' });
    else table.rows.push({ row, cells: Object.fromEntries(columns.map((c, k) => [c, cells[k] ?? ''])) });
  });
  return table;
}

export function readTable(path: string): Table {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new Unusable('the file could not be read.');
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: mostBytes });
    } catch {
      throw new Unusable('the file is a damaged or oversized gzip file.');
    }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unusable('the file is not UTF-8 text.');
  }
  if (text.trim() === '') throw new Unusable('the file is empty.');
  return tableOf(text);
}
