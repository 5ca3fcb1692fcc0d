// Which times may be offered: free slots of the right kind, people, place, days and part of day, as many in a row as the
// visit needs. Days and parts are the clinic's own.
import { isIn, onClock, type PartOfDay } from './clock.ts';

export interface OpenSlot {
  id: string;
  scheduleId: string;
  /** UTC instants. */
  start: string;
  end: string;
  practitionerId: string | null;
  practitioner: string | null;
  placeId: string | null;
  place: string | null;
  /** IANA; `zoneAssumed`: the record doesn't say it, the account's own is used. */
  zone: string;
  zoneAssumed: boolean;
  /** `system|code`; empty = the record doesn't say, so it may be any. */
  kinds: readonly string[];
}
/** A time that can be offered: one slot, or several in a row. */
export interface Offer {
  slotIds: readonly string[];
  start: string;
  end: string;
  practitionerId: string | null;
  practitioner: string | null;
  placeId: string | null;
  place: string | null;
  zone: string;
  zoneAssumed: boolean;
}
export interface Wish {
  /** `system|code` of the visit's kind; empty = any. */
  kinds: readonly string[];
  minutes: number;
  practitionerId: string | null;
  placeId: string | null;
  /** YYYY-MM-DD by the clinic's clock, both included. */
  from: string;
  to: string;
  part: PartOfDay;
  /** 1 Monday to 7 Sunday; empty = any. */
  weekdays: readonly number[];
}

const ms = (instant: string): number => Date.parse(instant);
const fits = (slot: OpenSlot, wish: Wish): boolean =>
  (wish.kinds.length === 0 || slot.kinds.length === 0 || wish.kinds.some((k) => slot.kinds.includes(k))) &&
  (wish.practitionerId === null || slot.practitionerId === wish.practitionerId) &&
  (wish.placeId === null || slot.placeId === wish.placeId);

/** By the clinic's clock. */
function suits(start: string, zone: string, wish: Wish): boolean {
  const { day, clock, weekday } = onClock(start, zone);
  return (
    day >= wish.from &&
    day <= wish.to &&
    isIn(clock, wish.part) &&
    (wish.weekdays.length === 0 || wish.weekdays.includes(weekday))
  );
}

/** The slots from `first` on that together last long enough, without a gap; null when they don't. */
function run(slots: readonly OpenSlot[], first: number, minutes: number): OpenSlot[] | null {
  const taken: OpenSlot[] = [];
  const needed = minutes * 60_000;
  for (let i = first; i < slots.length; i++) {
    const [slot, before] = [slots[i], taken.at(-1)];
    if (slot === undefined || (before !== undefined && ms(before.end) !== ms(slot.start))) return null;
    taken.push(slot);
    if (ms(slot.end) - ms(taken[0]?.start ?? slot.start) >= needed) return taken;
  }
  return null;
}

/** At most `most`, soonest first; never one that has begun at `now` (UTC instant). */
export function findOffers(slots: readonly OpenSlot[], wish: Wish, now: string, most = 60): Offer[] {
  const bySchedule = new Map<string, OpenSlot[]>();
  const seen = new Set<string>();
  for (const slot of slots) {
    // A page that comes twice must not make a time look longer.
    if (seen.has(slot.id) || !fits(slot, wish) || !(ms(slot.start) < ms(slot.end))) continue;
    seen.add(slot.id);
    bySchedule.set(slot.scheduleId, [...(bySchedule.get(slot.scheduleId) ?? []), slot]);
  }
  const offers: Offer[] = [];
  for (const list of bySchedule.values()) {
    const sorted = list.toSorted((a, b) => ms(a.start) - ms(b.start));
    sorted.forEach((slot, i) => {
      if (ms(slot.start) <= ms(now) || !suits(slot.start, slot.zone, wish)) return;
      const taken = run(sorted, i, wish.minutes);
      const last = taken?.at(-1);
      if (taken === null || last === undefined) return;
      const { practitionerId, practitioner, placeId, place, zone, zoneAssumed } = slot;
      const end = new Date(ms(last.end)).toISOString();
      const start = new Date(ms(slot.start)).toISOString();
      const slotIds = taken.map((s) => s.id);
      offers.push({ slotIds, start, end, practitionerId, practitioner, placeId, place, zone, zoneAssumed });
    });
  }
  const name = (o: Offer): string => o.practitioner ?? '';
  return offers
    .toSorted((a, b) => ms(a.start) - ms(b.start) || (name(a) < name(b) ? -1 : 1))
    .slice(0, Math.max(0, most));
}
