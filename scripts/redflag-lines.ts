// Lines that measure the red-flag rules: reading the TSV (quotes are ordinary characters). Counting: redflag-measure.ts.
import { isRedFlagGroup } from '#shared/domain/redflags/index.ts';
import { isCaller } from './redflag-patients.ts';
export { measure, wilson, type Figures } from './redflag-measure.ts';

export interface Line {
  id: string;
  lang: string;
  text: string;
  label: 'flag' | 'none';
  group: string;
  kind: string;
  note: string;
}
interface BadRow {
  /** 1-based, the header is row 1. */
  row: number;
  why: string;
}
/** `unlabelled`: the file says nothing of red flags, so every line counts as `none` and a hit may be right. */
export type Read =
  | { ok: true; lines: Line[]; bad: BadRow[]; unlabelled: boolean }
  | { ok: false; why: string };

const needed = ['id', 'text', 'label', 'group'] as const;
/** Columns by which the sets of data/emotion and the caller lines are known. */
const unlabelledBy = ['speaker', 'labels', 'emotion', 'intent', 'sentiment', 'state'] as const;

/** BOM and CRLF are taken, columns may stand in any order, a bad row is named and left out. */
export function readLines(content: string): Read {
  const rows = content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const header = (rows[0] ?? '').split('\t').map((h) => h.trim().toLowerCase());
  if (!header.includes('label') && header.includes('text') && unlabelledBy.some((n) => header.includes(n)))
    return { ok: true, lines: withoutLabels(rows, header), bad: [], unlabelled: true };
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length > 0)
    return { ok: false, why: `the header lacks ${missing.join(', ')} (columns are parted by TAB).` };
  const lines: Line[] = [];
  const bad: BadRow[] = [];
  const seen = new Set<string>();
  for (const [i, row] of rows.entries()) {
    if (i === 0 || row.trim() === '') continue;
    const cells = row.split('\t');
    const cell = (name: string): string => cells[header.indexOf(name)] ?? '';
    const label = cell('label').trim();
    const id = cell('id').trim();
    const why =
      cells.length > header.length
        ? 'more cells than the header'
        : label !== 'flag' && label !== 'none'
          ? `label is neither flag nor none: ${label.slice(0, 40)}`
          : id === ''
            ? 'no id'
            : seen.has(id)
              ? `id twice: ${id.slice(0, 40)}`
              : cell('text').trim() === ''
                ? 'no text'
                : label === 'flag' && !isRedFlagGroup(cell('group').trim())
                  ? `no such group: ${cell('group').slice(0, 40)}`
                  : null;
    if (why !== null || (label !== 'flag' && label !== 'none')) {
      bad.push({ row: i + 1, why: why ?? 'label' });
      continue;
    }
    seen.add(id);
    lines.push({
      id,
      lang: cell('lang').trim(),
      text: cell('text'),
      label,
      group: cell('group').trim(),
      kind: cell('kind').trim(),
      note: cell('note').trim(),
    });
  }
  return { ok: true, lines, bad, unlabelled: false };
}

/** Every line with a text, of a conversation the caller's side alone; the id is the row unless the file has one. */
function withoutLabels(rows: readonly string[], header: readonly string[]): Line[] {
  return rows.slice(1).flatMap((row, i) => {
    const cells = row.split('\t');
    const cell = (name: string): string => (cells[header.indexOf(name)] ?? '').trim();
    if (cell('text') === '' || (header.includes('speaker') && !isCaller(cell('speaker')))) return [];
    const own = {
      id: cell('id') || String(i + 2),
      lang: cell('lang'),
      text: cell('text'),
      kind: 'unlabelled',
    };
    return [{ ...own, label: 'none', group: '', note: '' }];
  });
}
