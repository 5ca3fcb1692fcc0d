// An article as it is opened: its words, and everything that says whether they may be relied on.
import type Database from 'better-sqlite3';
import type { ArticleView, VersionRow } from '#shared/contract/knowledge.ts';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { saidGradeOf } from '#shared/domain/knowledge/grade.ts';
import { standingOf, stateOf } from '#shared/domain/knowledge/standing.ts';
import { type ForWhom, rightOf } from '#shared/domain/knowledge/variants.ts';
import type { Lang } from '#shared/domain/script/languages.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { prepared } from '../vault/prepared.ts';
import { acknowledgedAt } from './announcements.ts';
import { headOf, seenBy } from './heads.ts';
import { readFor } from './read.ts';
import { type MarkRow, markColumns, marksOf } from './summaries.ts';

type Db = Database.Database;
export interface Asker {
  id: string;
  name: string;
  role: string;
}

export const standingNow = (db: Db, article: Article) => {
  const row = prepared<[string, number], MarkRow>(
    db,
    `select ${markColumns} from article_standing s where s.id = ? and s.version = ?`,
  ).get(article.id, article.version);
  return standingOf(article, row === undefined ? { verified: null, retired: null } : marksOf(row));
};

interface SiblingRow {
  id: string;
  version: number;
  title: string;
  practice: string;
  site: string | null;
  variantOf: string | null;
  lang: string;
  behind: number | null;
}
/** Those that count and that who asks may see; what is out of use is nobody's sibling. */
const siblings = (where: string): string =>
  `select a.id, a.version, a.title, a.practice, a.site, a.variant_of as variantOf, a.lang,
     o.version > a.translation_version as behind
   from articles a join article_heads h on h.n = a.n
     left join article_heads o on o.id = a.translation_of
     left join article_standing s on s.id = a.id and s.version = a.version
   where s.retired_at is null and ${seenBy('a')} and ${where} order by a.practice, a.site, a.id limit 100`;

function variantsOf(db: Db, article: Article, role: string): SiblingRow[] {
  const general = article.variantOf ?? article.id;
  const rows = prepared<[{ role: string; general: string }], SiblingRow>(
    db,
    siblings('(a.id = @general or a.variant_of = @general)'),
  ).all({ role, general });
  return rows.length > 1 ? rows : [];
}

function translationsOf(db: Db, article: Article, role: string): ArticleView['translations'] {
  const original = article.translationOf?.id ?? article.id;
  return prepared<[{ role: string; original: string; id: string }], SiblingRow>(
    db,
    siblings('(a.id = @original or a.translation_of = @original) and a.id <> @id'),
  )
    .all({ role, original, id: article.id })
    .slice(0, 20)
    .map(({ id, version, title, lang, behind }) => ({
      id,
      version,
      title,
      lang: lang as Lang,
      behind: behind === 1,
    }));
}

export interface ReadAsked extends ForWhom {
  id: string;
  version: number | null;
}
/** `today` as "2026-11-22". */
export function viewFor(db: Db, who: Asker, asked: ReadAsked, today: string): Result<ArticleView> {
  const found = readFor(db, who.role, asked.id, asked.version ?? undefined);
  if (!found.ok) return found;
  const article = found.value;
  const standing = standingNow(db, article);
  const head = headOf(db, article.id)?.version ?? article.version;
  const variants = variantsOf(db, article, who.role);
  // While nobody has said which site it is about, none of the account's is a wrong one.
  const isOneOfTheirs = article.site !== null && asked.site === null && article.practice === asked.accountId;
  const right = asked.accountId === null || isOneOfTheirs ? null : rightOf(variants, asked);
  const original = article.translationOf === null ? undefined : headOf(db, article.translationOf.id);
  return ok({
    article,
    state: stateOf(standing, today),
    standing,
    behind: original !== undefined && original.version > (article.translationOf?.version ?? 0),
    versions: versionsFor(db, who.role, article.id).length,
    newer: head > article.version ? head : null,
    grade: saidGradeOf(article.body, article.lang),
    translations: translationsOf(db, article, who.role),
    variants: variants.map(({ id, version, title, practice, site }) => ({
      id,
      version,
      title,
      practice,
      site,
    })),
    right: right === null || right.id === article.id ? null : right.id,
    helpful: ratingOf(db, who.id, article),
    acknowledged: acknowledgedAt(db, who.id, { about: 'article', id: article.id, version: article.version }),
  });
}

function ratingOf(db: Db, person: string, { id, version }: Pick<Article, 'id' | 'version'>): boolean | null {
  const row = prepared<[string, string, number], { helpful: number | null }>(
    db,
    'select helpful from article_ratings where person = ? and id = ? and version = ?',
  ).get(person, id, version);
  return row === undefined || row.helpful === null ? null : row.helpful === 1;
}

interface VersionsRow extends MarkRow {
  version: number;
  importedAt: string;
  verified_by: string | null;
  owner: string | null;
  reviewed_on: string | null;
  review_by: string | null;
  note: string | null;
}
function versionsFor(db: Db, role: string, id: string): VersionsRow[] {
  return prepared<[{ role: string; id: string }], VersionsRow>(
    db,
    `select a.version, a.imported_at as importedAt, a.verified_by, a.owner, a.reviewed_on, a.review_by, ${markColumns},
       (select c.note from article_changes c where c.id = a.id and c.version = a.version
          and c.what in ('new', 'changed') order by c.n desc limit 1) as note
     from article_heads h join articles now on now.n = h.n
       join articles a on a.id = h.id and a.version <= h.version
       left join article_standing s on s.id = a.id and s.version = a.version
     where h.id = @id and ${seenBy('now')} and ${seenBy('a')} order by a.version desc limit 500`,
  ).all({ role, id });
}

/** Highest first. */
export function versionListFor(db: Db, role: string, id: string): Result<VersionRow[]> {
  const rows = versionsFor(db, role, id);
  if (rows.length === 0) return fail('not-found', 'article');
  return ok(
    rows.map((row) => {
      const { verifiedBy, verifiedOn, until, retired } = standingOf(
        {
          verifiedBy: row.verified_by,
          owner: row.owner,
          reviewedOn: row.reviewed_on,
          reviewBy: row.review_by,
        },
        marksOf(row),
      );
      return {
        version: row.version,
        importedAt: row.importedAt,
        verifiedBy,
        verifiedOn,
        until,
        note: retired?.note ?? row.note,
        retired: retired !== null,
      };
    }),
  );
}
