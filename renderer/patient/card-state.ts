// What a card of the panel says, decided from what was asked and answered. Pure, so that the difference between "none
// recorded", "known none", "withheld", "not for this call" and "could not be read" is held by tests.
import type { Card } from '#shared/domain/disclosure/table.ts';
import type { AllergyRow, CardView } from '#shared/domain/patient/card.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { Why } from './what.ts';

/** One card as far as it is known here. `busy` = an answer is still awaited. */
export interface CardLoad {
  view: CardView | null;
  failure: Failure | null;
  busy: boolean;
}
export type Loads = Partial<Record<Card, CardLoad>>;

export const unasked: CardLoad = { view: null, failure: null, busy: true };

/** What the desk refuses is no fault: such a call, such evidence or this caller is not shown it (C18, C20). */
const refusals: Readonly<Record<string, Why>> = {
  'not-for-reason': 'call',
  'not-for-caller': 'caller',
  'not-verified': 'level',
};
export const refusalOf = ({ failure }: CardLoad): Why | null => refusals[failure?.code ?? ''] ?? null;

/**
 * A failure keeps what was shown before: old with its age is better than nothing, and says so. What was refused is taken
 * away at once.
 */
export function answered(load: CardLoad, result: Result<CardView>, more: boolean): CardLoad {
  if (result.ok) return { view: result.value, failure: null, busy: more };
  const next = { view: load.view, failure: result, busy: more };
  return refusalOf(next) === null ? next : { ...next, view: null, busy: false };
}

/** As the desk counts: what is older than this is shown as stale (ms). */
export const staleAfter = 10 * 60_000;

/** Also a card that grew old while it stood on the screen. */
export function isStale(load: CardLoad, now: Date): boolean {
  const { view } = load;
  if (view === null) return false;
  if (view.stale || load.failure !== null)
    return !(load.busy && load.failure === null && view.because === null);
  return view.asOf !== null && now.getTime() - Date.parse(view.asOf) > staleAfter;
}

/** The server was asked and could not be reached; another time it may be. */
export const isAway = (load: CardLoad | undefined): boolean =>
  load !== undefined && (load.failure?.retryable === true || (load.view?.because ?? null) !== null);

export type CardKind =
  | 'loading'
  | 'failed'
  | 'refused'
  | 'rows'
  | 'none-recorded'
  | 'known-none'
  | 'withheld'
  | 'not-for-role';

export function kindOf(load: CardLoad): CardKind {
  const { view } = load;
  if (refusalOf(load) !== null) return 'refused';
  if (view === null) return load.failure === null || load.busy ? 'loading' : 'failed';
  return view.state === 'recorded' ? 'rows' : view.state;
}

/** The view of one card, when that card's answer is here. */
export function viewOf<N extends Card>(loads: Loads, name: N): Extract<CardView, { card: N }> | null {
  const view = loads[name]?.view;
  return view?.card === name ? (view as Extract<CardView, { card: N }>) : null;
}

/**
 * Whether a field is shown on this call. One that was cut stands empty in every row, which says nothing about the record:
 * no "not recorded" of it.
 */
export function shownIn(view: Pick<CardView, 'hidden'> | null): (field: string) => boolean {
  const hidden = view?.hidden ?? [];
  return (field) => !hidden.includes(field);
}

/** The whole record is withheld: then it is said once, not on every card. */
export const allWithheld = (loads: Loads): boolean => viewOf(loads, 'identity')?.state === 'withheld';

/** Shown beside the name: what may kill. Unconfirmed ones too, for they are asked about, not dismissed. */
export const severeAllergies = (rows: readonly AllergyRow[]): AllergyRow[] =>
  rows.filter((row) => row.criticality === 'high');

/** The first rows of a long list and how many are behind them; one more than fits is not worth a button. */
export function fold<Row>(
  rows: readonly Row[],
  shown: number,
  open: boolean,
): { rows: readonly Row[]; rest: number } {
  if (open || rows.length <= shown + 1) return { rows, rest: 0 };
  return { rows: rows.slice(0, shown), rest: rows.length - shown };
}

/** "Allergy to penicillin" is a code's own wording; on a card of allergies the substance is enough. */
export function substanceName(text: string): string {
  const bare = text.replace(/^allergy to /i, '');
  return bare === text ? text : bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** Plan and payer, once when they are the same word. */
export function planName(plan: string | null, payer: string | null): string {
  const same = plan !== null && payer !== null && plan.toLowerCase() === payer.toLowerCase();
  return [same ? null : plan, payer].filter(Boolean).join(' · ');
}
