// Which cards a call shows, in which order, and why another is not shown: asked of the same matrix as the desk (C18).
import { reasonCodes } from '#shared/domain/accounts/reason.ts';
import type { Level } from '#shared/domain/disclosure/facts.ts';
import { groupOf, type ReasonGroup } from '#shared/domain/disclosure/reasons.ts';
import type { Scope } from '#shared/domain/disclosure/scope.ts';
import {
  cards as everyCard,
  type Card,
  type DisclosureRole,
  forRole,
  mayShow,
} from '#shared/domain/disclosure/table.ts';

export interface About {
  role: DisclosureRole;
  level: Level;
  /** What the call is about; null = not stated yet. */
  reason: string | null;
  /** How much of the record the person on the line may hear of; absent = nobody said who it is. */
  scope?: Scope | undefined;
}

/** What such a call needs first, in this order; the rest is folded away below. Draft, not reviewed by a clinician. */
const first: Readonly<Record<ReasonGroup, readonly Card[]>> = {
  unstated: ['appointments', 'contacts', 'coverage', 'labs'],
  enquiry: ['identity'],
  scheduling: ['appointments', 'contacts', 'care-gaps', 'coverage'],
  insurance: ['coverage', 'benefits', 'contacts'],
  money: ['money', 'coverage', 'contacts'],
  refill: ['medicines', 'allergies', 'appointments', 'contacts'],
  clinical: ['contacts', 'conditions', 'medicines', 'allergies', 'labs', 'tasks'],
  results: ['labs', 'appointments', 'contacts', 'tasks'],
  records: ['contacts', 'tasks', 'identity'],
  referral: ['coverage', 'care-team', 'appointments', 'conditions', 'contacts'],
  service: ['contacts', 'tasks', 'preferences'],
  professional: ['medicines', 'allergies', 'conditions', 'labs', 'care-team'],
};

/** Why a card is not shown: not to this role on any call, not on such a call, not to this caller, or not before more facts. */
export type Why = 'role' | 'call' | 'caller' | 'level';

export function whyNot(card: Card, { role, level, reason, scope }: About): Why | null {
  const ever = [null, ...reasonCodes].some((r) => forRole(role, card, { reason: r }));
  if (!ever) return 'role';
  if (!forRole(role, card, { reason })) return 'call';
  if (!mayShow(role, 2, card, { reason, scope: scope ?? 'record' })) return 'caller';
  return mayShow(role, level, card, { reason, scope: scope ?? 'record' }) ? null : 'level';
}

const known = new Map<string, readonly Card[]>();
/** The cards to ask for; the same array for the same arguments, so that a page asks once. */
export function namesFor(about: About): readonly Card[] {
  const key = JSON.stringify([about.role, about.level, about.reason, about.scope ?? 'record']);
  const found = known.get(key) ?? everyCard.filter((card) => whyNot(card, about) === null);
  known.set(key, found);
  return found;
}

export interface Arranged {
  /** In sight, among them those that the call needs and this role or level is not shown. */
  first: readonly { card: Card; why: Why | null }[];
  /** Folded away. */
  rest: readonly Card[];
  /** Not shown and not what the call is about: said in one line a reason. */
  hidden: readonly { why: Why; cards: readonly Card[] }[];
}

const whys: readonly Why[] = ['role', 'caller', 'level', 'call'];

/** `names`: the cards that are asked for; `wanted`: what stands first, where that is not the call's reason to say. */
export function arrange(
  names: readonly Card[],
  about: About,
  wanted: readonly Card[] = first[groupOf(about.reason)],
): Arranged {
  const why = (card: Card): Why | null => (names.includes(card) ? null : (whyNot(card, about) ?? 'call'));
  const head = wanted
    .map((card) => ({ card, why: why(card) }))
    // What no such call shows is not what this one is about.
    .filter((each) => each.why !== 'call');
  const isHead = (card: Card): boolean => head.some((each) => each.card === card);
  const away = everyCard.filter((card) => !names.includes(card) && !isHead(card));
  return {
    first: head,
    rest: names.filter((card) => !isHead(card)),
    hidden: whys
      .map((each) => ({ why: each, cards: away.filter((card) => why(card) === each) }))
      .filter((each) => each.cards.length > 0),
  };
}
