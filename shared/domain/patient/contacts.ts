// What a time line of contacts tells about the call in hand. Pure.
import type { ContactRow } from './panel-rows.ts';

/** A page's clock may be as old as this, and somebody who was cut off calls again at once. Milliseconds. */
const oldestClock = 60_000;

/**
 * How many calls in these days up to `now` (ISO) before the one in hand, and whether it is about the same as the last of
 * them; while nothing is said of the one in hand, whether the last two were.
 */
export function repeatCaller(
  rows: readonly Pick<ContactRow, 'at' | 'channel' | 'what' | 'present'>[],
  now: string,
  days = 7,
): { calls: number; same: boolean } {
  const since = Date.parse(now) - days * 86_400_000;
  const recent = rows.filter((r) => {
    const at = Date.parse(r.at ?? '');
    return r.channel === 'phone' && r.present !== true && at >= since && at <= Date.parse(now) + oldestClock;
  });
  const said = rows.find((r) => r.present === true)?.what ?? null;
  const [first, second] = recent.map((r) => r.what);
  const [one, other] = said === null ? [first, second] : [said, first];
  return { calls: recent.length, same: (one ?? null) !== null && one === other };
}
