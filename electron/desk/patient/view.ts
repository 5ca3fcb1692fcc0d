// From mapped rows to the card that the page gets, to the cache and back. Ages and "next" are worked out anew from the
// clock whenever a kept card is shown.
import type { Card } from '#shared/domain/disclosure/table.ts';
import { cardRows, cardView, type CardView } from '#shared/domain/patient/card.ts';
import { ageAt } from '#shared/domain/time/age.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { stillNext } from './appointments.ts';
import type { PanelCard } from './cards/panel.ts';
import { isOverdue } from './cards/tasks.ts';
import { isYoung } from './people.ts';
import type { Cached } from './store.ts';

const staleAfterMs = 10 * 60_000;
/** A card's part of a reply: fifteen of them stay below what a reply may hold. */
export const mostBytes = 150_000;

const base = (patientId: string) => ({
  patientId,
  from: null,
  asOf: null,
  stale: false,
  because: null,
  unreadable: 0,
  withheldSome: false,
  more: false,
});
export const notForRole = (patientId: string, card: Card): CardView => ({
  card,
  ...base(patientId),
  state: 'not-for-role',
  rows: [],
});
/** The whole record is restricted (C26): nothing was fetched, and nothing but this is said. */
export const withheldCard = (patientId: string, card: Card, asOf: string): CardView => ({
  card,
  ...base(patientId),
  state: 'withheld',
  withheldSome: true,
  from: 'server',
  asOf,
  rows: [],
});

/** The first rows that together stay below `mostBytes`: a record with enormous entries fills no window and no reply. */
function bounded(rows: readonly unknown[]): unknown[] {
  let bytes = 0;
  const end = rows.findIndex((row) => (bytes += Buffer.byteLength(JSON.stringify(row))) > mostBytes);
  return end < 0 ? [...rows] : rows.slice(0, end);
}

/** A row that breaks its own schema is an entry that could not be read: it must not take the others along. */
export function viewOf(card: Card, from: PanelCard<unknown>, patientId: string, asOf: string): CardView {
  if (from.recordWithheld) return withheldCard(patientId, card, asOf);
  const schema = cardRows[card];
  const sound = from.rows.filter((row) => schema.safeParse(row).success);
  const rows = bounded(sound);
  const notOffered = [...new Set(from.notOffered)];
  const view = {
    card,
    ...base(patientId),
    state: from.state,
    from: 'server',
    asOf,
    unreadable: from.unreadable + from.rows.length - sound.length,
    withheldSome: from.withheldSome,
    more: from.more || rows.length < sound.length,
    ...(notOffered.length === 0 ? {} : { notOffered }),
    rows,
  };
  return view as CardView;
}

const isOver = (until: string | null, { today }: { today: string }): boolean =>
  until !== null && until < today.slice(0, until.length);

/** A kept card as it reads now; null when what was kept can't be read (an older version's): then it is fetched anew. */
export function fromCache(
  kept: Cached,
  patientId: string,
  card: Card,
  clock: { now: string; today: string },
  because: ErrorCode | null,
): CardView | null {
  let raw: unknown;
  try {
    raw = JSON.parse(kept.json);
  } catch {
    return null;
  }
  const read = cardView.safeParse(raw);
  if (!read.success || read.data.card !== card || read.data.patientId !== patientId) return null;
  const old = !isYoung(kept.asOf, clock.now, staleAfterMs);
  const view = {
    ...read.data,
    from: 'cache',
    asOf: kept.asOf,
    stale: old || because !== null,
    because,
  } as const;
  if (view.card === 'appointments') return { ...view, rows: stillNext(view.rows, clock.now) };
  if (view.card === 'tasks')
    return { ...view, rows: view.rows.map((r) => ({ ...r, overdue: isOverdue(r.due, clock) })) };
  if (view.card === 'coverage')
    return { ...view, rows: view.rows.map((r) => ({ ...r, active: r.active && !isOver(r.until, clock) })) };
  if (view.card === 'preferences')
    return { ...view, rows: view.rows.map((r) => ({ ...r, active: r.active && !isOver(r.until, clock) })) };
  if (view.card !== 'identity') return view;
  const rows = view.rows.map((r) => {
    const until = typeof r.deceased === 'string' && r.deceased.length === 10 ? r.deceased : clock.today;
    return { ...r, age: r.birthDate === null ? null : ageAt(r.birthDate, until) };
  });
  return { ...view, rows };
}
