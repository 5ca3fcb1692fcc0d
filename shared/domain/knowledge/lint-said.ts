// What is read to the caller goes by the rules of scripts: no diagnosis, no dose, no comfort that nobody can promise, and a
// school grade that most people follow. What only the agent reads may name things, and is asked about advice alone.
import { gradeOf, fewestWords, hardestGrade } from '../script/reading.ts';
import { lintSpoken } from '../script/spoken-lint.ts';
import type { DraftFields } from './draft.ts';
import { plainOf } from './grade.ts';
import type { ArticleFindingCode } from './lint-codes.ts';
import type { Findings } from './lint-place.ts';
import { sectionsOf, type SectionKind } from './sections.ts';

/** Above this grade it is not handed in: two years of school above the rule. */
const muchTooHard = hardestGrade + 3;
const promises =
  /\b(hipaa[- ]?(?:compliant|certified|approved|safe)|compliant with hipaa|cumple con (?:la )?hipaa|100 ?(?:%|percent|por ciento) (?:safe|secure|private|confidential|segur\w+)|(?:military|bank)[- ]grade|unhackable|(?:completely|absolutely|totally) (?:safe|secure|confidential|anonymous)|best (?:doctors?|care) in)\b/gi;
const spoken = {
  diagnosis: 'diagnosis',
  dosing: 'dosing',
  'false-comfort': 'false-comfort',
  harmful: 'harmful',
  leading: 'leading',
} as const satisfies Partial<Record<string, ArticleFindingCode>>;
type Rule = keyof typeof spoken;
const isRule = (problem: string): problem is Rule => Object.hasOwn(spoken, problem);

const isSaid = (kind: DraftFields['kind'], part: SectionKind): boolean =>
  part === 'caller' || (kind === 'handout' && part === 'facts');
/** Everything that a caller hears or is sent. */
export const saidOf = (fields: Pick<DraftFields, 'body' | 'kind'>): string =>
  sectionsOf(fields.body)
    .filter((part) => isSaid(fields.kind, part.kind))
    .map((part) => plainOf(part.markdown))
    .join(' ');
/** School grade of what is said; null = too little for one. */
export function saidGrade(fields: Pick<DraftFields, 'body' | 'kind' | 'lang'>): number | null {
  const said = saidOf(fields);
  return said.split(/\s+/).filter(Boolean).length < fewestWords ? null : gradeOf(said, fields.lang);
}

export function lintSaid(fields: DraftFields, out: Findings): void {
  const parts = sectionsOf(fields.body);
  const count = (kind: SectionKind) => parts.filter((p) => p.kind === kind).length;
  // Whoever writes a part for the agent alone means another one for the caller.
  if (count('internal') > 0 && count('caller') === 0) out.field('nothing-to-say', 'body');
  if (count('internal') > 1 || count('caller') > 1) out.field('two-parts-of-a-kind', 'body');
  for (const part of parts) {
    for (const { start, words } of sentencesOf(part.markdown)) {
      const at = part.offset + start;
      const problems = lintSpoken(words).filter(isRule);
      if (part.kind === 'caller') for (const p of problems) out.body(spoken[p], at, words.length);
      else {
        if (problems.includes('dosing')) out.body('advice-unsaid', at, words.length);
        if (isSaid(fields.kind, part.kind) && problems.includes('false-comfort'))
          out.body('false-comfort', at, words.length);
      }
    }
  }
  out.each('claim', promises);
  const grade = saidGrade(fields);
  if (grade !== null && grade > hardestGrade)
    out.field(grade > muchTooHard ? 'much-too-hard' : 'hard-to-follow', 'body', String(grade));
}

/** Longest piece that the wording rules are asked of at once. */
const longestPiece = 1500;
function sentencesOf(markdown: string): { start: number; words: string }[] {
  const out: { start: number; words: string }[] = [];
  for (const match of markdown.matchAll(/[^\n.!?]{1,1500}[.!?]*/g)) {
    const words = match[0].trim().slice(0, longestPiece);
    if (/\p{L}/u.test(words)) out.push({ start: match.index + match[0].indexOf(words.slice(0, 1)), words });
  }
  return out;
}
