// Time cut into pieces, for the linter: where the same people hold a role, and parts of it.
import type { Window } from './covered.ts';
import type { FindingCode, ScheduleFinding } from './finding.ts';
import type { OnCallRole } from './schedule.ts';
import type { Span } from './spans.ts';

/** A finding before names and local times are added; an error about no time unless it says otherwise. */
export interface Found {
  code: FindingCode;
  severity?: ScheduleFinding['severity'];
  role?: OnCallRole | null;
  at?: Window | null;
  personIds?: string[];
  values?: Record<string, string>;
}

/** Pieces of time in which the same set of spans holds. */
export function pieces(spans: readonly Span[], from: number, to: number): (Window & { spans: Span[] })[] {
  const edges = [...new Set([from, to, ...spans.flatMap((s) => [s.start, s.end])])]
    .filter((e) => from <= e && e <= to)
    .toSorted((a, b) => a - b);
  return edges.slice(0, -1).map((start, i) => ({
    start,
    end: edges[i + 1] ?? to,
    spans: spans.filter((s) => s.start <= start && start < s.end),
  }));
}
/** Parts of `window` that lie in any of `needed`. */
export const cut = (window: Window, needed: readonly Window[]): Window[] =>
  needed.flatMap((n) => {
    const start = Math.max(window.start, n.start);
    const end = Math.min(window.end, n.end);
    return start < end ? [{ start, end }] : [];
  });
/** Neighbours that say the same become one. */
export function joined<T extends Window & { key: string }>(windows: readonly T[]): T[] {
  const result: T[] = [];
  for (const w of windows.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.start - b.start))) {
    const last = result.at(-1);
    if (last?.key === w.key && last.end === w.start) last.end = w.end;
    else result.push({ ...w });
  }
  return result;
}
