// What of every article that counts decides who finds it, read into memory: a few bytes each. Kept true by a number in the database
// that every change raises (schema-engine.ts).
import type Database from 'better-sqlite3';
import { standingOf } from '#shared/domain/knowledge/standing.ts';
import { type MarkRow, markColumns, marksOf } from './summaries.ts';
import { type Asker, dayNumber, type Facets, facetsBuilder, visibleTo } from './visible.ts';

/** What one asker may find. A new object whenever anything of it changed. */
export interface Visible {
  has(n: number): boolean;
  /** 0 = in the language that was asked for, 1 = another one. */
  languageOf(n: number): number;
  isSample(n: number): boolean;
  /** What this asker finds of article `id` (its number, null = none counts): itself, or the variants in its place. */
  standingFor(id: string, n: number | null): number[];
  /** Id of its account, or `all`. */
  practiceOf(n: number): string;
  /** Whether the day until which it is verified lies before `today`. */
  isOverdue(n: number, today: string): boolean;
  facets: Facets;
}

/** As arrays: there is one for every article. */
type HeadRow = [n: number, id: string, sample: number];
type FacetRow = [
  n: number,
  practice: string,
  site: string | null,
  lang: string,
  roles: string | null,
  variantOf: string | null,
  translationOf: string | null,
  reviewBy: string | null,
];
type StandingRow = MarkRow & {
  n: number;
  verified_by: string | null;
  owner: string | null;
  reviewed_on: string | null;
  review_by: string | null;
};

/** Statements of one connection. The small tables and the narrow index alone are read, no page with a body but those marked since. */
function reader(db: Database.Database): () => Facets {
  const heads = db.prepare<[], HeadRow>('select n, id, sample from article_heads').raw();
  const rows = db
    .prepare<[], FacetRow>(
      `select n, practice, site, lang, roles, variant_of, translation_of, review_by
       from articles indexed by articles_facets where current = 1`,
    )
    .raw();
  const standings = db.prepare<[], StandingRow>(
    `select a.n, a.verified_by, a.owner, a.reviewed_on, a.review_by, ${markColumns}
     from article_standing s join article_heads h on h.id = s.id and h.version = s.version join articles a on a.n = h.n`,
  );
  return db.transaction(() => {
    const into = facetsBuilder();
    const marked = new Map<number, { retired: boolean; until: string | null }>();
    for (const row of standings.iterate()) {
      const marks = marksOf(row);
      const { until } = standingOf(
        {
          verifiedBy: row.verified_by,
          owner: row.owner,
          reviewedOn: row.reviewed_on,
          reviewBy: row.review_by,
        },
        marks,
      );
      marked.set(row.n, { retired: marks.retired !== null, until });
    }
    const counting = new Map<number, HeadRow>();
    for (const head of heads.iterate()) counting.set(head[0], head);
    for (const [n, practice, site, lang, roles, variantOf, translationOf, reviewBy] of rows.iterate()) {
      const head = counting.get(n);
      if (head === undefined) continue;
      const mark = marked.get(n);
      into.add({
        n,
        id: head[1],
        practice,
        site,
        sample: head[2] === 1,
        lang,
        roles: roles === null ? null : roles.split(' '),
        variantOf,
        translationOf,
        retired: mark?.retired ?? false,
        until: mark === undefined ? reviewBy : mark.until,
      });
    }
    const wanted = new Set(into.wanted());
    return into.finish(
      [...counting.values()].filter(([, id]) => wanted.has(id)).map(([n, id]) => [id, n] as const),
    );
  });
}

/** A reading this short, in milliseconds, may be done at every change … */
const shortMs = 25;
/** … a longer one at most so often while articles pour in. */
const restMs = 500;
/** Different askers whose masks are kept. */
const mostKept = 12;

export function facetsOf(db: Database.Database, clock: () => number = () => performance.now()) {
  const revision = db.prepare<[], { n: number }>('select n from article_revision');
  const read = reader(db);
  let facets: Facets | null = null;
  let last = { revision: -1, at: 0, tookMs: 0 };
  const kept = new Map<string, Visible>();

  /** While articles pour in, no question waits for every batch of them; one change is seen at once, and `off` the key every one. */
  function current(off = false): Facets {
    const now = revision.get()?.n ?? 0;
    if (facets !== null && now === last.revision) return facets;
    const from = clock();
    if (!off && facets !== null && last.tookMs > shortMs && from - last.at < restMs) return facets;
    facets = read();
    last = { revision: now, at: clock(), tookMs: clock() - from };
    kept.clear();
    return facets;
  }
  function visibleIn(all: Facets, asker: Asker): Visible {
    const seen = visibleTo(all, asker);
    const place = (n: number): number => all.placeOf[n] ?? -1;
    const lang = all.names.indexOf(asker.lang ?? 'en');
    return {
      has: (n) => seen[place(n)] === 1,
      languageOf: (n) => (all.lang[place(n)] === lang ? 0 : 1),
      isSample: (n) => all.sample[place(n)] === 1,
      standingFor(id, n) {
        const variants = all.variants.filter((v) => v.of === id && seen[v.place] === 1);
        return n !== null && seen[place(n)] === 1 ? [n] : variants.map((v) => all.ns[v.place] as number);
      },
      practiceOf: (n) => all.names[all.practice[place(n)] ?? 0] ?? '',
      isOverdue(n, today) {
        const until = all.until[place(n)] ?? 0;
        return until > 0 && until < dayNumber(today);
      },
      facets: all,
    };
  }
  return {
    current,
    visible(asker: Asker): Visible {
      const all = current();
      const key = JSON.stringify([asker.role, asker.practice, asker.site, asker.lang]);
      let made = kept.get(key);
      if (made === undefined) {
        made = visibleIn(all, asker);
        const [oldest] = kept.keys();
        if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
        kept.set(key, made);
      }
      return made;
    },
  };
}
