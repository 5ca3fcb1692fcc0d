// Articles → index. Runs in a thread of its own; memory stays near that of the finished index.
import { isStopWord, stemOf, tokensOf } from './text.ts';
import {
  bodyField,
  breakWord,
  countMost,
  countShift,
  type EngineDoc,
  type EngineIndex,
  fieldCount,
  flag,
  type Tokens,
  tokensFor,
} from './types.ts';

/** So many articles between two looks at `stop` and two words to `onProgress`. */
const pulse = 256;
const longest = 65_535;

/** A list of numbers that grows by doubling. */
function growing() {
  let list = new Int32Array(1 << 12);
  let length = 0;
  return {
    push(value: number): void {
      if (length === list.length) {
        const more = new Int32Array(length * 2);
        more.set(list);
        list = more;
      }
      list[length++] = value;
    },
    get length() {
      return length;
    },
    done: () => list.slice(0, length),
  };
}

const flagsOf = (doc: EngineDoc): number =>
  (doc.kind === 'link' || doc.body === '' ? flag.link : 0) | (doc.kind === 'policy' ? flag.policy : 0);

/** Numbers words by use, most used first, so that the coded index is small. Returns old number → new number. */
function byUse(tokens: Int32Array, words: number): Int32Array {
  const uses = new Float64Array(words);
  for (let i = 0; i < tokens.length; i++) (uses[tokens[i] as number] as number)++;
  uses[breakWord] = Infinity;
  const order = Array.from({ length: words }, (_, i) => i).sort(
    (a, b) => (uses[b] as number) - (uses[a] as number) || a - b,
  );
  const renumbered = new Int32Array(words);
  order.forEach((old, i) => (renumbered[old] = i));
  return renumbered;
}

const alphabetically = (words: readonly string[]): Int32Array =>
  Int32Array.from(words.keys())
    .subarray(1)
    .sort((a, b) => ((words[a] as string) < (words[b] as string) ? -1 : 1));

/** Whether a posting of this word in this field is kept: a body full of "the" says nothing. */
type Kept = (word: number, field: number) => boolean;

interface Streams {
  tokens: Tokens;
  starts: Int32Array;
  wordStem: Int32Array;
  docs: number;
}

function eachKept(s: Streams, kept: Kept, see: (doc: number, stem: number, field: number) => void): void {
  for (let d = 0; d < s.docs; d++) {
    for (let f = 0; f < fieldCount; f++) {
      const end = s.starts[d * fieldCount + f + 1] as number;
      for (let i = s.starts[d * fieldCount + f] as number; i < end; i++) {
        const word = s.tokens[i] as number;
        if (word !== breakWord && kept(word, f)) see(d, s.wordStem[word] as number, f);
      }
    }
  }
}

function postings(s: Streams, stems: number, kept: Kept) {
  const postingStart = new Int32Array(stems + 1);
  const last = new Int32Array(stems).fill(-1);
  eachKept(s, kept, (d, stem) => {
    if (last[stem] === d) return;
    last[stem] = d;
    (postingStart[stem + 1] as number)++;
  });
  for (let i = 0; i < stems; i++) (postingStart[i + 1] as number) += postingStart[i] as number;
  const total = postingStart[stems] as number;
  const postingDoc = new Int32Array(total);
  const postingCounts = new Uint32Array(total);
  const next = postingStart.slice();
  last.fill(-1);
  eachKept(s, kept, (d, stem, f) => {
    if (last[stem] !== d) {
      last[stem] = d;
      postingDoc[next[stem] as number] = d;
      (next[stem] as number)++;
    }
    const at = (next[stem] as number) - 1;
    const shift = countShift[f] as number;
    const most = countMost[f] as number;
    const counts = postingCounts[at] as number;
    if (((counts >>> shift) & most) < most) postingCounts[at] = counts + 2 ** shift;
  });
  return { postingStart, postingDoc, postingCounts };
}

/**
 * The index of `docs`, or null when `stop` said so. `onProgress` hears how many articles are read, now and then. Deterministic.
 */
export function buildIndex(
  docs: Iterable<EngineDoc>,
  onProgress: (done: number) => void = () => undefined,
  stop: () => boolean = () => false,
): EngineIndex | null {
  const seen = new Map<string, number>([['', breakWord]]);
  const spelled: string[] = [''];
  const lastDoc = growing();
  const docsOf = growing();
  lastDoc.push(-1);
  docsOf.push(0);
  const [stream, starts, ns, flags, lengths] = [growing(), growing(), growing(), growing(), growing()];
  const perWord: { last: number; docs: number }[] = [{ last: -1, docs: 0 }];
  const stopWord: boolean[] = [false];
  let done = 0;
  const add = (text: string): number => {
    let counted = 0;
    for (const word of tokensOf(text)) {
      let id = seen.get(word);
      if (id === undefined) {
        id = spelled.length;
        seen.set(word, id);
        spelled.push(word);
        stopWord.push(isStopWord(word));
        perWord.push({ last: -1, docs: 0 });
      }
      const own = perWord[id] as { last: number; docs: number };
      if (own.last !== done) {
        own.last = done;
        own.docs++;
      }
      stream.push(id);
      if (stopWord[id] === false) counted++;
    }
    return Math.min(longest, counted);
  };
  for (const doc of docs) {
    if (done % pulse === 0) {
      if (stop()) return null;
      onProgress(done);
    }
    for (const text of [doc.title, doc.topic]) {
      starts.push(stream.length);
      lengths.push(add(text));
    }
    starts.push(stream.length);
    let inKeywords = 0;
    doc.keywords.forEach((keyword, i) => {
      if (i > 0) stream.push(breakWord);
      inKeywords += add(keyword);
    });
    lengths.push(Math.min(longest, inKeywords));
    for (const text of [doc.section ?? '', doc.body]) {
      starts.push(stream.length);
      lengths.push(add(text));
    }
    ns.push(doc.n);
    flags.push(flagsOf(doc));
    done++;
  }
  starts.push(stream.length);
  onProgress(done);

  const tokens = stream.done();
  const renumbered = byUse(tokens, spelled.length);
  const small = tokensFor(spelled.length, tokens.length);
  for (let i = 0; i < tokens.length; i++) small[i] = renumbered[tokens[i] as number] as number;
  const words = Array.from({ length: spelled.length }, () => '');
  const wordDocs = new Int32Array(spelled.length);
  const isStop = new Uint8Array(spelled.length);
  const stemOfWord = Array.from({ length: spelled.length }, () => '');
  spelled.forEach((word, old) => {
    const id = renumbered[old] as number;
    words[id] = word;
    wordDocs[id] = perWord[old]?.docs ?? 0;
    isStop[id] = stopWord[old] === true ? 1 : 0;
    stemOfWord[id] = old === breakWord ? '' : stemOf(word);
  });
  const stems = [...new Set(stemOfWord.slice(1))].sort();
  const stemNumber = new Map(stems.map((stem, i) => [stem, i]));
  const wordStem = Int32Array.from(stemOfWord, (stem, id) =>
    id === breakWord ? -1 : (stemNumber.get(stem) ?? -1),
  );
  const placed = { tokens: small, starts: starts.done(), wordStem, docs: done };
  const kept: Kept = (word, field) => field !== bodyField || isStop[word] === 0;
  return {
    ns: ns.done(),
    flags: Uint8Array.from(flags.done()),
    lengths: Uint16Array.from(lengths.done()),
    words,
    sorted: alphabetically(words),
    wordDocs,
    wordStem,
    stems,
    tokens: small,
    starts: placed.starts,
    ...postings(placed, stems.length, kept),
  };
}
