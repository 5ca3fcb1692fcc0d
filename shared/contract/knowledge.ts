// The encrypted knowledge base: search as you type, read, quote with version, and what is said back of articles (rows 14, 52 to 55,
// 69, 108). Each request answers for the role of who asks: what that role may not see is not found and not counted. At a practice
// desk everything can be read; what is said there of articles stays there and is told to nobody, because it has no backend.
import { z } from 'zod';
import { reasonCode } from '#shared/domain/accounts/reason.ts';
import {
  articleId,
  articlePractice,
  articleQuote,
  articleSearch,
  articleSearchResult,
  textRange,
} from '#shared/domain/knowledge/article.ts';
import { flagReasons, handoutChannels, longestSaid, readAbout } from '#shared/domain/knowledge/said.ts';
import { langs } from '#shared/domain/script/languages.ts';
import { nothing, page, request, topic } from './kinds.ts';
import {
  announcementView,
  articleVersion,
  articleView,
  changeRow,
  glossaryEntry,
  handoutRow,
  mineRow,
  pinnedArticle,
  suggestion,
  toRead,
  versionRow,
} from './knowledge-shapes.ts';

export type {
  AnnouncementView,
  ArticleView,
  ChangeRow,
  FlagWhy,
  GlossaryEntry,
  HandoutChannel,
  HandoutRow,
  MineRow,
  PinnedArticle,
  Suggestion,
  ToRead,
  VersionRow,
} from './knowledge-shapes.ts';

const reads = { effect: 'read', lease: 'free', surfaces: ['main', 'panel'] } as const;
const writes = { ...reads, effect: 'write' } as const;
const accountId = articlePractice.nullable();
const callId = z.uuid();
const said = z.string().trim().max(longestSaid);
const ofVersion = { articleId, version: articleVersion };

export const knowledge = {
  /** Runs in a worker; a newer search of the same page cancels the older. Only the number of hits is audited, never the words. */
  search: request(articleSearch, articleSearchResult, reads),
  /** `accountId`, `site`: whose variant is the right one; null = nobody's. */
  read: request(
    z.strictObject({
      id: articleId,
      version: articleVersion.nullable(),
      accountId: accountId.default(null),
      site: z.string().max(60).nullable().default(null),
    }),
    articleView,
    { ...reads, audit: 'article.read' },
  ),
  quote: request(z.strictObject({ id: articleId, version: articleVersion, range: textRange }), articleQuote, {
    ...reads,
    audit: 'article.quote',
  }),
  /** Words of two versions come from `read`. */
  versions: request(z.strictObject({ id: articleId }), z.array(versionRow).max(500), reads),
  /**
   * Verified articles for what is in hand, never samples (row 52). Notes and words of the step are looked up in the search thread
   * and kept nowhere. A newer question of the same page cancels the older.
   */
  suggest: request(
    z.strictObject({
      reason: reasonCode.nullable(),
      step: z.strictObject({ id: z.string().max(80), words: z.string().max(1000) }).nullable(),
      accountId,
      notes: z.string().max(400),
      callId: callId.nullable().default(null),
      limit: z.int().min(1).max(20),
    }),
    z.array(suggestion).max(20),
    reads,
  ),
  pins: request(z.strictObject({ callId }), z.array(pinnedArticle).max(50), reads),
  pin: request(z.strictObject({ callId, ...ofVersion, on: z.boolean() }), nothing, writes),
  /** Null takes it back. One word a person and version. */
  rate: request(z.strictObject({ ...ofVersion, helpful: z.boolean().nullable() }), nothing, writes),
  /** `range`: the passage, as offsets in the body of that version; null = all of it. */
  flag: request(
    z.strictObject({ ...ofVersion, range: textRange.nullable(), why: z.enum(flagReasons), words: said }),
    nothing,
    { ...writes, audit: 'article.flag' },
  ),
  /** "No answer found": goes to who owns the articles. */
  ask: request(
    z.strictObject({
      words: said.min(1),
      accountId,
      reason: reasonCode.nullable(),
      lang: z.enum(langs).default('en'),
    }),
    nothing,
    { ...writes, audit: 'article.ask' },
  ),
  /** Own flags and questions, newest first, with what came back. */
  mine: request(nothing, z.array(mineRow).max(200), reads),
  /** In force now for the account (null = for all) and the role. */
  announcements: request(z.strictObject({ accountId }), z.array(announcementView).max(100), reads),
  /** By name: kept, and told to who wrote it. */
  acknowledge: request(
    z.strictObject({ about: z.enum(readAbout), id: articleId, version: articleVersion }),
    nothing,
    {
      ...writes,
      audit: 'article.acknowledge',
    },
  ),
  /** What must be read and was not confirmed, oldest first. */
  toRead: request(nothing, z.array(toRead).max(200), reads),
  /** What changed, newest first; `accountId` null = everywhere. */
  changes: page(z.strictObject({ accountId }), changeRow, { lease: 'free', surfaces: reads.surfaces }),
  /** Terms in plain words, by their letters. */
  glossary: request(z.strictObject({ lang: z.enum(langs) }), z.array(glossaryEntry).max(500), reads),
  /** Notes that a verified handout went to the caller, by which way (row 69). `not-found` unless it is a handout; `handout-overdue`. */
  handout: request(z.strictObject({ callId, ...ofVersion, channel: z.enum(handoutChannels) }), nothing, {
    ...writes,
    audit: 'article.handout',
  }),
  handouts: request(z.strictObject({ callId }), z.array(handoutRow).max(100), reads),
  /** A question without a hit: known words of it are counted, its text is not kept (authoring/misses). */
  missed: request(
    z.strictObject({ text: z.string().max(400), accountId, reason: reasonCode.nullable() }),
    nothing,
    writes,
  ),
  changed: topic(),
};
