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
  'takenAt',
  'patientName',
  'birthDate',
  'callerName',
  'callback',
  'reason',
  'urgency',
  'verbatim',
  'incomplete',
  'sync',
  'accepted',
  'outcome',
  'takenBy',
  'messageId',
] as const satisfies readonly (keyof BatchRow)[];

/** UTF-8 with a byte order mark, CRLF lines, every cell quoted. */
export const batchCsv = (rows: readonly BatchRow[]): string =>
  `\uFEFF${Papa.unparse(
    { fields: [...columns], data: rows.map((row) => columns.map((c) => String(row[c]))) },
    { quotes: true, newline: '\r\n', escapeFormulae: formula },
  )}\r\n`;
