// The groups of product.md 4b under the ids that marks, test lines and reports use, and the one mapping to the emergency
// card's own group ids (data/emergency/card.json). A test holds both lists together.
import type { EmergencyAction } from '../emergency/card.ts';

export const redFlagGroups = [
  'breathing',
  'chest',
  'stroke',
  'consciousness',
  'bleeding',
  'injury',
  'allergy',
  'poison',
  'severe_pain_eye_limb',
  'sepsis',
  'pregnancy_postpartum',
  'infant_child',
  'chronic_postop',
  'mental_health',
  'abuse_violence',
  'something_wrong',
] as const;
export type RedFlagGroup = (typeof redFlagGroups)[number];

interface OnCard {
  /** Id of the group on the emergency card: what the page opens. */
  cardGroup: string;
  /** The card's action for the group; the test compares it with the card. */
  action: EmergencyAction;
}

export const onCard: Record<RedFlagGroup, OnCard> = {
  breathing: { cardGroup: 'breathing', action: 'ambulance' },
  chest: { cardGroup: 'chest', action: 'ambulance' },
  stroke: { cardGroup: 'stroke', action: 'ambulance' },
  consciousness: { cardGroup: 'consciousness', action: 'ambulance' },
  bleeding: { cardGroup: 'bleeding', action: 'ambulance' },
  injury: { cardGroup: 'injury', action: 'ambulance' },
  allergy: { cardGroup: 'allergy', action: 'ambulance' },
  poison: { cardGroup: 'poison', action: 'poison-help' },
  severe_pain_eye_limb: { cardGroup: 'sudden-pain', action: 'ambulance-or-clinician' },
  sepsis: { cardGroup: 'sepsis', action: 'ambulance' },
  pregnancy_postpartum: { cardGroup: 'pregnancy', action: 'clinician-now' },
  infant_child: { cardGroup: 'child', action: 'ambulance-or-clinician' },
  chronic_postop: { cardGroup: 'known-illness', action: 'clinician-now' },
  mental_health: { cardGroup: 'mental-health', action: 'crisis-line' },
  abuse_violence: { cardGroup: 'violence', action: 'safety' },
  something_wrong: { cardGroup: 'something-wrong', action: 'treat-as-urgent' },
};

export const isRedFlagGroup = (group: string): group is RedFlagGroup =>
  (redFlagGroups as readonly string[]).includes(group);
