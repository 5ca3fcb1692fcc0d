// Indonesian, as the engine of ../other takes it. **Draft, not reviewed by a clinician.**
import type { LanguageTable } from '../other/table.ts';
import { concepts } from './concepts.ts';
import { guards } from './guards.ts';
import { bodyRules } from './rules-body.ts';
import { harmRules } from './rules-harm.ts';
import { peopleRules } from './rules-people.ts';
import { fillers, fold, numbers, small, spellings, spelt, stem } from './words.ts';

const each = <T extends Readonly<Partial<Record<string, string>>>>(table: T): T =>
  Object.fromEntries(Object.entries(table).map(([name, phrases]) => [name, spelt(phrases ?? '')])) as T;

const { negationReach, ownPart, ...wordings } = guards;

export const id: LanguageTable = {
  lang: 'id',
  fold,
  stem,
  spellings,
  numbers,
  fillers: spelt(fillers),
  concepts: each(concepts),
  rules: each({ ...bodyRules, ...harmRules, ...peopleRules }),
  small,
  signs: {
    of: {
      breathing: 'bernapas bernafas napas nafas',
      consciousness: 'sadar sadarkan respons merespons responsif',
    },
    unless: 'susah sulit sesak berat sakit nyeri saat kalau waktu bunyi batuk portal aplikasi dokter',
  },
  guards: { ...each(wordings), negationReach, ownPart },
};
