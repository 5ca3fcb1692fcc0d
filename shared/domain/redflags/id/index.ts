// Indonesian, as the engine of ../other takes it. **Draft, not reviewed by a clinician.**
import type { LanguageTable } from '../other/table.ts';
import { concepts } from './concepts.ts';
import { guards } from './guards.ts';
import { bodyRules } from './rules-body.ts';
import { harmRules } from './rules-harm.ts';
import { peopleRules } from './rules-people.ts';
import { fillers, fold, numbers, small, spellings } from './words.ts';

export const id: LanguageTable = {
  lang: 'id',
  fold,
  spellings,
  numbers,
  fillers,
  concepts,
  rules: { ...bodyRules, ...harmRules, ...peopleRules },
  small,
  guards,
};
