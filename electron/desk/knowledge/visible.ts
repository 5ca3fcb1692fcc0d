// Which articles a question may find at all: by the role of the person who asks, and the account and site it is about. One rule
// for both ways of searching, and the first thing that both apply: what is not visible is not scored, not counted, and helps to
// complete or repair no word.
import { everyPractice } from '#shared/domain/knowledge/article.ts';

export interface Asker {
  /** Null: somebody without a role sees what everybody sees. */
  role: string | null;
  /** The account; null = every account's articles, general ones instead of variants. */
  practice: string | null;
  /** A site of that account; null = it is not known which. */
  site: string | null;
  /** Preferred language, where several answer alike; null = English. */
  lang: string | null;
}

/** One article that counts, out of use or not. */
export interface Facet {
  n: number;
  id: string;
  practice: string;
  site: string | null;
  sample: boolean;
  lang: string;
  /** Null = every role. */
  roles: readonly string[] | null;
  variantOf: string | null;
  translationOf: string | null;
  retired: boolean;
  /** Day until which it is verified, "2026-11-22"; null = nobody stands behind it. */
  until: string | null;
}

/** "2026-11-22" → 20261122; anything else is no day: 0. */
export const dayNumber = (day: string | null): number => Number(day?.replaceAll('-', '') ?? 0) || 0;

/** Articles by place: plain ones as small numbers, those that stand in another's place by name. */
export interface Facets {
  count: number;
  ns: Int32Array;
  /** Place of an article by its number; -1 = it does not count. Indexed by n. */
  placeOf: Int32Array;
  sample: Uint8Array;
  /** Numbers of `names`. */
  practice: Uint16Array;
  site: Uint16Array;
  lang: Uint16Array;
  /** Numbers of `roleSets`; 0 = everybody. */
  roles: Uint16Array;
  retired: Uint8Array;
  /** `dayNumber`s. */
  until: Int32Array;
  names: string[];
  roleSets: ReadonlySet<string>[];
  variants: Linked[];
  translations: Linked[];
  /** Places of the articles that a variant or a translation names. */
  originals: Map<string, number>;
}
interface Linked {
  place: number;
  id: string;
  /** Id of the general article, or of the original. */
  of: string;
}

/** Gathers facets one by one; `finish` gives them. */
export function facetsBuilder(expected = 1024) {
  let size = Math.max(16, expected);
  const grow = <T extends Int32Array | Uint16Array | Uint8Array>(from: T, into: T): T => (
    into.set(from),
    into
  );
  let ns = new Int32Array(size);
  let sample = new Uint8Array(size);
  let retired = new Uint8Array(size);
  let until = new Int32Array(size);
  let practice = new Uint16Array(size);
  let site = new Uint16Array(size);
  let lang = new Uint16Array(size);
  let roles = new Uint16Array(size);
  const names = [''];
  const numbers = new Map<string, number>([['', 0]]);
  const roleSets: ReadonlySet<string>[] = [new Set()];
  const roleNumbers = new Map<string, number>();
  const variants: Linked[] = [];
  const translations: Linked[] = [];
  let count = 0;
  let highest = 0;
  const named = (name: string | null): number => {
    if (name === null) return 0;
    let known = numbers.get(name);
    if (known === undefined) {
      known = names.push(name) - 1;
      numbers.set(name, known);
    }
    return known;
  };
  const roleSet = (list: readonly string[] | null): number => {
    if (list === null) return 0;
    const key = list.toSorted().join(' ');
    let known = roleNumbers.get(key);
    if (known === undefined) {
      known = roleSets.push(new Set(list)) - 1;
      roleNumbers.set(key, known);
    }
    return known;
  };
  return {
    add(f: Facet): void {
      if (count === size) {
        size *= 2;
        ns = grow(ns, new Int32Array(size));
        sample = grow(sample, new Uint8Array(size));
        retired = grow(retired, new Uint8Array(size));
        until = grow(until, new Int32Array(size));
        practice = grow(practice, new Uint16Array(size));
        site = grow(site, new Uint16Array(size));
        lang = grow(lang, new Uint16Array(size));
        roles = grow(roles, new Uint16Array(size));
      }
      const place = count++;
      ns[place] = f.n;
      highest = Math.max(highest, f.n);
      sample[place] = f.sample ? 1 : 0;
      retired[place] = f.retired ? 1 : 0;
      until[place] = dayNumber(f.until);
      practice[place] = named(f.practice);
      site[place] = named(f.site);
      lang[place] = named(f.lang);
      roles[place] = roleSet(f.roles);
      if (f.variantOf !== null) variants.push({ place, id: f.id, of: f.variantOf });
      if (f.translationOf !== null) translations.push({ place, id: f.id, of: f.translationOf });
    },
    /** Ids that somebody's `variantOf` or `translationOf` names. */
    wanted: (): string[] => [...new Set([...variants, ...translations].map((l) => l.of))],
    finish(originalNumbers: Iterable<readonly [id: string, n: number]>): Facets {
      const placeOf = new Int32Array(highest + 1).fill(-1);
      for (let place = 0; place < count; place++) placeOf[ns[place] as number] = place;
      const originals = new Map<string, number>();
      for (const [id, n] of originalNumbers) {
        const place = placeOf[n] ?? -1;
        if (place >= 0) originals.set(id, place);
      }
      return {
        count,
        ns: ns.slice(0, count),
        placeOf,
        sample: sample.slice(0, count),
        practice: practice.slice(0, count),
        site: site.slice(0, count),
        lang: lang.slice(0, count),
        roles: roles.slice(0, count),
        retired: retired.slice(0, count),
        until: until.slice(0, count),
        names,
        roleSets,
        variants,
        translations,
        originals,
      };
    },
  };
}

/** 1 by place = may be found. */
export function visibleTo(facets: Facets, asker: Asker): Uint8Array {
  const { count, names } = facets;
  const seen = new Uint8Array(count);
  const mayRole = facets.roleSets.map((set, i) => i === 0 || (asker.role !== null && set.has(asker.role)));
  const { practice: account } = asker;
  const mayPractice = names.map((name) => account === null || name === account || name === everyPractice);
  const maySite = names.map((name) => asker.site === null || name === '' || name === asker.site);
  for (let p = 0; p < count; p++)
    if (
      facets.retired[p] === 0 &&
      mayRole[facets.roles[p] as number] === true &&
      mayPractice[facets.practice[p] as number] === true &&
      maySite[facets.site[p] as number] === true
    )
      seen[p] = 1;
  hideTranslations(facets, chooseVariants(facets, asker, seen), seen);
  return seen;
}

/**
 * The most specific variant that may be seen takes the general one's place; while nobody has said which site it is about, those of
 * the account's sites stand beside it, each with its site on its row. Returns the ids whose words do not hold here.
 */
function chooseVariants(facets: Facets, asker: Asker, seen: Uint8Array): Set<string> {
  const aside = new Set<string>();
  const groups = Map.groupBy(facets.variants, (v) => v.of);
  const isSite = ({ place }: Linked): boolean => facets.site[place] !== 0;
  for (const [general, all] of groups) {
    const generalPlace = facets.originals.get(general) ?? -1;
    const isSeen = generalPlace >= 0 && seen[generalPlace] === 1;
    // Those of other accounts and sites are not seen any more.
    const fitting = asker.practice === null ? [] : all.filter(({ place }) => seen[place] === 1);
    const most = asker.site !== null && fitting.some(isSite);
    // Several where a variant stands there in several languages.
    const best = asker.site === null ? fitting : fitting.filter((v) => isSite(v) === most);
    if (best.length === 0 && !isSeen) continue;
    const bestPlaces = new Set(best.map(({ place }) => place));
    for (const { place, id } of all) {
      if (bestPlaces.has(place)) continue;
      seen[place] = 0;
      aside.add(id);
    }
    if (!best.some((v) => asker.site !== null || !isSite(v))) continue;
    if (isSeen) seen[generalPlace] = 0;
    aside.add(general);
  }
  return aside;
}

/** A translation of what a variant has replaced, or of a variant that is not for here, says what does not hold here. */
function hideTranslations(facets: Facets, aside: ReadonlySet<string>, seen: Uint8Array): void {
  for (const { place, of } of facets.translations) if (aside.has(of)) seen[place] = 0;
}

const families = new WeakMap<Facets, ReadonlyMap<number, string>>();
/**
 * Of an article and its translations one answer is enough: the first, by the words of the question and then by the language that
 * was asked for. Until then all of them are looked at, so that Spanish words find what is written in Spanish without a switch.
 * @param ns Best first.
 */
export function oneOfEachFamily(facets: Facets, ns: readonly number[]): number[] {
  let family = families.get(facets);
  if (family === undefined) {
    const made = new Map<number, string>();
    for (const { place, of } of facets.translations) {
      made.set(facets.ns[place] as number, of);
      const original = facets.originals.get(of);
      if (original !== undefined) made.set(facets.ns[original] as number, of);
    }
    families.set(facets, (family = made));
  }
  const known = family;
  const had = new Set<string>();
  return ns.filter((n) => {
    const of = known.get(n);
    if (of === undefined) return true;
    const isFirst = !had.has(of);
    had.add(of);
    return isFirst;
  });
}
