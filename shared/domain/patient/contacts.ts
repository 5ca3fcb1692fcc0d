// What a time line of contacts tells about the call in hand. Pure.
import type { ContactRow } from './panel-rows.ts';

/** How many calls in these days up to `now` (ISO), and whether the last two were about the same. */
export function repeatCaller(
  rows: readonly Pick<ContactRow, 'at' | 'channel' | 'what'>[],
  now: string,
  days = 7,
): { calls: number; same: boolean } {
  const since = Date.parse(now) - days * 86_400_000;
  const recent = rows.filter((r) => {
    const at = Date.parse(r.at ?? '');
    return r.channel === 'phone' && at >= since && at <= Date.parse(now);
  });
  const [first, second] = recent;
  return {
    calls: recent.length,
    same: recent.length > 1 && first?.what !== null && first?.what === second?.what,
  };
}
