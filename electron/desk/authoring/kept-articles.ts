// The articles of this desk as their writers look after them: whose check is due, which translation is behind, what is announced,
// and the terms that count.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import type { articleFilters, keptArticleRow } from '#shared/contract/authoring.ts';
import { announcement, type Announcement } from '#shared/domain/knowledge/announcement.ts';
import type { ArticleKind } from '#shared/domain/knowledge/article.ts';
import { daysAfter } from '#shared/domain/knowledge/draft.ts';
import { standingOf, stateOf } from '#shared/domain/knowledge/standing.ts';
import { termList, type TermList } from '#shared/domain/knowledge/terms.ts';
import type { Lang } from '#shared/domain/script/languages.ts';
import { seenBy } from '../knowledge/heads.ts';
import { markColumns, marksOf, type MarkRow } from '../knowledge/summaries.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
type Shown = z.input<typeof keptArticleRow>;
export type ArticleFilter = (typeof articleFilters)[number];
interface Row extends MarkRow {
  id: string;
  version: number;
  title: string;
  practice: string;
  kind: ArticleKind;
  lang: Lang;
  owner: string | null;
  owner_id: string | null;
  verified_by: string | null;
  reviewed_on: string | null;
  review_by: string | null;
  clinical_draft: number;
  variant_of: string | null;
  must_read: number;
  sample: number;
  behind: number | null;
}
export interface Asks {
  id: string;
  role: string;
  /** The desk's own calendar day. */
  today: string;
  /** A time of the backend by this computer's clock. */
  here(iso: string): string;
}
const columns = `a.id, a.version, a.title, a.practice, a.kind, a.lang, a.owner, a.owner_id, a.verified_by, a.reviewed_on, a.review_by,
  a.clinical_draft, a.variant_of, a.must_read, a.sample, o.version > a.translation_version as behind, ${markColumns}`;
const joins = `join articles a on a.n = h.n left join article_standing s on s.id = h.id and s.version = h.version
  left join article_heads o on o.id = a.translation_of`;
/** "Soon" in the list. */
const soonDays = 30;
/** Articles that one page looks through: bodies lie beside the heads, and each read of a row decrypts some. */
const mostLooked = 1500;

function shownOf(row: Row, asks: Asks): Shown {
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
    practice: row.practice,
    kind: row.kind,
    lang: row.lang,
    owner: row.owner,
    ownerId: row.owner_id,
    verifiedBy: standing.verifiedBy,
    until: standing.until,
    state: stateOf(standing, asks.today),
    retired: standing.retired && { ...standing.retired, at: asks.here(standing.retired.at) },
    behind: row.behind === 1,
    clinicalDraft: row.clinical_draft === 1,
    variantOf: row.variant_of,
    mustRead: row.must_read === 1,
    mine: row.owner_id === asks.id,
  };
}
function fits(row: Shown, sample: boolean, filter: ArticleFilter, today: string): boolean {
  if (filter === 'all') return true;
  if (filter === 'samples') return sample;
  if (sample) return false;
  if (filter === 'mine') return row.mine && row.state !== 'retired';
  if (filter === 'behind') return row.behind && row.state !== 'retired';
  if (filter === 'soon')
    return row.state === 'verified' && row.until !== null && row.until <= daysAfter(today, soonDays);
  return row.state === filter;
}

export function listArticles(
  db: Db,
  of: { filter: ArticleFilter; text: string; after: string | null; limit: number },
  asks: Asks,
): { rows: Shown[]; next: string | null } {
  const sample = of.filter === 'all' ? null : of.filter === 'samples' ? 1 : 0;
  const read = prepared<[object], Row>(
    db,
    `select ${columns} from article_heads h ${joins}
     where h.id > @after and (@sample is null or h.sample = @sample) and ${seenBy('a')} order by h.id limit ${mostLooked}`,
  );
  const text = of.text.trim().toLowerCase();
  const rows: Shown[] = [];
  let looked = 0;
  let last = of.after ?? '';
  for (const row of read.iterate({ after: last, sample, role: asks.role })) {
    looked++;
    last = row.id;
    if (text !== '' && !row.title.toLowerCase().includes(text)) continue;
    const shown = shownOf(row, asks);
    if (fits(shown, row.sample === 1, of.filter, asks.today)) rows.push(shown);
    if (rows.length === of.limit) return { rows, next: last };
  }
  return { rows, next: looked === mostLooked ? last : null };
}

/** Own articles whose check ends on `limit` at the latest; the most overdue first. */
export function dueArticles(db: Db, limit: string, asks: Asks): Shown[] {
  const rows = prepared<[object], Row>(
    db,
    `select ${columns} from (
       select n from articles where sample = 0 and review_by <= @limit
       union select a.n from article_standing d join articles a on a.id = d.id and a.version = d.version
         where d.verified_until <= @limit
     ) u join article_heads h on h.n = u.n ${joins}
     where h.sample = 0 and s.retired_at is null and ${seenBy('a')}`,
  ).all({ limit, role: asks.role });
  return rows
    .map((row) => shownOf(row, asks))
    .filter((row) => row.until !== null && row.until <= limit)
    .toSorted((a, b) => ((a.until ?? '') < (b.until ?? '') ? -1 : 1))
    .slice(0, 300);
}

/** Newest first, ended ones too; one that is of a newer Careline is left out. */
export function announcementsKept(db: Db, role: string): Announcement[] {
  return prepared<[], { json: string }>(
    db,
    'select json from announcements order by starts desc, id limit 200',
  )
    .all()
    .flatMap(({ json }) => {
      const read = announcement.safeParse(JSON.parse(json));
      return read.success ? [read.data] : [];
    })
    .filter((a) => a.roles === null || (a.roles as readonly string[]).includes(role));
}

/** What was delivered, else what shipped; version 0 with nothing. */
export function termsKept(db: Db, shipped: () => TermList | null): TermList {
  const row = prepared<[], { json: string }>(db, 'select json from article_terms').get();
  const read = row === undefined ? null : termList.safeParse(JSON.parse(row.json));
  return (read?.success ? read.data : shipped()) ?? { version: 0, entries: [] };
}
