// Which cards of the panel: the matrix asked card by card, for pages that draw them and for the desk before it fetches.
// A card shows when its key field does (C18).
import type { Level } from './facts.ts';
import { keyField } from './fields.ts';
import { type DisclosureRole, levelFor, mayShowField, roleMay } from './matrix.ts';
import type { Scope } from './scope.ts';

export { beforeVerified, type DisclosureRole } from './matrix.ts';

/** The cards of the panel, in its order; the matrix knows more (`sections`). */
export const cards = [
  'identity',
  'appointments',
  'contacts',
  'conditions',
  'allergies',
  'medicines',
  'immunisations',
  'labs',
  'coverage',
  'benefits',
  'money',
  'care-team',
  'care-gaps',
  'tasks',
  'preferences',
] as const;
export type Card = (typeof cards)[number];

/** What the call is about and who hears: null and `record` until the page states them. */
export interface About {
  reason?: string | null;
  scope?: Scope;
}

/** Whether this role may ever see this card, on whatever call. */
export const everForRole = (role: DisclosureRole, card: Card): boolean => roleMay(role, card, keyField[card]);

/** Whether this role may ever see this card for such a call, at whatever level. */
export const forRole = (role: DisclosureRole, card: Card, about: About = {}): boolean =>
  levelFor(about.reason ?? null, role, card, keyField[card]) !== null;

export const mayShow = (role: DisclosureRole, level: Level, card: Card, about: About = {}): boolean =>
  mayShowField(
    { reason: about.reason ?? null, role, level, scope: about.scope ?? 'record' },
    card,
    keyField[card],
  );

/** What may not be shown is not fetched either (C18). */
export const mayFetch = mayShow;

/** The cards of a role in the order of the panel. */
export const cardsOf = (role: DisclosureRole, about: About = {}): Card[] =>
  cards.filter((c) => forRole(role, c, about));
