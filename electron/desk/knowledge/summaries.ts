// What a list says of an article: everything that an agent needs to trust it, from its row and what was said of it since.
import type Database from 'better-sqlite3';
import type { ArticleKind, ArticleSummary } from '#shared/domain/knowledge/article.ts';
import { plainPassage } from '#shared/domain/knowledge/highlight.ts';
import { type Marks, standingOf, stateOf } from '#shared/domain/knowledge/standing.ts';
import type { Lang } from '#shared/domain/script/languages.ts';
import { prepared } from '../vault/prepared.ts';

export interface MarkRow {
  marked_by: string | null;
  marked_on: string | null;
  marked_until: string | null;
  retired_by: string | null;
  retired_at: string | null;
  retired_note: string | null;
}
/** Of `s`, a row of article_standing that may be missing. */
export const markColumns = `s.verified_by as marked_by, s.verified_on as marked_on, s.verified_until as marked_until,
  s.retired_by, s.retired_at, s.retired_note`;

export const marksOf = (row: MarkRow): Marks => ({
  verified:
    row.marked_by === null || row.marked_on === null || row.marked_until === null
      ? null
      : { by: row.marked_by, on: row.marked_on, until: row.marked_until },
  retired:
    row.retired_by === null || row.retired_at === null
      ? null
      : { by: row.retired_by, at: row.retired_at, note: row.retired_note },
});

export interface SummaryRow extends MarkRow {
  n: number;
  id: string;
  version: number;
  practice: string;
  title: string;
  start: string;
  sample: number;
  owner: string | null;
  verified_by: string | null;
  reviewed_on: string | null;
  review_by: string | null;
  clinical_draft: number;
  kind: string;
  section: string | null;
  lang: string;
  variant_of: string | null;
  site: string | null;
  behind: number | null;
  source_name: string;
  source_date: string;
}
/** Characters of the body's beginning that are shown where nothing was searched. */
const startLength = 240;
const columns = `a.n, a.id, a.version, a.practice, a.title, substr(a.body, 1, ${startLength}) as start, a.sample, a.owner,
  a.verified_by, a.reviewed_on, a.review_by, a.clinical_draft, a.kind, a.section, a.lang, a.variant_of, a.site,
  o.version > a.translation_version as behind, a.source_name, a.source_date, ${markColumns}`;
const joins = `left join article_standing s on s.id = a.id and s.version = a.version
  left join article_heads o on o.id = a.translation_of`;

/** The article of row `n` as a list says it; undefined = there is no such row. */
export const summaryRow = (db: Database.Database, n: number): SummaryRow | undefined =>
  prepared<[number], SummaryRow>(db, `select ${columns} from articles a ${joins} where a.n = ?`).get(n);

/** The beginning of the words as passage, until a search puts its own there. `today` as "2026-11-22". */
export function summaryOf(row: SummaryRow, today: string): ArticleSummary {
  const standing = standingOf(
    {
      verifiedBy: row.verified_by,
      owner: row.owner,
      reviewedOn: row.reviewed_on,
      reviewBy: row.review_by,
    },
    marksOf(row),
  );
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    titleRanges: [],
    practice: row.practice,
    snippet: plainPassage(row.start.toWellFormed()),
    snippetRanges: [],
    state: stateOf(standing, today),
    clinicalDraft: row.clinical_draft === 1,
    reviewBy: standing.until,
    owner: row.owner,
    verifiedBy: standing.verifiedBy,
    verifiedOn: standing.verifiedOn,
    kind: row.kind as ArticleKind,
    section: row.section,
    lang: row.lang as Lang,
    behind: row.behind === 1,
    variantOf: row.variant_of,
    site: row.site,
    source: { name: row.source_name, date: row.source_date },
  };
}
