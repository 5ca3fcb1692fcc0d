// The one table that decides who may be shown what (C18, first form): role × verification level × card. The desk asks it
// before it fetches and again before it answers; the page asks it only to know which cards to draw.
import type { Level } from './facts.ts';

export const cards = [
  'identity',
  'appointments',
  'conditions',
  'allergies',
  'medicines',
  'coverage',
  'results',
] as const;
export type Card = (typeof cards)[number];
/** The names of `roles` in the contract; a test keeps the two lists the same. */
export type DisclosureRole = 'agent' | 'after-hours' | 'nurse' | 'trainer' | 'supervisor';

/** What shows before anyone is verified: the name to call the person by, and the language to speak. Nothing else. */
export const beforeVerified = ['preferredName', 'language', 'interpreterNeeded'] as const;

/**
 * Lowest level at which a role is shown a card; null = never. Scheduling and billing need no diagnoses; clinical lines
 * need no insurance. Allergies are a safety flag for everyone who talks to patients. Results are never shown: they are
 * the clinic's to give (row 11). Trainers work with made-up people only.
 */
const table: Record<Card, Record<DisclosureRole, Level | null>> = {
  identity: { agent: 1, 'after-hours': 1, nurse: 1, trainer: null, supervisor: 1 },
  appointments: { agent: 1, 'after-hours': 1, nurse: 1, trainer: null, supervisor: 1 },
  conditions: { agent: null, 'after-hours': 1, nurse: 1, trainer: null, supervisor: null },
  allergies: { agent: 1, 'after-hours': 1, nurse: 1, trainer: null, supervisor: 1 },
  medicines: { agent: null, 'after-hours': 1, nurse: 1, trainer: null, supervisor: null },
  coverage: { agent: 1, 'after-hours': null, nurse: null, trainer: null, supervisor: 1 },
  results: { agent: null, 'after-hours': null, nurse: null, trainer: null, supervisor: null },
};

/** Whether this role may ever see this card, at whatever level. */
export const forRole = (role: DisclosureRole, card: Card): boolean => table[card][role] !== null;

export function mayShow(role: DisclosureRole, level: Level, card: Card): boolean {
  const needed = table[card][role];
  return needed !== null && level >= needed;
}

/** What may not be shown is not fetched either (C18). */
export const mayFetch = mayShow;

/** The cards of a role in the order of the panel. */
export const cardsOf = (role: DisclosureRole): Card[] => cards.filter((c) => forRole(role, c));
