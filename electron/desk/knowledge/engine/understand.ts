// Words of a question → what they may stand for: themselves, what they are the beginning of, what they are a slip of, what the
// practice's list says they mean.
import type { Meaning } from './asked.ts';
import { completions, isShown } from './complete.ts';
import { postingsOf, stemNumber, wordNumber } from './lexicon.ts';
import type { Question } from './read.ts';
import { idfOf } from './score.ts';
import type { Segment } from './segment.ts';
import { expansionsOf, type Replacement, type TermTable } from './terms.ts';
import { isStopWord, stemOf } from './text.ts';
import { cutInTwo, type Repair, repairs } from './typo.ts';

export interface Understood {
  /** The question's words in order, as repaired, with what terms mean behind them. */
  tokens: string[];
  meanings: Meaning[];
  corrected: Replacement[];
  expanded: Replacement[];
  words: string[];
}

export interface UnderstandSteps {
  completion?: boolean;
  typo?: boolean;
  terms?: boolean;
}

/** More completions cost time and add noise (measured: 12 is enough). */
const mostCompletions = 12;
const completionWeight = 0.3;
/** Another repair than the best, and what a repaired rare word becomes beside itself. */
const otherRepair = 0.4;
const besideRare = 0.8;
const mostRepairs = 16;
/** So few articles may have a slip of their own; so many times more make the other spelling the one that was meant. */
const rare = 2;
const muchMore = 20;
/** The same for a word that nobody writes, though its stem is one ("migrane", "migrans"). */
const someMore = 5;
const surelyOneSlip = 1;
const wholeFirst = 1.35;
/** What a term of the list means, against what was said. */
const termWeight = 0.6;
const synonymWeight = 0.8;

type Stems = Meaning['stems'];

/** Questions about the words of all segments, under a mask. */
function lexiconOf(segments: readonly Segment[], mask: readonly Uint8Array[]) {
  const docs = segments.reduce((sum, { index }) => sum + index.ns.length, 0);
  const having = (stem: string): number =>
    segments.reduce((sum, { index }) => {
      const [from, end] = postingsOf(index, stemNumber(index, stem));
      return sum + end - from;
    }, 0);
  return {
    idf: (stem: string): number => idfOf(docs, having(stem)),
    having,
    /** Articles that have the word; 0 when none of them may be seen. */
    docsOf: (word: string): number =>
      segments.reduce((sum, segment, s) => {
        const id = wordNumber(segment.index, word);
        const shown = id >= 0 && isShown(segment, id, mask[s] as Uint8Array);
        return shown ? sum + (segment.index.wordDocs[id] as number) : sum;
      }, 0),
    /** Whether an article that may be seen holds a form of the word. */
    knows: (stem: string): boolean =>
      segments.some(({ index }, s) => {
        const [from, end] = postingsOf(index, stemNumber(index, stem));
        for (let p = from; p < end; p++) if (mask[s]?.[index.postingDoc[p] as number] === 1) return true;
        return false;
      }),
  };
}
type Lexicon = ReturnType<typeof lexiconOf>;

export function understand(
  question: Question,
  segments: readonly Segment[],
  mask: readonly Uint8Array[],
  table: TermTable,
  steps: UnderstandSteps,
  foreign: ReadonlySet<string> = new Set(),
): Understood {
  const lexicon = lexiconOf(segments, mask);
  const corrected: Replacement[] = [];
  const meanings = new Map<string, Meaning>();
  const replaced = new Map<string, string[]>();
  const words: string[] = [];
  const mean = (word: string, stems: Stems, scale = 1): void => {
    if (meanings.has(word)) return;
    const known = stems.find(({ stem }) => lexicon.having(stem) > 0) ?? stems[0];
    meanings.set(word, { word, stems, idf: scale * lexicon.idf(known?.stem ?? '') });
    words.push(word);
  };
  let looked = 0;
  const isTerm = (word: string): boolean => steps.terms !== false && table.words.has(word);
  const repaired = (word: string, half: boolean): Repair[] => {
    if (steps.typo === false || looked >= mostRepairs || isTerm(word)) return [];
    looked++;
    return repairs(segments, mask, word, { half, limit: 3 });
  };
  const correct = (word: string, to: readonly string[]): void => {
    replaced.set(word, [...to]);
    corrected.push({ from: word, to: to.join(' ') });
  };
  const others = (list: readonly Repair[]): Stems =>
    list.map((each) => ({ stem: stemOf(each.word), weight: otherRepair }));

  const take = (word: string, half: boolean): void => {
    const own = stemOf(word);
    const ends = half && steps.completion !== false ? completions(segments, word, mostCompletions, mask) : [];
    const ending = ends
      .map((end) => ({ stem: stemOf(end), weight: completionWeight }))
      .filter(({ stem }) => stem !== own);
    if (lexicon.knows(own)) {
      const stems: Stems = [{ stem: own, weight: 1 }, ...ending];
      const having = lexicon.having(own);
      const unseen = lexicon.docsOf(word) === 0;
      if ((unseen || having <= rare) && !foreign.has(word) && ends.every((end) => end === word)) {
        const [best] = repaired(word, false);
        const wanted = (unseen ? someMore : muchMore) * Math.max(1, having);
        if (best && best.cost <= surelyOneSlip && best.docs >= wanted && stemOf(best.word) !== own) {
          stems.push({ stem: stemOf(best.word), weight: besideRare });
          corrected.push({ from: word, to: best.word });
          words.push(best.word);
        }
      }
      words.push(...ends);
      return mean(word, stems);
    }
    if (ends.length > 0) {
      words.push(...ends);
      return mean(word, [{ stem: own, weight: 1 }, ...ending]);
    }
    const whole = repaired(word, false);
    const list =
      half && (whole[0]?.cost ?? Infinity) > wholeFirst ? [...repaired(word, true), ...whole] : whole;
    const [best, ...rest] = list;
    const cut =
      best && best.cost <= surelyOneSlip
        ? null
        : steps.typo === false || isTerm(word)
          ? null
          : cutInTwo(word, lexicon.docsOf);
    if (cut) {
      correct(word, cut);
      for (const part of cut) mean(part, [{ stem: stemOf(part), weight: 1 }]);
    } else if (best) {
      correct(word, [best.word]);
      if (!isStopWord(best.word)) mean(best.word, [{ stem: stemOf(best.word), weight: 1 }, ...others(rest)]);
    } else mean(word, [{ stem: own, weight: 1 }]);
  };
  for (const word of question.words) take(word, false);
  if (question.typing !== null) take(question.typing, true);
  let tokens = question.tokens.flatMap((token) => replaced.get(token) ?? [token]);
  const expanded: Replacement[] = [];
  if (steps.terms !== false) tokens = expand(tokens, { table, lexicon, meanings, mean, expanded, words });
  return { tokens, meanings: [...meanings.values()], corrected, expanded, words: [...new Set(words)] };
}

interface Expanding {
  table: TermTable;
  lexicon: Lexicon;
  meanings: Map<string, Meaning>;
  mean: (word: string, stems: Stems, scale?: number) => void;
  expanded: Replacement[];
  words: string[];
}

/** Adds what terms mean: one word for one word is another spelling of it; more words are said beside it, and count less. */
function expand(tokens: readonly string[], to: Expanding): string[] {
  const out: string[] = [];
  let at = 0;
  for (const { from, end, means } of expansionsOf(tokens, to.table)) {
    out.push(...tokens.slice(at, end));
    at = end;
    const said = tokens.slice(from, end);
    for (const meaning of means) {
      const known = meaning.filter((word) => to.lexicon.knows(stemOf(word)));
      if (known.length < meaning.length) continue;
      to.expanded.push({ from: said.join(' '), to: meaning.join(' ') });
      const own = to.meanings.get(said[0] as string);
      const [only] = meaning;
      if (said.length === 1 && meaning.length === 1 && own && only !== undefined) {
        // What no article has is not searched for beside what it means: it is what it means.
        if (to.lexicon.knows(stemOf(own.word))) own.stems.push({ stem: stemOf(only), weight: synonymWeight });
        else own.stems.unshift({ stem: stemOf(only), weight: 1 });
        own.idf = Math.min(own.idf, to.lexicon.idf(stemOf(only)));
        to.words.push(only);
        continue;
      }
      for (const word of meaning)
        if (!isStopWord(word)) to.mean(word, [{ stem: stemOf(word), weight: 1 }], termWeight);
      out.push(...meaning);
    }
  }
  return [...out, ...tokens.slice(at)];
}
