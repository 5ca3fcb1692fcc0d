// From mapped rows to the card that the page gets, to the cache and back. Ages and "next" are worked out anew from the
// clock whenever a kept card is shown.
import type { Card } from '#shared/domain/disclosure/table.ts';
import { cardView, type CardView } from '#shared/domain/patient/card.ts';
import { ageAt } from '#shared/domain/time/age.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { stillNext } from './appointments.ts';
import { type Asking, type FetchedCard, fetchers } from './fetch.ts';
import { type Mapped, stateOf } from './mapped.ts';
import type { Cached } from './store.ts';
import { ok, type Result } from '#shared/domain/result.ts';

const staleAfterMs = 10 * 60_000;

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

function common(m: Mapped<unknown>, patientId: string, asOf: string) {
  const { unreadable, withheldSome, more } = m;
  return {
    ...base(patientId),
    state: stateOf(m),
    from: 'server',
    asOf,
    unreadable,
    withheldSome,
    more,
  } as const;
}
/** Asks the server for one card. `answeredAt` is read after the answer came. */
export async function fetchCard(
  a: Asking,
  card: FetchedCard,
  answeredAt: () => string,
): Promise<Result<CardView>> {
  const { patientId } = a;
  switch (card) {
    case 'identity': {
      const r = await fetchers.identity(a);
      return r.ok ? ok({ card, ...common(r.value, patientId, answeredAt()), rows: r.value.rows }) : r;
    }
    case 'appointments': {
      const r = await fetchers.appointments(a);
      return r.ok ? ok({ card, ...common(r.value, patientId, answeredAt()), rows: r.value.rows }) : r;
    }
    case 'conditions': {
      const r = await fetchers.conditions(a);
      return r.ok ? ok({ card, ...common(r.value, patientId, answeredAt()), rows: r.value.rows }) : r;
    }
    case 'allergies': {
      const r = await fetchers.allergies(a);
      return r.ok ? ok({ card, ...common(r.value, patientId, answeredAt()), rows: r.value.rows }) : r;
    }
    case 'medicines': {
      const r = await fetchers.medicines(a);
      return r.ok ? ok({ card, ...common(r.value, patientId, answeredAt()), rows: r.value.rows }) : r;
    }
    case 'coverage': {
      const r = await fetchers.coverage(a);
      return r.ok ? ok({ card, ...common(r.value, patientId, answeredAt()), rows: r.value.rows }) : r;
    }
  }
}

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
  const old = Date.parse(clock.now) - Date.parse(kept.asOf) > staleAfterMs;
  const view = {
    ...read.data,
    from: 'cache',
    asOf: kept.asOf,
    stale: old || because !== null,
    because,
  } as const;
  if (view.card === 'appointments') return { ...view, rows: stillNext(view.rows, clock.now) };
  if (view.card !== 'identity') return view;
  const rows = view.rows.map((r) => {
    const until = typeof r.deceased === 'string' && r.deceased.length === 10 ? r.deceased : clock.today;
    return { ...r, age: r.birthDate === null ? null : ageAt(r.birthDate, until) };
  });
  return { ...view, rows };
}
