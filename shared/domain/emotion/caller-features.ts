// What the caller's head looks at: words and runs of words (marked where they are denied), pieces of words, cue words by
// state and by how they are meant, how the utterance is built. Cue features are the same in all languages, so that what
// English lines teach about them holds for Spanish and Indonesian; words are a language's own.
import { clausesOf, gapOf, wordsOf, type Word, type Words } from './cues-words.ts';
import { compiledTable, cuesIn, type CueHit } from './cues.ts';
import { keyOf, type Features } from './features.ts';
import type { Lang } from '../script/languages.ts';

const kinds = { word: 100, piece: 120, cue: 140, shape: 141 };
const pieces = { from: 3, to: 5 };
const longestWord = 20;
/** Values by sort of feature: a word tells more than one of its pieces. */
const worth = { word: 0.5, run2: 0.5, run3: 0.35, piece: 0.1, cue: 1, shape: 0.4 };
const denialReach = 4;

export interface Caught {
  features: Features;
  words: Words;
  cues: CueHit[];
  /** For each word, the keys it brought, so that a hint can be traced back to it. */
  keysOf: number[][];
}

/** `wordless`: only what holds in every language, for lines of one language that teach the head of another. */
export function callerFeatures(lang: Lang, text: string, how: { wordless?: boolean } = {}): Caught {
  const words = wordsOf(text);
  const list = words.words;
  const cues = cuesIn(lang, list);
  const features: Features = new Map();
  const keysOf: number[][] = list.map(() => []);
  const add = (key: number, value: number, from = -1, to = from): void => {
    features.set(key, Math.min(2, (features.get(key) ?? 0) + value));
    if (from >= 0) for (let i = from; i <= to; i++) keysOf[i]?.push(key);
  };
  const t = compiledTable(lang);
  if (how.wordless !== true) addWords(lang, list, add);
  addCues(cues, clausesOf(list).at(-1) ?? 0, add);
  const shape = (name: string): void => add(keyOf(name, kinds.shape), worth.shape);
  if (words.asks) shape('asks');
  if (words.questions > 1) shape('questions');
  if (words.exclaims > 0) shape('exclaims');
  if (list.some((word) => word.loud)) shape('loud');
  shape(`long ${Math.min(5, Math.floor(Math.log2(list.length + 1)))}`);
  if (list.some((word) => t.self.has(word.w))) shape('self');
  if (cues.length === 0) shape('no cue');
  return { features, words, cues, keysOf };
}

type Add = (key: number, value: number, from?: number, to?: number) => void;

function addWords(lang: Lang, list: readonly Word[], add: Add): void {
  const t = compiledTable(lang);
  let deniedFor = 0;
  const marked = list.map((word) => {
    if (word.gap >= gapOf.comma || t.turns.has(word.w)) deniedFor = 0;
    const w = deniedFor > 0 ? `~${word.w}` : word.w;
    deniedFor = t.deny.has(word.w) ? denialReach : Math.max(0, deniedFor - 1);
    return w;
  });
  list.forEach((word, i) => {
    const own = marked[i] as string;
    add(keyOf(own, kinds.word), worth.word, i);
    const second = list[i + 1];
    if (second && second.gap < gapOf.sentence) {
      add(keyOf(`${word.w} ${second.w}`, kinds.word + 1), worth.run2, i, i + 1);
      const third = list[i + 2];
      if (third && third.gap < gapOf.sentence)
        add(keyOf(`${word.w} ${second.w} ${third.w}`, kinds.word + 2), worth.run3, i, i + 2);
    }
    const padded = ` ${word.w.slice(0, longestWord)} `;
    for (let n = pieces.from; n <= pieces.to; n++)
      for (let j = 0; j + n <= padded.length; j++)
        add(keyOf(padded.slice(j, j + n), kinds.piece + n), worth.piece, i);
  });
  const first = list[0];
  if (first) {
    add(keyOf(first.w, kinds.word + 3), worth.word, 0);
    if (list[1]) add(keyOf(`${first.w} ${list[1].w}`, kinds.word + 4), worth.word, 0, 1);
    add(keyOf(list.at(-1)?.w ?? '', kinds.word + 5), worth.word, list.length - 1);
  }
}

function addCues(cues: readonly CueHit[], lastClause: number, add: Add): void {
  const sums = new Map<string, number>();
  for (const cue of cues) {
    const name = `${cue.target} ${cue.use}`;
    add(keyOf(`${name} ${cue.strength}`, kinds.cue), worth.cue);
    if (cue.use !== 'plain') continue;
    if (cue.degree !== 0) add(keyOf(`${name} ${cue.degree > 0 ? 'more' : 'less'}`, kinds.cue), worth.cue / 2);
    if (cue.from >= lastClause && lastClause > 0) add(keyOf(`${name} last`, kinds.cue), worth.cue / 2);
    sums.set(cue.target, (sums.get(cue.target) ?? 0) + cue.strength + cue.degree / 2);
  }
  const ranked = [...sums].toSorted(([, a], [, b]) => b - a);
  const top = ranked[0];
  if (!top) return;
  for (const [state, sum] of ranked) add(keyOf(`sum ${state}`, kinds.cue), Math.min(2, sum / 4));
  add(keyOf(`top ${top[0]}`, kinds.cue), worth.cue);
  if (ranked.length === 1) add(keyOf(`only ${top[0]}`, kinds.cue), worth.cue);
}
