// What may be done for a caller, and on what evidence (C19: the level needed per action; row 12). Pure, deny by default.
// Taking a message needs nobody's record: an unverified caller always can leave one (O5).
import type { Level } from './facts.ts';
import type { DisclosureRole } from './matrix.ts';
import type { Scope } from './scope.ts';

export const actions = [
  'take-message',
  'book',
  'move',
  'cancel',
  'contact-note',
  'follow-up',
  'refill-request',
  'referral-request',
  'benefit-request',
  'insurance-update',
  'preferences',
  'records-request',
] as const;
export type Action = (typeof actions)[number];

interface Rule {
  level: Level;
  /** Whose call it may be: the patient's own, or one who stands in for them. */
  scopes: readonly Scope[];
  roles: readonly DisclosureRole[];
  /** For the patient's own call also where no more than visits may be spoken of (an adolescent). */
  ownVisits?: true;
}
const staff: readonly DisclosureRole[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
const office: readonly DisclosureRole[] = ['agent', 'supervisor'];
const own: readonly Scope[] = ['record'];
const family: readonly Scope[] = ['record', 'family'];

const rules: Readonly<Record<Action, Rule>> = {
  'take-message': { level: 0, scopes: ['record', 'treatment', 'family', 'visits', 'nothing'], roles: staff },
  // Who was allowed to hear of a visit was not allowed to change it: that takes the patient, or who stands in for them.
  book: { level: 1, scopes: family, roles: staff, ownVisits: true },
  move: { level: 1, scopes: family, roles: staff, ownVisits: true },
  cancel: { level: 1, scopes: family, roles: staff, ownVisits: true },
  'contact-note': { level: 1, scopes: ['record', 'treatment', 'family', 'visits'], roles: staff },
  'follow-up': { level: 1, scopes: ['record', 'treatment', 'family', 'visits'], roles: staff },
  'refill-request': { level: 1, scopes: ['record', 'treatment'], roles: staff },
  'referral-request': { level: 1, scopes: ['record', 'treatment'], roles: staff },
  'benefit-request': { level: 1, scopes: family, roles: office },
  // What is changed in somebody's name takes a third fact: two are known to a family.
  'insurance-update': { level: 2, scopes: family, roles: office },
  preferences: { level: 2, scopes: own, roles: staff },
  'records-request': { level: 2, scopes: own, roles: staff },
};

/** The level that this takes; null = never, for this role or this caller. `self`: the patient is the one who calls. */
export function levelForAction(
  action: string,
  role: string,
  scope: Scope = 'record',
  self = false,
): Level | null {
  if (!Object.hasOwn(rules, action)) return null;
  const rule = rules[action as Action];
  const roles: readonly string[] = rule.roles;
  const may = rule.scopes.includes(scope) || (self && scope === 'visits' && rule.ownVisits === true);
  return roles.includes(role) && may ? rule.level : null;
}

export function mayDo(
  action: string,
  who: { role: string; level: Level; scope?: Scope; self?: boolean },
): boolean {
  const needed = levelForAction(action, who.role, who.scope, who.self);
  return needed !== null && who.level >= needed;
}
