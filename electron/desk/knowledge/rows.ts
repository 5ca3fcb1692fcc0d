// One row of the table `articles` and back.
import type Database from 'better-sqlite3';
import type { Article, ArticleKind, ArticleRole } from '#shared/domain/knowledge/article.ts';
import type { Lang } from '#shared/domain/script/languages.ts';
import { prepared } from '../vault/prepared.ts';

export interface ArticleRow {
  n: number;
  id: string;
  version: number;
  current: number;
  practice: string;
  sample: number;
  review_by: string | null;
  clinical_draft: number;
  owner: string | null;
  reviewed_on: string | null;
  call_types: string;
  source_name: string;
  source_url: string | null;
  source_licence: string;
  source_date: string;
  imported_at: string;
  title: string;
  topic: string;
  keywords: string;
  body: string;
  kind: string;
  section: string | null;
  lang: string;
  translation_of: string | null;
  translation_version: number | null;
  variant_of: string | null;
  site: string | null;
  roles: string | null;
  owner_id: string | null;
  verified_by: string | null;
  must_read: number;
}

/** Keywords may hold commas, so they are kept one a line. */
const separator = '\n';

export function toRow(article: Article, current: boolean, now: string): Omit<ArticleRow, 'n'> {
  return {
    id: article.id,
    version: article.version,
    current: current ? 1 : 0,
    practice: article.practice,
    sample: article.sample ? 1 : 0,
    review_by: article.reviewBy,
    clinical_draft: article.clinicalDraft ? 1 : 0,
    owner: article.owner,
    reviewed_on: article.reviewedOn,
    call_types: article.callTypes.join(' '),
    source_name: article.source.name,
    source_url: article.source.url,
    source_licence: article.source.licence,
    source_date: article.source.date,
    imported_at: now,
    title: article.title,
    topic: article.topic,
    keywords: article.keywords.join(separator),
    body: article.body,
    kind: article.kind,
    section: article.section,
    lang: article.lang,
    translation_of: article.translationOf?.id ?? null,
    translation_version: article.translationOf?.version ?? null,
    variant_of: article.variantOf,
    site: article.site,
    roles: article.roles?.join(' ') ?? null,
    owner_id: article.ownerId,
    verified_by: article.verifiedBy,
    must_read: article.mustRead ? 1 : 0,
  };
}

export function fromRow(row: ArticleRow): Article {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    practice: row.practice,
    callTypes: row.call_types.split(' ').filter(Boolean).map(Number),
    topic: row.topic,
    keywords: row.keywords.split(separator).filter(Boolean),
    body: row.body,
    owner: row.owner,
    reviewedOn: row.reviewed_on,
    reviewBy: row.review_by,
    clinicalDraft: row.clinical_draft === 1,
    sample: row.sample === 1,
    source: {
      name: row.source_name,
      url: row.source_url,
      licence: row.source_licence,
      date: row.source_date,
    },
    kind: row.kind as ArticleKind,
    section: row.section,
    lang: row.lang as Lang,
    translationOf:
      row.translation_of === null || row.translation_version === null
        ? null
        : { id: row.translation_of, version: row.translation_version },
    variantOf: row.variant_of,
    site: row.site,
    roles: row.roles === null ? null : (row.roles.split(' ') as ArticleRole[]),
    ownerId: row.owner_id,
    verifiedBy: row.verified_by,
    mustRead: row.must_read === 1,
  };
}

const written = [
  'id',
  'version',
  'current',
  'practice',
  'sample',
  'review_by',
  'clinical_draft',
  'owner',
  'reviewed_on',
  'call_types',
  'source_name',
  'source_url',
  'source_licence',
  'source_date',
  'imported_at',
  'title',
  'topic',
  'keywords',
  'body',
  'kind',
  'section',
  'lang',
  'translation_of',
  'translation_version',
  'variant_of',
  'site',
  'roles',
  'owner_id',
  'verified_by',
  'must_read',
] as const satisfies readonly (keyof ArticleRow)[];
const insertRow = `insert into articles (n, ${written.join(', ')}) values (@n, ${written.map((c) => `@${c}`).join(', ')})`;

/** Inside a transaction. Answers the row's number; `as` = the number that it gets, else the next. */
export function writeRow(
  db: Database.Database,
  row: Omit<ArticleRow, 'n'>,
  callTypes: readonly number[],
  as: number | null = null,
): number {
  const n = Number(prepared<[object]>(db, insertRow).run({ ...row, n: as }).lastInsertRowid);
  const link = prepared<[number, number]>(
    db,
    'insert or ignore into article_call_types (call_type, article) values (?, ?)',
  );
  for (const callType of callTypes) link.run(callType, n);
  return n;
}
