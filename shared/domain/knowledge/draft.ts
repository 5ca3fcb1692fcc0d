// An article that somebody is writing: the same fields as an article, which may still be empty or wrong. The lint says what is
// missing; `articleOf` makes the article that is handed in.
import { z } from 'zod';
import { langs } from '../script/languages.ts';
import { type Result, fail, ok } from '../result.ts';
import { type Article, article, articleId, articleKinds, articlePractice, articleRoles } from './article.ts';

/** Characters of a draft's body: twice what an article may have, so that a long text can be brought in and cut. */
export const longestDraftBody = 120_000;
const text = (most: number) => z.string().max(most);

export const draftFields = z.strictObject({
  title: text(400),
  practice: articlePractice,
  callTypes: z.array(z.int().min(1).max(24)).max(24),
  topic: text(300),
  section: text(120).nullable(),
  keywords: z.array(text(300)).max(100),
  body: text(longestDraftBody),
  kind: z.enum(articleKinds),
  lang: z.enum(langs),
  /** Everybody who may write an article may also say who sees it; null = all staff. */
  roles: z.array(z.enum(articleRoles)).max(articleRoles.length).nullable(),
  site: text(60).nullable(),
  /** Who answers for it, by name, and the person behind the name. */
  owner: text(160).nullable(),
  ownerId: text(60).nullable(),
  reviewBy: text(10).nullable(),
  clinicalDraft: z.boolean(),
  mustRead: z.boolean(),
  translationOf: z.strictObject({ id: articleId, version: z.int().min(1).max(100_000) }).nullable(),
  variantOf: articleId.nullable(),
  source: z.strictObject({ name: text(200), url: text(600).nullable(), licence: text(80), date: text(10) }),
});
export type DraftFields = z.infer<typeof draftFields>;

/** What a new draft begins with. `today`: a calendar day, "2026-11-22". */
export const emptyDraft = (
  of: Pick<DraftFields, 'kind' | 'lang' | 'practice' | 'site'> & {
    sourceName: string;
    today: string;
    owner: string | null;
    ownerId: string | null;
  },
): DraftFields => ({
  title: '',
  practice: of.practice,
  callTypes: [],
  topic: '',
  section: null,
  keywords: [],
  body: '',
  kind: of.kind,
  lang: of.lang,
  roles: null,
  site: of.site,
  owner: of.owner,
  ownerId: of.ownerId,
  reviewBy: daysAfter(of.today, usualReviewDays),
  clinicalDraft: false,
  mustRead: false,
  translationOf: null,
  variantOf: null,
  source: { name: of.sourceName, url: null, licence: 'own', date: of.today },
});

/** An article is looked at again after half a year unless its writer says otherwise. */
export const usualReviewDays = 180;
/** Nobody says of words for longer that they are right. */
export const longestReviewDays = 730;
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A draft that begins with an article's words. */
export const draftOf = (a: Article): DraftFields => ({
  title: a.title,
  practice: a.practice,
  callTypes: a.callTypes,
  topic: a.topic,
  section: a.section,
  keywords: a.keywords,
  body: a.body,
  kind: a.kind,
  lang: a.lang,
  roles: a.roles,
  site: a.site,
  owner: a.owner,
  ownerId: a.ownerId,
  reviewBy: a.reviewBy,
  clinicalDraft: a.clinicalDraft,
  mustRead: a.mustRead,
  translationOf: a.translationOf,
  variantOf: a.variantOf,
  source: a.source,
});

/** The article that is handed in. `invalid-input` where the lint was not asked first. */
export function articleOf(
  fields: DraftFields,
  of: { id: string; version: number; today: string },
): Result<Article> {
  const { today, ...head } = of;
  const built = article.safeParse({
    ...fields,
    ...head,
    section: fields.section || null,
    site: fields.site || null,
    owner: fields.owner || null,
    ownerId: fields.ownerId || null,
    roles: fields.roles?.length ? fields.roles : null,
    topic: fields.topic || fields.title,
    keywords: fields.keywords.filter((k) => k.trim() !== ''),
    source: { ...fields.source, url: fields.source.url || null },
    reviewedOn: today,
    verifiedBy: null,
    sample: false,
  });
  if (built.success) return ok(built.data);
  return fail('invalid-input', built.error.issues[0]?.path.join('.') ?? '');
}
