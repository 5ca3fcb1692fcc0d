// What the agent typed → what is asked. Nothing here fails: too much is cut, what cannot be searched is left out.
import { isStopWord, tokensOf } from './text.ts';

/** A pasted mail still finds something; more than this says nothing new. */
const longestQuestion = 2000;
const mostWords = 200;
const mostPhrases = 4;
const longestPhrase = 12;

export interface Question {
  /** Every word in order, stop words too, phrases left in place. */
  tokens: string[];
  /** Different words that count, without `typing`. When there is nothing else: the stop words. */
  words: string[];
  /** The last word while no space follows it: it may be half a word. */
  typing: string | null;
  /** Closed "quotes" of two words or more. */
  phrases: string[][];
}

export function readQuestion(input: string): Question {
  const text = input.slice(0, longestQuestion).replace(/[“”„«»]/g, '"');
  const phrases: string[][] = [];
  for (const [, inner] of text.matchAll(/"([^"]*)"/g)) {
    const words = tokensOf(inner ?? '').slice(0, longestPhrase);
    if (words.length > 1 && phrases.length < mostPhrases) phrases.push(words);
  }
  const all = tokensOf(text);
  const tokens = all.slice(0, mostWords);
  const ended = input.length > longestQuestion || all.length > mostWords || !/[\p{L}\p{N}\p{M}]$/u.test(text);
  const last = tokens.at(-1);
  const typing = ended || last === undefined || (isStopWord(last) && tokens.length > 1) ? null : last;
  const before = typing === null ? tokens : tokens.slice(0, -1);
  const counting = before.filter((word) => !isStopWord(word));
  const kept = counting.length > 0 || typing !== null ? counting : before;
  return { tokens, words: [...new Set(kept)].filter((word) => word !== typing), typing, phrases };
}
