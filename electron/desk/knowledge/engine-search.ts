// The index's way of searching: the stored index as it was loaded, and beside it in memory one of the articles that came since.
// Same filters, same tiers as the full-text search.
import type Database from 'better-sqlite3';
import type { ArticleSearch } from '#shared/domain/knowledge/article.ts';
import { meantBy, readQuery } from '#shared/domain/knowledge/query.ts';
import { buildIndex } from './engine/build.ts';
import { type Answer, type Engine, makeEngine, type Mask, type TermEntry } from './engine/engine.ts';
import { stemOf, tokensOf } from './engine/text.ts';
import { type EngineIndex, fieldCount } from './engine/types.ts';
import type { Visible } from './facets.ts';
import { fitsBadly } from './fit.ts';
import { type Holding, holdingIn, type Meaning, placesIn } from './holding.ts';
import { articlesOf } from './index-build.ts';
import { ownNames, saidIn } from './names.ts';
import { byNames, type Candidate, inTiers, wholeNames, wordOf } from './rank.ts';
import type { Facets } from './visible.ts';
import { weightOf } from './weights.ts';
import { wipeArrays } from './wipe.ts';

/** More articles than these beside the stored index: it should be built anew … */
const manyBeside = 200;
/** … and with so many the full-text search answers: their index would take too long to make in between. */
const tooManyBeside = 1500;
/** So many of each kind are put in tiers. */
const ranked = 60;
const mostCompletions = 12;

export interface EngineFound extends Pick<Answer, 'corrected' | 'expanded'> {
  /** Best first, more than were asked for. */
  ns: number[];
  /** Stems of what is marked in a hit. */
  stems: ReadonlySet<string>;
  /** No article holds half of what was meant (fit.ts). */
  weak: boolean;
}
/** Parts of one mask: who may be found, and of these the own articles and the samples. */
interface Masks {
  all: Mask;
  own: Mask | null;
  samples: Mask | null;
  /** Words of those that are not in English. */
  foreign: ReadonlySet<string>;
}

/** Over a loaded index; `base` is wiped with it. */
export function engineSearch(db: Database.Database, base: EngineIndex, terms: () => readonly TermEntry[]) {
  const inBase = placesIn(base);
  const names = ownNames(db);
  let facets: Facets | null = null;
  let beside: EngineIndex | null = null;
  let engine: Engine | null = null;
  let holding: Holding = holdingIn([base]);
  let said = '';
  let tooMany = false;
  let many = false;
  let masks = new WeakMap<Visible, Masks>();

  /** What came since is indexed; what was replaced is masked by what is visible. */
  function follow(now: Facets): void {
    const before = facets;
    facets = now;
    masks = new WeakMap();
    const saidNow = JSON.stringify(terms());
    // A mark alone changes who finds an article, not what stands in it.
    if (engine !== null && saidNow === said && before !== null && sameArticles(before, now)) return;
    said = saidNow;
    const missing = Array.from(now.ns).filter((n) => (inBase[n] ?? -1) < 0);
    many = missing.length > manyBeside;
    tooMany = missing.length > tooManyBeside;
    const old = beside;
    beside = missing.length === 0 || tooMany ? null : buildIndex(articlesOf(db, missing));
    wipeArrays(old);
    engine = makeEngine({ base, delta: beside, dead: (n) => (now.placeOf[n] ?? -1) < 0, terms: terms() });
    holding = holdingIn(beside ? [base, beside] : [base]);
  }
  function masksOf(visible: Visible, by: Engine): Masks {
    let made = masks.get(visible);
    if (made) return made;
    const all = by.mask(visible.has);
    const own = by.mask((n) => visible.has(n) && !visible.isSample(n));
    const samples = by.mask((n) => visible.has(n) && visible.isSample(n));
    const some = (mask: Mask) => (mask.some((part) => part.includes(1)) ? mask : null);
    made = { all, own: some(own), samples: some(samples), foreign: foreignWords(visible) };
    masks.set(visible, made);
    return made;
  }

  function foreignWords({ facets: { placeOf, lang, names }, has }: Visible): ReadonlySet<string> {
    const most = names.indexOf('en');
    const words = new Set<string>();
    for (const index of [base, beside])
      index?.ns.forEach((n, place) => {
        const at = placeOf[n] ?? -1;
        if (at < 0 || lang[at] === most || !has(n)) return;
        const end = index.starts[(place + 1) * fieldCount] as number;
        for (let i = index.starts[place * fieldCount] as number; i < end; i++)
          words.add(index.words[index.tokens[i] as number] as string);
      });
    return words;
  }

  return {
    /** What the first question would have to wait for otherwise. */
    prepare: (now: Facets): void => void (facets !== now && follow(now)),
    /** The same for who asks next, after `prepare`. */
    prepareFor(visible: Visible): void {
      if (facets !== visible.facets) follow(visible.facets);
      if (engine !== null && !tooMany) masksOf(visible, engine);
    },
    /** Whether it should be built anew. */
    stale: () => many,
    /** Null: too much came since; the full-text search answers. */
    search(request: ArticleSearch, visible: Visible, today: string): EngineFound | null {
      if (facets !== visible.facets) follow(visible.facets);
      if (tooMany || engine === null) return null;
      const by = engine;
      const { all, own, samples, foreign } = masksOf(visible, by);
      const limit = Math.max(ranked, request.limit);
      const factor = (n: number) => weightOf(visible, n, today);
      const asked = (among: Mask | null) =>
        among === null ? null : by.search(request.text, { limit, mask: all, among, factor, foreign });
      const answers = [asked(own), asked(samples)];
      const [first] = answers.filter((a) => a !== null);
      if (!first) return { ns: [], corrected: [], expanded: [], stems: new Set(), weak: false };
      const isPhrase = readQuery(request.text).phrases.length > 0;
      const stems = new Set(first.words.flatMap((words) => tokensOf(words)).map(stemOf));
      // The engine also offers what stands in one group with a hit: an agent has to see why it is there.
      const offered = (n: number) => isPhrase || holding.holdsAny(n, stems);
      const found: Candidate[] = answers.flatMap((answer) =>
        (answer?.hits ?? [])
          .filter(({ n }) => offered(n))
          .map(({ n, score }) => ({
            n,
            sample: visible.isSample(n) ? 1 : 0,
            // Lower is better.
            score: -score,
          })),
      );
      const meanings = meaningsOf(
        request.text,
        first,
        by.complete(request.text, { limit: mostCompletions, mask: all }),
      );
      const said = saidIn(request.text, first.corrected);
      return {
        ns: inTiers(byNames(found, names, said), {
          meanings: meanings.length,
          word: ({ n }) => wordOf(names, n, said, () => meanings.every((m) => holding.nameHolds(n, m))),
          answers: ({ n }) =>
            Math.max(meanings.filter((m) => holding.holds(n, m)).length, wholeNames(names.covered(n, said))),
          titleHasAll: ({ n }) => meanings.every((m) => holding.titleHolds(n, m)),
          isFiledUnder: ({ n }) => meanings.length > 0 && meanings.every((m) => holding.topicHolds(n, m)),
          language: ({ n }) => visible.languageOf(n),
        }).map(({ n }) => n),
        corrected: first.corrected,
        expanded: first.expanded,
        stems,
        weak: fitsBadly(meanings, found, holding.holds),
      };
    },
    wipe(): void {
      wipeArrays([base, beside, inBase]);
      engine = null;
      names.clear();
      masks = new WeakMap();
    },
  };
}
export type EngineSearch = ReturnType<typeof engineSearch>;

/** In any order. */
function sameArticles(a: Facets, b: Facets): boolean {
  return a.count === b.count && a.ns.every((n) => (b.placeOf[n] ?? -1) >= 0);
}

/** What was meant, in stems: as typed, as repaired, as completed, as the list of terms says it. */
function meaningsOf(
  text: string,
  { corrected, expanded }: Answer,
  completions: readonly string[],
): Meaning[] {
  const terms = readQuery(text);
  const stems = (words: string): string[] => tokensOf(words).map(stemOf);
  return meantBy(terms).map(({ words, half }) => {
    const said = words.map((word) => corrected.find((c) => c.from === word)?.to ?? word);
    const more = expanded.filter(({ from }) => words.includes(from)).map(({ to }) => stems(to));
    return [said.flatMap(stems), ...(half ? completions.map(stems) : []), ...more];
  });
}
