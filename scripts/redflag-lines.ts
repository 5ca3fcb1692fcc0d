// Lines that measure the red-flag rules: reading the TSV (quotes are ordinary characters) and counting.
import { performance } from 'node:perf_hooks';
import { isRedFlagGroup, redFlagGroups, rulesVersion, scanRedFlags } from '#shared/domain/redflags/index.ts';

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
export type Read = { ok: true; lines: Line[]; bad: BadRow[] } | { ok: false; why: string };

const needed = ['id', 'text', 'label', 'group'] as const;

/** BOM and CRLF are taken, columns may stand in any order, a bad row is named and left out. */
export function readLines(content: string): Read {
  const rows = content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const header = (rows[0] ?? '').split('\t').map((h) => h.trim().toLowerCase());
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
  return { ok: true, lines, bad };
}

/** `recall`: flag lines with any hit. `recallInGroup`: with a hit of their own group. null where there is no line. */
export interface Figures {
  n: number;
  flags: number;
  recall: number | null;
  recallInGroup: number | null;
  none: number;
  falseAlarms: number;
  falseAlarmRate: number | null;
}
interface Judged {
  line: Line;
  hit: boolean;
  own: boolean;
}

function figures(judged: readonly Judged[]): Figures {
  const flags = judged.filter((j) => j.line.label === 'flag');
  const none = judged.filter((j) => j.line.label === 'none');
  const falseAlarms = none.filter((j) => j.hit).length;
  const part = (n: number, of: number): number | null =>
    of === 0 ? null : Math.round((n / of) * 10_000) / 10_000;
  return {
    n: judged.length,
    flags: flags.length,
    recall: part(flags.filter((j) => j.hit).length, flags.length),
    recallInGroup: part(flags.filter((j) => j.own).length, flags.length),
    none: none.length,
    falseAlarms,
    falseAlarmRate: part(falseAlarms, none.length),
  };
}

export function measure(lines: readonly Line[]) {
  const started = performance.now();
  const judged = lines.map((line): Judged => {
    const hits = scanRedFlags(line.text);
    return { line, hit: hits.length > 0, own: hits.some((h) => h.group === line.group) };
  });
  const ms = Math.round(performance.now() - started);
  const named = [...redFlagGroups, ...new Set(lines.map((l) => l.group).filter((g) => !isRedFlagGroup(g)))];
  const groups = named.map(
    (group) => [group || '(none)', figures(judged.filter((j) => j.line.group === group))] as const,
  );
  const languages = [...new Set(lines.map((l) => l.lang))].map(
    (lang) => [lang || '(none)', figures(judged.filter((j) => j.line.lang === lang))] as const,
  );
  return {
    rulesVersion,
    overall: figures(judged),
    languages: Object.fromEntries(languages),
    groups: Object.fromEntries(groups.filter(([, f]) => f.n > 0)),
    missed: judged.filter((j) => j.line.label === 'flag' && !j.hit).map((j) => j.line.id),
    false: judged.filter((j) => j.line.label === 'none' && j.hit).map((j) => j.line.id),
    ms,
  };
}
