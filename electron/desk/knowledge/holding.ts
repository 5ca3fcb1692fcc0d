// Whether an article holds what was meant, looked up in the index: for the tiers of rank.ts.
import { postingsOf, stemNumber } from './engine/lexicon.ts';
import {
  bodyField,
  countMost,
  countShift,
  type EngineIndex,
  keywordField,
  sectionField,
  titleField,
  topicField,
} from './engine/types.ts';

/** One thing that was meant: any of these ways of saying it, each all of its stems. */
export type Meaning = readonly (readonly string[])[];

export interface Holding {
  holds(n: number, meaning: Meaning): boolean;
  titleHolds(n: number, meaning: Meaning): boolean;
  /** In its title or keywords. */
  nameHolds(n: number, meaning: Meaning): boolean;
  /** In its topic or section. */
  topicHolds(n: number, meaning: Meaning): boolean;
  holdsAny(n: number, stems: Iterable<string>): boolean;
}
const inTitle = [titleField];
const inNames = [titleField, keywordField];
const inTopic = [topicField, sectionField];
const inText = [titleField, keywordField, bodyField];

/** By number of the caller; -1 = not in this index. */
function placesOf({ ns }: EngineIndex): Int32Array {
  let highest = -1;
  for (const n of ns) highest = Math.max(highest, n);
  const places = new Int32Array(highest + 1).fill(-1);
  ns.forEach((n, place) => (places[n] = place));
  return places;
}

/** Counts of a stem in an article, packed as types.ts says; 0 = not there. Postings rise by article. */
function countsIn(index: EngineIndex, place: number, stem: string): number {
  const [from, end] = postingsOf(index, stemNumber(index, stem));
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((index.postingDoc[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  return low < end && index.postingDoc[low] === place ? (index.postingCounts[low] as number) : 0;
}
const hasIn = (counts: number, fields: readonly number[]): boolean =>
  fields.some((f) => ((counts >>> (countShift[f] ?? 0)) & (countMost[f] ?? 0)) > 0);

/** Over an index and, where there is one, what came since: an article stands in one of them. */
export function holdingIn(indexes: readonly EngineIndex[]): Holding {
  const parts = indexes.map((index) => ({ index, places: placesOf(index) }));
  const check = (n: number, meaning: Meaning, fields: readonly number[]): boolean =>
    parts.some(({ index, places }) => {
      const place = places[n] ?? -1;
      return (
        place >= 0 &&
        meaning.some((stems) => stems.every((stem) => hasIn(countsIn(index, place, stem), fields)))
      );
    });
  return {
    holds: (n, meaning) => check(n, meaning, inText),
    holdsAny: (n, stems) =>
      parts.some(({ index, places }) => {
        const place = places[n] ?? -1;
        if (place >= 0) for (const stem of stems) if (countsIn(index, place, stem) > 0) return true;
        return false;
      }),
    nameHolds: (n, meaning) => check(n, meaning, inNames),
    topicHolds: (n, meaning) => check(n, meaning, inTopic),
    titleHolds: (n, meaning) => check(n, meaning, inTitle),
  };
}

export const placesIn = placesOf;
