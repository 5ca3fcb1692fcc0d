// A question with a red flag in it: the articles for emergencies come before whatever was found.
import type Database from 'better-sqlite3';
import type { Visible } from './facets.ts';

/** Call type of symptoms and emergencies (product.md, row 17). */
const symptoms = '17';

/** Prepared statements on one connection. */
export function emergencyFirst(db: Database.Database) {
  const headOf = db.prepare<[string], { n: number }>('select n from article_heads where id = ?');
  const typesOf = db.prepare<[number], string>('select call_types from articles where n = ?').pluck();
  const isForSymptoms = (n: number): boolean => (typesOf.get(n) ?? '').split(' ').includes(symptoms);

  /**
   * `first` are ids, best first; what this asker may not find is left out, and a variant takes its general article's place. What
   * this account (`practice`; none = it is not known which) wrote for just such calls (a hospice's own steps, fever on chemotherapy) stays before them, when it was the best.
   */
  return function order(
    ns: readonly number[],
    first: readonly string[],
    visible: Visible,
    practice?: string,
  ): number[] {
    if (first.length === 0) return [...ns];
    const wanted = first.flatMap((id) => visible.standingFor(id, headOf.get(id)?.n ?? null));
    const [best] = ns;
    const keeps =
      best !== undefined &&
      !visible.isSample(best) &&
      visible.practiceOf(best) === practice &&
      isForSymptoms(best);
    return [...new Set([...(keeps ? [best] : []), ...wanted, ...ns])];
  };
}
