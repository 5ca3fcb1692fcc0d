// Cancelling and moving. A move never loses both: the new time is booked and read back first, only then is the old one
// cancelled; what could not be cancelled stands beside the new one, and both are shown until a person has settled it.
import type { BookingRules } from './visit.ts';

export interface LateCheck {
  late: boolean;
  /** Whole hours until the visit, rounded down; negative when it has begun. */
  hours: number;
  /** The practice's own words about it; empty = nothing is said. */
  words: string;
}
/** Both UTC instants. A visit that has begun can't be cancelled in time at any practice that has such a rule. */
export function lateCancel(start: string, now: string, rules: BookingRules): LateCheck {
  const exact = (Date.parse(start) - Date.parse(now)) / 3_600_000;
  const late = rules.lateHours > 0 && exact < rules.lateHours;
  return { late, hours: Math.floor(exact), words: late ? rules.lateWords : '' };
}

/** How far a move came: old time, new time and reason are one event (row 2). */
export interface Move {
  /** Random; names the new visit at the record, so that a repeat makes no second one. */
  moveId: string;
  oldId: string;
  newId: string | null;
  /** The record was read and holds the new time as asked. */
  newConfirmed: boolean;
  oldCancelled: boolean;
  /** The agent took the new time back instead. */
  newCancelled: boolean;
}
export const beginMove = (moveId: string, oldId: string): Move => ({
  moveId,
  oldId,
  newId: null,
  newConfirmed: false,
  oldCancelled: false,
  newCancelled: false,
});

export type MoveStep = 'book-new' | 'read-new' | 'cancel-old' | 'done';
/** What to do next; never `cancel-old` before the new time is read back from the record. */
export function nextStep(move: Move): MoveStep {
  if (move.newCancelled) return 'done';
  if (move.newId === null) return 'book-new';
  if (!move.newConfirmed) return 'read-new';
  return move.oldCancelled ? 'done' : 'cancel-old';
}

/** What stands at the record: said to the caller when a move ends early. */
export type Standing = 'old' | 'new' | 'both' | 'unknown';
export function standing(move: Move): Standing {
  if (move.newCancelled || move.newId === null) return 'old';
  if (!move.newConfirmed) return 'unknown';
  return move.oldCancelled ? 'new' : 'both';
}
