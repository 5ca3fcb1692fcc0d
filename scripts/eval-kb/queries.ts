import type { KbQuery } from './files.ts';

/** The first `limit` queries of each set, in the order of the file; all of them without a limit. */
export function firstOfEachSet(queries: readonly KbQuery[], limit: number | null): KbQuery[] {
  const seen = new Map<string, number>();
  return queries.filter(({ set }) => {
    const n = (seen.get(set) ?? 0) + 1;
    seen.set(set, n);
    return limit === null || n <= limit;
  });
}
