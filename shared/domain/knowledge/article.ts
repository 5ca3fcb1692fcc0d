// An article: what the agent may read from and quote while on a call (product.md rows 6, 14, 15, 54). Starter content,
// imported samples and, later, a practice's own articles all have this one shape.
import { z } from 'zod';
import { langs } from '../script/languages.ts';

// A NUL or an escape character in an article is never wanted, and two control characters serve as highlight marks.
// oxlint-disable-next-line no-control-regex
const noControls = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/;
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(noControls, 'no control characters')
    .regex(/^[^\n\r]*$/, 'one line');

/** "2019", "2019-04" or "2019-04-30": sources are often dated by the month only. */
const sourceDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'a date or its beginning');

export const articleId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,119}$/);
/** A client account's id, or `all`. */
export const articlePractice = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
export const everyPractice = 'all';

export const articleSource = z.strictObject({
  name: line(160),
  /** Shown as text; opened only through the one allow-listed opener. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(400)
    .nullable(),
  licence: line(60),
  date: sourceDate,
});

/**
 * `policy` = rules of the house, published by two people; `payer` = an insurer's plans, found by payer id; `handout` = may be sent
 * to a caller; `glossary` = one term in plain words; `link` = a card for a page elsewhere, its body may be empty.
 */
export const articleKinds = ['article', 'policy', 'payer', 'handout', 'glossary', 'link'] as const;
export type ArticleKind = (typeof articleKinds)[number];
/** Who has the knowledge base at all (`staff` of the bridge). */
export const articleRoles = ['agent', 'after-hours', 'nurse', 'trainer', 'supervisor'] as const;
export type ArticleRole = (typeof articleRoles)[number];

const bodyText = z.string().trim().max(60_000).regex(noControls, 'no control characters');

export const article = z
  .strictObject({
    id: articleId,
    version: z.int().min(1).max(100_000),
    title: line(300),
    practice: articlePractice,
    /** Rows 1 to 24 of product.md that the article serves. */
    callTypes: z.array(z.int().min(1).max(24)).max(24),
    topic: line(200),
    /** Words that callers and agents use; searched, not shown. */
    keywords: z.array(line(200)).max(60),
    /** Markdown without raw HTML: whatever looks like HTML is shown as text. */
    body: bodyText,
    /** Who answers for it; null for samples, for which nobody does. */
    owner: line(120).nullable(),
    reviewedOn: z.iso.date().nullable(),
    reviewBy: z.iso.date().nullable(),
    /** True = wording that touches care and that no clinician has signed off: say so wherever it is shown. */
    clinicalDraft: z.boolean(),
    /** True = imported example text that nobody verified for any practice. */
    sample: z.boolean(),
    source: articleSource,
    kind: z.enum(articleKinds).default('article'),
    /** Which part of its topic it is, as agents ask for it: "symptoms", "copay". */
    section: line(80).nullable().default(null),
    lang: z.enum(langs).default('en'),
    /** The article and version that this one says in another language; behind as soon as the original has a higher one. */
    translationOf: z
      .strictObject({ id: articleId, version: z.int().min(1).max(100_000) })
      .nullable()
      .default(null),
    /** The general article whose place this one takes for its own account or site. */
    variantOf: articleId.nullable().default(null),
    /** A department of the account, by its id; null = the whole account. */
    site: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
      .nullable()
      .default(null),
    /** Who may see it, find it or hear of it; null = everybody who has the knowledge base. */
    roles: z.array(z.enum(articleRoles)).min(1).max(articleRoles.length).nullable().default(null),
    /** The person behind `owner`, where known: questions and flags go there. */
    ownerId: z.string().min(1).max(60).nullable().default(null),
    /** Who checked it on `reviewedOn`, by name. A later check stands beside the version (standing.ts). */
    verifiedBy: line(120).nullable().default(null),
    /** True = everybody who may see it says that they have read it. */
    mustRead: z.boolean().default(false),
  })
  .refine((a) => a.body !== '' || (a.kind === 'link' && a.source.url !== null), {
    message: 'only a link may come without words',
  })
  .refine((a) => a.translationOf?.id !== a.id && a.variantOf !== a.id, {
    message: 'nothing is a variant or a translation of itself',
  })
  .refine((a) => a.practice !== everyPractice || (a.variantOf === null && a.site === null), {
    message: 'a variant and a site belong to an account',
  })
  .refine((a) => a.sample || (a.owner !== null && a.reviewedOn !== null && a.reviewBy !== null), {
    message: 'an article that is not a sample has an owner and review dates',
  })
  .refine((a) => !a.sample || a.reviewBy === null, { message: 'nobody stands behind a sample' });
export type Article = z.infer<typeof article>;

/** What an article is that says nothing else: older files and rows are read so. */
export const articleDefaults = {
  kind: 'article',
  section: null,
  lang: 'en',
  translationOf: null,
  variantOf: null,
  site: null,
  roles: null,
  ownerId: null,
  verifiedBy: null,
  mustRead: false,
} as const satisfies Partial<Article>;

/**
 * `verified` = its owner stands by it until `reviewBy`; `overdue` = that day has passed; `sample` = never verified; `retired` =
 * taken out of use: not found any more, still read where a note quotes it. "Draft" (`clinicalDraft`) and "translation is behind"
 * are said beside any of them.
 */
export const verificationStates = ['verified', 'overdue', 'sample', 'retired'] as const;
export type VerificationState = (typeof verificationStates)[number];

/** Half-open [start, end) offsets in UTF-16 units, ascending, not touching. */
export const textRange = z.tuple([z.int().min(0), z.int().min(0)]);
export type TextRange = z.infer<typeof textRange>;

/** One search hit. */
export const articleSummary = z.strictObject({
  id: articleId,
  version: z.int().min(1),
  title: z.string().max(300),
  titleRanges: z.array(textRange),
  practice: articlePractice,
  snippet: z.string().max(1200),
  snippetRanges: z.array(textRange),
  state: z.enum(verificationStates),
  clinicalDraft: z.boolean(),
  /** The day until which it is verified, by the newest check. */
  reviewBy: z.iso.date().nullable(),
  /** Who stands behind it, and who checked it last, by name. */
  owner: z.string().max(120).nullable(),
  verifiedBy: z.string().max(160).nullable(),
  verifiedOn: z.iso.date().nullable(),
  kind: z.enum(articleKinds),
  section: z.string().max(80).nullable(),
  lang: z.enum(langs),
  /** True = a translation whose original has moved on. */
  behind: z.boolean(),
  /** Set = stands in the place of this general article, for `practice` and `site`. */
  variantOf: articleId.nullable(),
  site: z.string().max(60).nullable(),
  source: z.strictObject({ name: z.string(), date: z.string() }),
});
export type ArticleSummary = z.infer<typeof articleSummary>;

/** Characters of a question that are looked at, and the most that are taken at all. */
export const longestSearched = 4000;
const longestPaste = 1_000_000;
/** What the agent typed is cut, never refused: a long paste still finds something. */
export const articleSearch = z.strictObject({
  text: z
    .string()
    .max(longestPaste)
    .overwrite((text) => text.slice(0, longestSearched)),
  practice: articlePractice.optional(),
  /** A site of that account: its own variants come before the account's. */
  site: z.string().max(60).optional(),
  /** Comes first, with English behind it; English without it. */
  lang: z.enum(langs).optional(),
  limit: z.int().min(1).max(50).default(12),
});
export type ArticleSearch = z.infer<typeof articleSearch>;

export const articleSearchResult = z.strictObject({
  hits: z.array(articleSummary).max(50),
  /** Milliseconds inside the search itself. */
  tookMs: z.number().min(0),
  /** Set when a word was unknown and one letter away from a known one: "showing results for …". */
  corrected: z.array(z.strictObject({ from: z.string(), to: z.string() })).optional(),
  /** Abbreviations and synonyms that were looked for too: "also searched: prescription (rx)". */
  expanded: z.array(z.strictObject({ from: z.string(), to: z.string() })).optional(),
  /** Red flags in the words of the question (danger.ts): articles for emergencies come first. */
  redFlags: z
    .array(z.strictObject({ group: z.string().max(60), words: z.string().max(120) }))
    .max(4)
    .optional(),
  /** True = no article holds half of what was meant: the hits are only the closest. Asked of the ranked index alone. */
  weak: z.boolean().optional(),
  /** What answered: the ranked index, or the simple search until that is ready. */
  engine: z.enum(['index', 'full-text']).optional(),
});
export type ArticleSearchResult = z.infer<typeof articleSearchResult>;

/** Text taken over into a note, with what proves where it came from (facts: quote with id and version). */
export const articleQuote = z.strictObject({
  text: z.string().min(1).max(4000),
  articleId,
  version: z.int().min(1),
  title: z.string().min(1).max(300),
});
export type ArticleQuote = z.infer<typeof articleQuote>;
