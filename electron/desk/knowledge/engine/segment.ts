// An index made ready for questions. An engine has up to two: the big one as it lies in the vault, and a small one of what
// came since.
import { type Groups, groupsOf } from './groups.ts';
import { partsOfArticle } from './intent.ts';
import { postingsOf, stemNumber } from './lexicon.ts';
import { Accumulator, type Bm25Settings, idfOf, meanLengths, postingShares } from './score.ts';
import { type Pairs, pairsOf } from './typo.ts';
import { type EngineIndex, fieldCount, sectionField, titleField } from './types.ts';

/** What depends on nothing but the index: made once, kept with it. */
interface Prepared {
  means: Float64Array;
  groups: Groups;
  /** Parts that an article is by its section, and by its title. */
  sectionParts: (place: number) => number;
  titleParts: (place: number) => number;
  isStopStem: Uint8Array;
  pairs: () => Pairs;
  kept: Map<Bm25Settings, Float32Array>;
}

export interface Segment extends Prepared {
  index: EngineIndex;
  /** Of the two ways to count: fields with lengths that hardly matter; and the usual middle. */
  shares: Float32Array;
  otherShares: Float32Array;
  scores: Accumulator;
  otherScores: Accumulator;
  stemIdf: Float32Array;
  /** 1 = counts at all: not superseded by a newer article elsewhere. */
  live: Uint8Array;
  /** Scratch: which asked word a stem is, -1 = none. Whoever fills it empties it. */
  askedStem: Int16Array;
}

export const firstSettings: Bm25Settings = { weights: [3, 2, 1, 1, 1], b: [0.4, 0.3, 0.8, 0.3, 0.3], k1: 2 };
export const otherSettings: Bm25Settings = {
  weights: [2, 2, 2, 1, 1],
  b: [0.75, 0.75, 0.75, 0.75, 0.75],
  k1: 1.2,
};

/** Parts by the text of a field, looked up when first asked for: few articles ever are. */
function partsBy(index: EngineIndex, field: number): (place: number) => number {
  const known = new Map<string, number>();
  const parts = new Int32Array(index.ns.length).fill(-1);
  return (place) => {
    if ((parts[place] as number) >= 0) return parts[place] as number;
    let text = '';
    const end = index.starts[place * fieldCount + field + 1] as number;
    for (let i = index.starts[place * fieldCount + field] as number; i < end; i++)
      text += `${index.words[index.tokens[i] as number] as string} `;
    let bits = known.get(text);
    if (bits === undefined) {
      bits = partsOfArticle(text);
      if (field === sectionField) known.set(text, bits);
    }
    parts[place] = bits;
    return bits;
  };
}

/** Made when first asked for. */
function later<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const prepared = new WeakMap<EngineIndex, Prepared>();

function prepare(index: EngineIndex): Prepared {
  let made = prepared.get(index);
  if (made === undefined) {
    made = {
      means: meanLengths(index),
      groups: groupsOf(index),
      sectionParts: partsBy(index, sectionField),
      titleParts: partsBy(index, titleField),
      isStopStem: Uint8Array.from(index.stems, (stem) => (stem.startsWith('=') ? 1 : 0)),
      pairs: later(() => pairsOf(index)),
      kept: new Map(),
    };
    prepared.set(index, made);
  }
  return made;
}

/** By the index's own mean lengths they are the same for every engine over it, so they are kept. */
function sharesOf(index: EngineIndex, settings: Bm25Settings, means: Float64Array): Float32Array {
  const own = prepare(index);
  if (own.means !== means) return postingShares(index, settings, means);
  let made = own.kept.get(settings);
  if (made === undefined) {
    made = postingShares(index, settings, means);
    own.kept.set(settings, made);
  }
  return made;
}

export interface SegmentSource {
  index: EngineIndex;
  dead: (n: number) => boolean;
}

/** Segments of an engine; idf is that of all together, mean lengths are those of the first, which is the big one. */
export function segmentsOf(
  sources: readonly SegmentSource[],
  settings: { first: Bm25Settings; other: Bm25Settings },
): Segment[] {
  const docs = sources.reduce((sum, { index }) => sum + index.ns.length, 0);
  const [main] = sources;
  const means = main === undefined ? new Float64Array(fieldCount) : prepare(main.index).means;
  const having = (index: EngineIndex, stem: number): number => {
    const [from, end] = postingsOf(index, stem);
    return end - from;
  };
  return sources.map(({ index, dead }) => ({
    ...prepare(index),
    index,
    shares: sharesOf(index, settings.first, means),
    otherShares: sharesOf(index, settings.other, means),
    scores: new Accumulator(index.ns.length),
    otherScores: new Accumulator(index.ns.length),
    stemIdf: Float32Array.from(index.stems, (stem, number) => {
      const inAll = sources.map((each) =>
        having(each.index, each.index === index ? number : stemNumber(each.index, stem)),
      );
      return idfOf(
        docs,
        inAll.reduce((a, b) => a + b, 0),
      );
    }),
    live: Uint8Array.from(index.ns, (n) => (dead(n) ? 0 : 1)),
    askedStem: new Int16Array(index.stems.length).fill(-1),
  }));
}
