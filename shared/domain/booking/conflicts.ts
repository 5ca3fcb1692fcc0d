// What stands against a time, from the patient's other visits. Nothing here forbids: the agent sees it and the caller
// decides; only a time in the past can't be booked.
export interface BookedVisit {
  id: string;
  /** UTC instants; `end` null = half an hour is assumed. */
  start: string;
  end: string | null;
  kindId: string | null;
  practitionerId: string | null;
  placeId: string | null;
}
export type Conflict =
  | { kind: 'past' }
  /** At the same time as another visit of this patient. */
  | { kind: 'overlap'; visitId: string }
  /** Less than `tightMinutes` from a visit at another place. */
  | { kind: 'tight'; visitId: string; minutes: number }
  /** The same kind of visit is booked already: was it meant to be moved? */
  | { kind: 'same-kind'; visitId: string };

export const tightMinutes = 30;
const assumedMs = 30 * 60_000;
const ms = (instant: string): number => Date.parse(instant);

/** `but`: the visit that is being moved, which will not stand any more. In the order of gravity. */
export function conflictsWith(
  time: { start: string; end: string; placeId: string | null; kindId: string | null },
  visits: readonly BookedVisit[],
  now: string,
  but: string | null = null,
): Conflict[] {
  const found: Conflict[] = ms(time.start) <= ms(now) ? [{ kind: 'past' }] : [];
  const others = visits.filter((v) => v.id !== but);
  const endOf = (v: BookedVisit): number => (v.end === null ? ms(v.start) + assumedMs : ms(v.end));
  const overlaps = (v: BookedVisit): boolean => ms(v.start) < ms(time.end) && ms(time.start) < endOf(v);
  for (const v of others) if (overlaps(v)) found.push({ kind: 'overlap', visitId: v.id });
  for (const v of others) {
    const samePlace = v.placeId !== null && v.placeId === time.placeId;
    if (overlaps(v) || samePlace) continue;
    const gap = Math.max(ms(v.start) - ms(time.end), ms(time.start) - endOf(v)) / 60_000;
    if (gap < tightMinutes) found.push({ kind: 'tight', visitId: v.id, minutes: Math.floor(gap) });
  }
  for (const v of others)
    if (time.kindId !== null && v.kindId === time.kindId && ms(v.start) > ms(now) && !overlaps(v))
      found.push({ kind: 'same-kind', visitId: v.id });
  return found;
}
