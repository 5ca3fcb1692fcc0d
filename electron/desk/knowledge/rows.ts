// One row of the table `articles` and back.
import type { Article } from '#shared/domain/knowledge/article.ts';

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
  };
}
