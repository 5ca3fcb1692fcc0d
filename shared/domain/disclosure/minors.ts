// Ages that decide whether a parent hears for a child, by state (C20, C26). DRAFT, not reviewed by a lawyer, not legal
// advice: what stands here is the stricter reading of general knowledge, and a state that is not here gets the strictest
// of all. `ownCareFrom` is the youngest age at which a state lets a minor consent to some kind of care alone; from then on
// a parent hears of visits and insurance only, because which visits were the minor's own is not told apart here.
import { ageAt } from '../time/age.ts';
import { stateCode } from './states.ts';

export interface MinorRule {
  /** Years. */
  ownCareFrom: number;
  /** Years; where majority comes later than 18 the patient's own word still counts from 18 on (the stricter way). */
  majority: number;
}

export const minorRules = {
  version: 1,
  date: '2026-11-22',
  review: 'draft',
  reviewedBy: null,
  states: {
    AL: { ownCareFrom: 14, majority: 19 },
    CA: { ownCareFrom: 12, majority: 18 },
    CO: { ownCareFrom: 12, majority: 18 },
    FL: { ownCareFrom: 13, majority: 18 },
    IL: { ownCareFrom: 12, majority: 18 },
    MA: { ownCareFrom: 12, majority: 18 },
    MS: { ownCareFrom: 12, majority: 21 },
    NE: { ownCareFrom: 12, majority: 19 },
    OR: { ownCareFrom: 14, majority: 18 },
    PA: { ownCareFrom: 14, majority: 18 },
    WA: { ownCareFrom: 13, majority: 18 },
  } as Readonly<Record<string, MinorRule>>,
  otherwise: { ownCareFrom: 12, majority: 18 } satisfies MinorRule,
} as const;

/** From this age on nobody hears for a patient without a document, also where majority comes later. */
const ownWordFrom = 18;

/** `unknown`: without a whole birth date nobody is treated as a child, so no parent hears as one. */
export type AgeBand = 'child' | 'adolescent' | 'adult' | 'unknown';

/** `state` is the US state where the patient lives as the record writes it, by letters or name; both dates YYYY-MM-DD. */
export function ageBand(birthDate: string | null, state: string | null, today: string): AgeBand {
  const age = birthDate === null ? null : ageAt(birthDate, today);
  if (age === null) return 'unknown';
  const years = age.unit === 'years' ? age.value : age.unit === 'months' ? 1 : 0;
  if (years >= ownWordFrom) return 'adult';
  const key = stateCode(state) ?? '';
  const rule = Object.hasOwn(minorRules.states, key) ? minorRules.states[key] : undefined;
  return years >= (rule ?? minorRules.otherwise).ownCareFrom ? 'adolescent' : 'child';
}
