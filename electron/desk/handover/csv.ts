// A batch as a file for a spreadsheet: what a caller said stays as said, but never runs as a formula.
import Papa from 'papaparse';
import type { BatchRow } from '#shared/contract/handover.ts';

/**
 * A cell that a spreadsheet would calculate, also behind blanks, fillers, control characters or as a look-alike sign. The library's
 * own pattern misses cells with a line break.
 */
const formula =
  /^[\s\p{Cc}\p{Cf}\p{M}\p{DI}\u2800]*[=+\-@\t\r\u2212\ufe62\ufe63\ufe66\ufe6b\uff1d\uff0b\uff0d\uff20]/u;

const columns = [
  'nobodyAccepted',
  'localTime',
  'takenAt',
  'patientName',
  'birthDate',
  'callerName',
  'refusedName',
  'relation',
  'callback',
  'reason',
  'urgency',
  'verbatim',
  'location',
  'redFlags',
  'refill',
  'incomplete',
  'sync',
  'accepted',
  'attempts',
  'outcome',
  'takenBy',
  'messageId',
] as const satisfies readonly (keyof BatchRow)[];

/** Loud where a person must act; else a yes or nothing. */
function cell(row: BatchRow, column: (typeof columns)[number]): string {
  if (column === 'nobodyAccepted') return row.nobodyAccepted ? 'NOBODY ACCEPTED' : '';
  if (column === 'refusedName') return row.refusedName ? 'refused the name' : '';
  return String(row[column]);
}

/** UTF-8 with a byte order mark, CRLF lines, every cell quoted. */
export const batchCsv = (rows: readonly BatchRow[]): string =>
  `\uFEFF${Papa.unparse(
    { fields: [...columns], data: rows.map((row) => columns.map((c) => cell(row, c))) },
    { quotes: true, newline: '\r\n', escapeFormulae: formula },
  )}\r\n`;
