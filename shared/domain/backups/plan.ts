// When a backup is due and which are kept: rolling, the newest few and one a day before them (C12 asks for a copy that is
// at most 48 hours old while a desk is used).

/** Hours between two backups of an open desk. */
export const everyHours = 12;
/** A backup older than this is told of as old (C12). */
export const oldAfterHours = 48;
const newestKept = 4;
const daysKept = 7;
const hour = 3_600_000;

/** Milliseconds until the next one; 0 = now. A clock that was set back makes one due rather than none. */
export function dueIn(newest: string | null, now: string): number {
  if (newest === null) return 0;
  const age = Date.parse(now) - Date.parse(newest);
  if (Number.isNaN(age) || age < 0) return 0;
  return Math.max(0, everyHours * hour - age);
}

/** Of backups by their instants, those that go: all but the newest four and the newest of each of the last seven days. */
export function toRemove(made: readonly string[], now: string): string[] {
  const sorted = made.toSorted().toReversed();
  const keep = new Set(sorted.slice(0, newestKept));
  const days = new Set<string>();
  for (const at of sorted) {
    const day = at.slice(0, 10);
    if (
      days.has(day) ||
      days.size >= daysKept ||
      Date.parse(now) - Date.parse(at) > (daysKept + 1) * 24 * hour
    )
      continue;
    days.add(day);
    keep.add(at);
  }
  return sorted.filter((at) => !keep.has(at));
}

/** How old the newest is, for a person: null = there is none. */
export function standingOf(newest: string | null, now: string): 'none' | 'fresh' | 'old' {
  if (newest === null) return 'none';
  const age = Date.parse(now) - Date.parse(newest);
  return age > oldAfterHours * hour ? 'old' : 'fresh';
}
