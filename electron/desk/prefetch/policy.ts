// How much of the record this desk keeps ahead, for how long, and how hard it may ask for it. One place for a privacy
// officer to read.
import { everForRole } from '#shared/domain/disclosure/table.ts';
import type { Card, DisclosureRole } from '#shared/domain/disclosure/table.ts';

/** Whom nobody asked about for so long is forgotten whole. */
export const keptDays = 7;
/** Beyond so many the longest unneeded go. */
export const mostPeople = 25_000;
/** Persons that one round looks at. */
export const mostInRound = 400;
/** The server is busy or broken with one of them: tried so often, then left. */
export const mostTries = 3;
/** So many refusals in a row are no longer about each of them: the round ends there. */
export const mostRefused = 5;

const minute = 60_000;
export const pace = {
  /** Between two persons, ms: at most two a second. */
  betweenMs: 500,
  /** A call that began so lately has the line to the record for itself. */
  callMs: 1000,
  /** Between two rounds. */
  roundMs: 15 * minute,
  /** After the desk was opened: the first screens go first. */
  firstMs: 5000,
  /** The record is away: asked again after this, doubled each time up to the second. */
  awayMs: minute,
  mostAwayMs: 15 * minute,
  /** A person's cards that are younger are not asked for again. */
  youngMs: 60 * minute,
  purgeMs: 60 * minute,
  /** What the record would not give is not asked for again before this. */
  leftOutMs: 60 * minute,
} as const;
/** People whom one turn of the desk's loop takes out; more go in the next ones. */
export const purgedAtOnce = 20;

/** Who they are, when they come, who pays: what most calls begin with. */
const office: readonly Card[] = ['identity', 'appointments', 'coverage'];
const clinical: readonly Card[] = ['allergies', 'conditions', 'medicines'];

/** C18: only what this role may ever see; clinical cards only while a nurse sits here. Empty: nothing is kept ahead. */
export function cardsAhead(role: DisclosureRole | null): Card[] {
  if (role === null || role === 'trainer') return [];
  const wanted = role === 'nurse' ? [...office, ...clinical] : office;
  return wanted.filter((card) => everForRole(role, card));
}
