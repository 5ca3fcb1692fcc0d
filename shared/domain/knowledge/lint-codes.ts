// What the lint of an article can find. `stop` = not handed in like this; `warn` = look at it, the writer decides.
import { z } from 'zod';

export const severities = ['stop', 'warn'] as const;
export type Severity = (typeof severities)[number];

export const articleFindings = {
  // what would not be drawn, or is dangerous to draw
  html: 'stop',
  script: 'stop',
  'data-url': 'stop',
  image: 'stop',
  'hidden-characters': 'stop',
  // what is missing
  'no-title': 'stop',
  'no-words': 'stop',
  'no-address': 'stop',
  'empty-part': 'stop',
  'nothing-to-say': 'warn',
  'two-parts-of-a-kind': 'warn',
  'no-owner': 'stop',
  'no-review-date': 'stop',
  'review-date-past': 'stop',
  'review-date-far': 'stop',
  'no-keywords': 'warn',
  // what may not be said aloud
  diagnosis: 'stop',
  dosing: 'stop',
  'false-comfort': 'stop',
  harmful: 'stop',
  leading: 'warn',
  'advice-unsaid': 'warn',
  claim: 'stop',
  'hard-to-follow': 'warn',
  'much-too-hard': 'stop',
  // what belongs to a person
  'card-number': 'stop',
  'social-number': 'stop',
  'birth-date': 'stop',
  'phone-number': 'warn',
  email: 'warn',
  // how it is built
  'link-without-https': 'stop',
  'heading-level': 'warn',
  'table-without-head': 'stop',
  'too-long': 'stop',
  long: 'warn',
  'long-title': 'stop',
  'title-taken': 'warn',
  // where it belongs
  'original-gone': 'stop',
  'original-moved-on': 'warn',
  'original-same-language': 'stop',
  'original-words': 'stop',
  'general-gone': 'stop',
  'variant-of-nobody': 'stop',
  'unknown-account': 'stop',
  'unknown-site': 'stop',
  'must-read-by-all': 'warn',
  /** Something else that an article may not have, by its field. */
  field: 'stop',
} as const satisfies Record<string, Severity>;
export type ArticleFindingCode = keyof typeof articleFindings;
export const articleFindingCodes = Object.keys(articleFindings) as [
  ArticleFindingCode,
  ...ArticleFindingCode[],
];

/** Most that are reported of one text; the first ones in reading order. */
export const mostFindings = 200;
export const articleFinding = z.strictObject({
  code: z.enum(articleFindingCodes),
  severity: z.enum(severities),
  /** A field of the draft; `body` has a place in it. */
  field: z.string().max(40),
  /** From 1, in the body; null = the whole field. */
  line: z.int().min(1).nullable(),
  /** From 1, in UTF-16 units of the line. */
  column: z.int().min(1).nullable(),
  length: z.int().min(0).nullable(),
  /** The words that are meant, cut; or a figure (a grade, a day, a number of words). */
  words: z.string().max(120),
});
export type ArticleFinding = z.infer<typeof articleFinding>;
