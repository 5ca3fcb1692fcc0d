// What a lint may ask of this desk, and what the page is told of its findings.
import type Database from 'better-sqlite3';
import type { Article } from '#shared/domain/knowledge/article.ts';
import type { ArticleLint } from '#shared/contract/authoring.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import { wordCount, type LintKnown } from '#shared/domain/knowledge/lint.ts';
import type { ArticleFinding } from '#shared/domain/knowledge/lint-codes.ts';
import { saidGrade } from '#shared/domain/knowledge/lint-said.ts';
import type { Person } from '../router/context.ts';
import { prepared } from '../vault/prepared.ts';
import type { AuthoringDeps } from './deps.ts';

type Db = Database.Database;
/** The version that is in force here; null = there is none of that id. */
export const newestVersion = (db: Db, id: string): number | null =>
  prepared<[string], { version: number }>(db, 'select version from article_heads where id = ?').get(id)
    ?.version ?? null;

export function known(
  deps: Pick<AuthoringDeps, 'core' | 'accounts' | 'numbers'>,
  of: { articleId: string | null; today: string },
): LintKnown {
  const db = deps.core();
  return {
    ...of,
    article: (id) =>
      prepared<[string], { version: number; lang: DraftFields['lang'] }>(
        db,
        `select h.version, a.lang from article_heads h join articles a on a.n = h.n
           left join article_standing s on s.id = h.id and s.version = h.version
         where h.id = ? and s.retired_at is null`,
      ).get(id) ?? null,
    titled: (f) =>
      prepared<unknown[], { id: string }>(
        db,
        `select a.id from articles a join article_heads h on h.n = a.n
         where a.sample = 0 and a.title = ? collate nocase and a.lang = ? and a.practice = ? and a.site is ? and a.id <> ?
         limit 1`,
      ).get(f.title.trim(), f.lang, f.practice, f.site || null, of.articleId ?? '')?.id ?? null,
    sites: (id) =>
      deps
        .accounts()
        .find((a) => a.id === id)
        ?.departments.map((d) => d.id) ?? null,
    numbers: new Set(deps.numbers().map((n) => n.replace(/\D/g, '').slice(-10))),
  };
}

/** As the backend decides it (shared/protocol/knowledge-acts.ts): said before, so that nobody is surprised after. */
export const approvalOf = (
  fields: Pick<DraftFields, 'kind' | 'clinicalDraft'>,
  person: Pick<Person, 'role'>,
  replaced: Pick<Article, 'kind' | 'clinicalDraft'> | null,
): ArticleLint['approval'] => {
  const guarded = [fields, replaced].some((a) => a !== null && (a.kind === 'policy' || a.clinicalDraft));
  return person.role === 'supervisor' && !guarded ? 'nobody' : 'other-supervisor';
};
export const reportOf = (
  findings: ArticleFinding[],
  fields: DraftFields,
  person: Person,
  replaced: Article | null,
): ArticleLint => ({
  findings,
  total: findings.length,
  stops: findings.filter((f) => f.severity === 'stop').length,
  words: wordCount(fields.body),
  grade: saidGrade(fields),
  approval: approvalOf(fields, person, replaced),
});
