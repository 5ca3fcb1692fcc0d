// All tables together, and the number that marks and reports carry. Raise it with every change of a rule or a concept.
import { cues } from '../cues.ts';
import { frames } from '../frames.ts';
import { lexicon } from '../lexicon.ts';
import { bodyConcepts, bodyRules } from './body.ts';
import { harmConcepts, harmRules } from './harm.ts';
import { mindConcepts, mindRules } from './mind.ts';
import { peopleConcepts, peopleRules } from './people.ts';
import { understatedConcepts, understatedRules } from './understated.ts';
import type { Concepts, Rule } from '../table.ts';

export const rulesVersion = 7;
/** What the page shows beside every hit until a clinician has signed the tables. */
export const rulesReview = 'draft' as const;

export const concepts: Concepts = {
  ...lexicon,
  ...bodyConcepts,
  ...harmConcepts,
  ...peopleConcepts,
  ...mindConcepts,
  ...understatedConcepts,
  ...cues,
  ...frames,
};
export const rules: readonly Rule[] = [
  ...bodyRules,
  ...harmRules,
  ...peopleRules,
  ...mindRules,
  ...understatedRules,
];
