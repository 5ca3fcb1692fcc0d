// What the engine is told about an article and what an index is made of: typed arrays only, so that 50,000 articles cost the
// search thread tens of megabytes and a lock drops them all at once.

/** One article as it is searched. `n` is the caller's number for it (its row), unique within an index. */
export interface EngineDoc {
  n: number;
  title: string;
  topic: string;
  keywords: readonly string[];
  /** What part of its topic it is ("symptoms", "copay"); null = none. */
  section: string | null;
  /** Markdown or plain text; empty for a link card. */
  body: string;
  kind: string;
}

/** Order of the fields in every per-field array. */
export const fields = ['title', 'topic', 'keywords', 'section', 'body'] as const;
export const fieldCount = fields.length;
export const titleField = 0;
export const topicField = 1;
export const keywordField = 2;
export const sectionField = 3;
export const bodyField = 4;

/** Bits of a posting's counts, in the order of `fields`. The body lies lowest, so that most code to one byte. A count that
 * does not fit is cut. */
export const countBits = [6, 6, 6, 4, 10] as const;
export const countShift = [26, 20, 14, 10, 0] as const;
export const countMost = countBits.map((bits) => 2 ** bits - 1);

/** Bits of `flags`. */
export const flag = { link: 1, policy: 2 } as const;

/** Word 0 stands between two keywords: nothing matches across it. */
export const breakWord = 0;

/** Two bytes a word while there are at most 65,536 different ones. */
export type Tokens = Int32Array | Uint16Array;
export const tokensFor = (words: number, length: number): Tokens =>
  words <= 65_536 ? new Uint16Array(length) : new Int32Array(length);

/** The index of a set of articles. Articles are counted from 0 in the order they came ("place"). */
export interface EngineIndex {
  /** The caller's number of each article. */
  ns: Int32Array;
  /** `flag` bits. */
  flags: Uint8Array;
  /** Words that count (no stop words), by article and field. */
  lengths: Uint16Array;
  /** Each word as written (folded), most frequent first; [0] is the break. */
  words: string[];
  /** Words in alphabetical order, as numbers of `words` (without the break). */
  sorted: Int32Array;
  /** In how many articles a word stands. */
  wordDocs: Int32Array;
  wordStem: Int32Array;
  /** Stems in alphabetical order. */
  stems: string[];
  /** Every article's words in order, stop words too, fields in the order of `fields`. */
  tokens: Tokens;
  /** Where field f of the article at place d begins in `tokens`: [d * fieldCount + f]; one more closes the last. */
  starts: Int32Array;
  /** Postings of stem s: from postingStart[s] up to postingStart[s + 1]. */
  postingStart: Int32Array;
  postingDoc: Int32Array;
  /** Packed by countShift. Stop words have no postings for bodies. */
  postingCounts: Uint32Array;
}
