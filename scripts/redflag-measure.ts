// Counting how the red-flag rules do on lines: recall and false alarms with their 95 % intervals, and how long a line takes.
import { performance } from 'node:perf_hooks';
import { isRedFlagGroup, redFlagGroups, rulesVersion, scanRedFlags } from '#shared/domain/redflags/index.ts';
import type { Line } from './redflag-lines.ts';

export type Interval = readonly [low: number, high: number];
/** `recall`: flag lines with any hit. `recallInGroup`: with a hit of their own group. null where there is no line. */
export interface Figures {
  n: number;
  flags: number;
  recall: number | null;
  recallInterval: Interval | null;
  recallInGroup: number | null;
  none: number;
  falseAlarms: number;
  falseAlarmRate: number | null;
  falseAlarmInterval: Interval | null;
}
interface Judged {
  line: Line;
  hit: boolean;
  own: boolean;
}

const rounded = (x: number): number => Math.round(x * 10_000) / 10_000;
const part = (n: number, of: number): number | null => (of === 0 ? null : rounded(n / of));

/** Wilson's 95 % interval of a share; null where there is nothing to share. */
export function wilson(n: number, of: number): Interval | null {
  if (of === 0) return null;
  const z = 1.96;
  const p = n / of;
  const middle = p + (z * z) / (2 * of);
  const reach = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return [rounded(Math.max(0, (middle - reach) / whole)), rounded(Math.min(1, (middle + reach) / whole))];
}

function figures(judged: readonly Judged[]): Figures {
  const flags = judged.filter((j) => j.line.label === 'flag');
  const none = judged.filter((j) => j.line.label === 'none');
  const seen = flags.filter((j) => j.hit).length;
  const falseAlarms = none.filter((j) => j.hit).length;
  return {
    n: judged.length,
    flags: flags.length,
    recall: part(seen, flags.length),
    recallInterval: wilson(seen, flags.length),
    recallInGroup: part(flags.filter((j) => j.own).length, flags.length),
    none: none.length,
    falseAlarms,
    falseAlarmRate: part(falseAlarms, none.length),
    falseAlarmInterval: wilson(falseAlarms, none.length),
  };
}

const by = (judged: readonly Judged[], of: (line: Line) => string): Record<string, Figures> => {
  const parts = Map.groupBy(judged, ({ line }) => of(line) || '(none)');
  return Object.fromEntries([...parts].map(([name, own]) => [name, figures(own)]));
};

/** Milliseconds; `sorted` from the shortest to the longest. */
const percentile = (sorted: readonly number[], p: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0) * 1000) / 1000;

export function measure(lines: readonly Line[]) {
  for (const line of lines.slice(0, 200)) scanRedFlags(line.text);
  const took: number[] = [];
  const judged = lines.map((line): Judged => {
    const started = performance.now();
    const hits = scanRedFlags(line.text);
    took.push(performance.now() - started);
    return { line, hit: hits.length > 0, own: hits.some((h) => h.group === line.group) };
  });
  took.sort((a, b) => a - b);
  const groups = by(judged, (l) => l.group);
  const named = [...redFlagGroups, ...Object.keys(groups).filter((g) => !isRedFlagGroup(g))];
  return {
    rulesVersion,
    overall: figures(judged),
    languages: by(judged, (l) => l.lang),
    kinds: by(judged, (l) => l.kind),
    groups: Object.fromEntries(named.flatMap((g) => (groups[g] ? [[g, groups[g]]] : []))),
    latencyMs: { p50: percentile(took, 0.5), p95: percentile(took, 0.95) },
    missed: judged.filter((j) => j.line.label === 'flag' && !j.hit).map((j) => j.line.id),
    false: judged.filter((j) => j.line.label === 'none' && j.hit).map((j) => j.line.id),
  };
}
