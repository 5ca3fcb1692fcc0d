// A line of text as words with their places: contractions opened, accents and capitals folded, sentences counted.
export interface Token {
  word: string;
  sentence: number;
  /** Punctuation stands before it: a negation further left doesn't reach it. */
  afterBreak: boolean;
  /** Place in the text, end exclusive. */
  start: number;
  end: number;
}

const contractions: Record<string, string> = {
  "i'm": 'i am',
  "i'll": 'i will',
  "i've": 'i have',
  "i'd": 'i would',
  "it's": 'it is',
  "it'll": 'it will',
  "that's": 'that is',
  "what's": 'what is',
  "how's": 'how is',
  "there's": 'there is',
  "he's": 'he is',
  "she's": 'she is',
  "he'll": 'he will',
  "she'll": 'she will',
  "you're": 'you are',
  "you've": 'you have',
  "you'll": 'you will',
  "we're": 'we are',
  "we've": 'we have',
  "we'll": 'we will',
  "they'll": 'they will',
  "they're": 'they are',
  "let's": 'let us',
  "don't": 'do not',
  "doesn't": 'does not',
  "didn't": 'did not',
  "isn't": 'is not',
  "aren't": 'are not',
  "wasn't": 'was not',
  "can't": 'can not',
  cannot: 'can not',
  "couldn't": 'could not',
  "won't": 'will not',
  "wouldn't": 'would not',
  "shouldn't": 'should not',
  "haven't": 'have not',
  "hasn't": 'has not',
  "here's": 'here is',
  "that'll": 'that will',
  "who'd": 'who would',
  "could've": 'could have',
  "would've": 'would have',
  "should've": 'should have',
  "mustn't": 'must not',
  "she'd": 'she would',
  "he'd": 'he would',
  "needn't": 'need not',
  "hadn't": 'had not',
  "weren't": 'were not',
  "who's": 'who is',
  "where's": 'where is',
  "they've": 'they have',
  "you'd": 'you would',
  "we'd": 'we would',
  "they'd": 'they would',
};

/** Longest line that is read; the rest is ignored. */
export const longestLine = 1000;

/** Small letters without accents: what is typed in haste often has none. */
export const folded = (text: string): string =>
  text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘`]/g, "'");

export function tokensOf(text: string): Token[] {
  const out: Token[] = [];
  let sentence = 0;
  let pendingBreak = false;
  const chunks = text
    .slice(0, longestLine)
    .matchAll(/[\p{L}\p{N}\p{M}'’‘`]+(?:[.,:]\d+)*|[.!?;…¡¿]|,|–|—|:|\n/gu);
  for (const found of chunks) {
    const chunk = found[0];
    if (/^[.!?;…\n]$/.test(chunk)) {
      sentence += 1;
      continue;
    }
    if (/^[,–—:¡¿]$/.test(chunk)) {
      pendingBreak = true;
      continue;
    }
    const plain = folded(chunk);
    const place = { start: found.index, end: found.index + chunk.length };
    for (const word of (contractions[plain] ?? plain.replace(/^'+|'+$/g, '')).split(' ')) {
      if (word !== '') out.push({ word, sentence, afterBreak: pendingBreak, ...place });
      pendingBreak = false;
    }
  }
  return out;
}

export const wordCount = (text: string): number => text.match(/[\p{L}\p{N}'’]+/gu)?.length ?? 0;
