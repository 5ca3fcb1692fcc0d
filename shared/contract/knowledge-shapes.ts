// What the knowledge room answers.
import { z } from 'zod';
import { announcement } from '#shared/domain/knowledge/announcement.ts';
import {
  article,
  articleId,
  articlePractice,
  articleSummary,
  verificationStates,
} from '#shared/domain/knowledge/article.ts';
import { flagReasons, handoutChannels, readAbout } from '#shared/domain/knowledge/said.ts';
import { standing } from '#shared/domain/knowledge/standing.ts';
import { langs } from '#shared/domain/script/languages.ts';
import { instant } from './kinds.ts';

export type { FlagWhy, HandoutChannel } from '#shared/domain/knowledge/said.ts';
export const articleVersion = z.int().min(1).max(100_000);
const title = z.string().max(300);
const name = z.string().max(160);

/** An article that says the same for somebody else, or in another language. */
const sibling = z.strictObject({ id: articleId, version: articleVersion, title });

export const articleView = z.strictObject({
  article,
  state: z.enum(verificationStates),
  /** Verified by whom and until when, and whether it is out of use, by what was said last. */
  standing,
  /** A translation whose original has moved on. */
  behind: z.boolean(),
  /** How many versions of it this desk has, this one counted. */
  versions: z.int().min(1),
  /** The version that counts, where it is higher than the one read. */
  newer: articleVersion.nullable(),
  /** School grade of what is said to the caller; null = nothing is, or it is too short for one. */
  grade: z.number().min(0).nullable(),
  /** This article in other languages, the original among them. */
  translations: z.array(sibling.extend({ lang: z.enum(langs), behind: z.boolean() })).max(20),
  /** The general article and what accounts and sites have in its place; empty = there is only this one. */
  variants: z
    .array(sibling.extend({ practice: articlePractice, site: z.string().max(60).nullable() }))
    .max(100),
  /** The one of them that counts for the account that was asked for; null = this one does, or none was asked for. */
  right: articleId.nullable(),
  /** What who asks said of this version. */
  helpful: z.boolean().nullable(),
  /** When who asks said that they have read it. */
  acknowledged: instant.nullable(),
});
export type ArticleView = z.infer<typeof articleView>;

/** Highest version first. */
export const versionRow = z.strictObject({
  version: articleVersion,
  importedAt: instant,
  verifiedBy: name.nullable(),
  verifiedOn: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
  /** Why it was published or taken out of use, as far as this desk was told. */
  note: z.string().max(500).nullable(),
  retired: z.boolean(),
});
export type VersionRow = z.infer<typeof versionRow>;

export const suggestion = z.strictObject({
  summary: articleSummary,
  /** Strongest first; `words` are what matched: the reason's code, words of step or notes that stand in the article. */
  why: z
    .array(
      z.strictObject({
        kind: z.enum(['reason', 'step', 'notes', 'closed', 'account', 'pinned']),
        words: z.array(z.string().max(80)).max(8),
      }),
    )
    .min(1)
    .max(5),
});
export type Suggestion = z.infer<typeof suggestion>;

export const pinnedArticle = sibling.extend({
  at: instant,
  /** The version that counts, where it is higher than the one pinned. */
  newer: articleVersion.nullable(),
});
export type PinnedArticle = z.infer<typeof pinnedArticle>;

export const mineRow = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['flag', 'question']),
  at: instant,
  /** Of a flag. */
  why: z.enum(flagReasons).nullable(),
  /** Of a flag; null also when who asks may see it no longer. */
  article: sibling.nullable(),
  /** Null = none, or they cannot be opened now. */
  words: z.string().max(4000).nullable(),
  /** `waiting` = kept here until the backend has it; `sent` = nobody has answered. */
  state: z.enum(['waiting', 'sent', 'answered']),
  answer: z.strictObject({ by: name, at: instant, words: z.string().max(4000).nullable() }).nullable(),
});
export type MineRow = z.infer<typeof mineRow>;

export const announcementView = announcement.extend({ acknowledged: instant.nullable() });
export type AnnouncementView = z.infer<typeof announcementView>;

export const toRead = z.strictObject({
  about: z.enum(readAbout),
  id: articleId,
  version: articleVersion,
  title,
  since: instant,
  announcement: announcementView.nullable(),
});
export type ToRead = z.infer<typeof toRead>;

export const changeRow = sibling.extend({
  practice: articlePractice,
  at: instant,
  what: z.enum(['new', 'changed', 'verified', 'retired']),
  by: name.nullable(),
  note: z.string().max(500).nullable(),
});
export type ChangeRow = z.infer<typeof changeRow>;

export const glossaryEntry = z.strictObject({
  id: articleId,
  version: articleVersion,
  term: title,
  /** In words that a caller understands. */
  plain: z.string().max(4000),
  /** What callers call it. */
  also: z.array(z.string().max(200)).max(60),
  /** School grade of `plain`; null = too short for one. */
  grade: z.number().min(0).nullable(),
});
export type GlossaryEntry = z.infer<typeof glossaryEntry>;

export const handoutRow = z.strictObject({
  id: z.uuid(),
  articleId,
  version: articleVersion,
  title,
  channel: z.enum(handoutChannels),
  at: instant,
  by: name,
});
export type HandoutRow = z.infer<typeof handoutRow>;
