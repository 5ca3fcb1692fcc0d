// What a lint may ask of this desk, and what the page is told of its findings.
import type Database from 'better-sqlite3';
import type { ArticleLint } from '#shared/contract/authoring.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import { wordCount, type LintKnown } from '#shared/domain/knowledge/lint.ts';
import type { ArticleFinding } from '#shared/domain/knowledge/lint-codes.ts';
import { saidGrade } from '#shared/domain/knowledge/lint-said.ts';
import { type KnownGround, ownIdPrefix, takesTwo } from '#shared/domain/knowledge/two-people.ts';
import { headOf, seenBy } from '../knowledge/heads.ts';
import { readArticle, readFor } from '../knowledge/read.ts';
import type { Person } from '../router/context.ts';
import { prepared } from '../vault/prepared.ts';
import type { AuthoringDeps } from './deps.ts';

type Db = Database.Database;
/** The version that is in force here; null = there is none of that id. */
export const newestVersion = (db: Db, id: string): number | null =>
  prepared<[string], { version: number }>(db, 'select version from article_heads where id = ?').get(id)
    ?.version ?? null;

/** Numbers that words may name, by their last ten digits. */
export const numbersOf = (deps: Pick<AuthoringDeps, 'numbers'>): ReadonlySet<string> =>
  new Set(deps.numbers().map((n) => n.replace(/\D/g, '').slice(-10)));

export function known(
  deps: Pick<AuthoringDeps, 'core' | 'accounts' | 'numbers'>,
  { role, ...of }: { articleId: string | null; today: string; role: string },
): LintKnown {
  const db = deps.core();
  return {
    ...of,
    article: (id) =>
      prepared<[{ id: string; role: string }], { version: number; lang: DraftFields['lang'] }>(
        db,
        `select h.version, a.lang from article_heads h join articles a on a.n = h.n
           left join article_standing s on s.id = h.id and s.version = h.version
         where h.id = @id and s.retired_at is null and ${seenBy('a')}`,
      ).get({ id, role }) ?? null,
    body(id) {
      const read = readFor(db, role, id);
      return read.ok ? read.value.body : null;
    },
    titled: (f) =>
      prepared<[object], { id: string }>(
        db,
        `select a.id from articles a join article_heads h on h.n = a.n
         where a.sample = 0 and a.title = @title collate nocase and a.lang = @lang and a.practice = @practice and a.site is @site
           and a.id <> @id and ${seenBy('a')} limit 1`,
      ).get({
        title: f.title.trim(),
        lang: f.lang,
        practice: f.practice,
        site: f.site || null,
        id: of.articleId ?? '',
        role,
      })?.id ?? null,
    sites: (id) =>
      deps
        .accounts()
        .find((a) => a.id === id)
        ?.departments.map((d) => d.id) ?? null,
    numbers: numbersOf(deps),
  };
}

/** What this desk knows of articles, for the rule that the backend goes by. A sample that shipped takes two people, like all it does not list. */
const groundAt = (db: Db): KnownGround => ({
  newest(id) {
    const head = headOf(db, id);
    const read = head === undefined ? null : readArticle(db, id);
    return read?.ok && (head?.by_feed === 1 || !read.value.sample) ? read.value : undefined;
  },
  shippedPlain: () => undefined,
});
/** As the backend decides it (shared/domain/knowledge/two-people.ts): said before, so that nobody is surprised after. */
export const approvalOf = (
  db: Db,
  of: {
    articleId: string | null;
    fields: Pick<DraftFields, 'kind' | 'clinicalDraft' | 'translationOf' | 'variantOf'>;
  },
  person: Pick<Person, 'role'>,
): ArticleLint['approval'] => {
  const article = { ...of.fields, id: of.articleId ?? ownIdPrefix, version: 1 };
  return person.role === 'supervisor' && !takesTwo(article, groundAt(db)) ? 'nobody' : 'other-supervisor';
};
export const reportOf = (
  db: Db,
  findings: ArticleFinding[],
  of: { articleId: string | null; fields: DraftFields },
  person: Person,
): ArticleLint => ({
  findings,
  total: findings.length,
  stops: findings.filter((f) => f.severity === 'stop').length,
  words: wordCount(of.fields.body),
  grade: saidGrade(of.fields),
  approval: approvalOf(db, of, person),
});
