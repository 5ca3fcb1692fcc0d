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
}
const staff: readonly DisclosureRole[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
const office: readonly DisclosureRole[] = ['agent', 'supervisor'];
const own: readonly Scope[] = ['record'];
const family: readonly Scope[] = ['record', 'family'];
const withVisits: readonly Scope[] = ['record', 'family', 'visits'];

const rules: Readonly<Record<Action, Rule>> = {
  'take-message': { level: 0, scopes: ['record', 'treatment', 'family', 'visits', 'nothing'], roles: staff },
  book: { level: 1, scopes: withVisits, roles: staff },
  move: { level: 1, scopes: withVisits, roles: staff },
  cancel: { level: 1, scopes: withVisits, roles: staff },
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

/** The level that this takes; null = never, for this role or this caller. */
export function levelForAction(action: string, role: string, scope: Scope = 'record'): Level | null {
  if (!Object.hasOwn(rules, action)) return null;
  const rule = rules[action as Action];
  const roles: readonly string[] = rule.roles;
  return roles.includes(role) && rule.scopes.includes(scope) ? rule.level : null;
}

export function mayDo(action: string, who: { role: string; level: Level; scope?: Scope }): boolean {
  const needed = levelForAction(action, who.role, who.scope);
  return needed !== null && who.level >= needed;
}
