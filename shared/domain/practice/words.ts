// A line of text as words with their places: contractions opened, accents and capitals folded, sentences counted.
export interface Token {
  word: string;
  sentence: number;
  /** Punctuation stands before it: a negation further left doesn't reach it. */
  afterBreak: boolean;
  /** Its sentence ends with a question mark. */
  asked: boolean;
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

/** As it is typed at night: short forms, and words without their apostrophe. Words that mean something else (“ill”, “were”) stay. */
const typedInHaste: Record<string, string> = {
  im: 'i am',
  its: 'it is',
  ive: 'i have',
  itll: 'it will',
  thats: 'that is',
  thatll: 'that will',
  whats: 'what is',
  hows: 'how is',
  theres: 'there is',
  heres: 'here is',
  whos: 'who is',
  wheres: 'where is',
  hes: 'he is',
  shes: 'she is',
  youre: 'you are',
  youve: 'you have',
  youll: 'you will',
  youd: 'you would',
  weve: 'we have',
  theyll: 'they will',
  theyre: 'they are',
  theyve: 'they have',
  theyd: 'they would',
  lets: 'let us',
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  isnt: 'is not',
  arent: 'are not',
  wasnt: 'was not',
  werent: 'were not',
  cant: 'can not',
  couldnt: 'could not',
  wont: 'will not',
  wouldnt: 'would not',
  shouldnt: 'should not',
  havent: 'have not',
  hasnt: 'has not',
  hadnt: 'had not',
  mustnt: 'must not',
  neednt: 'need not',
  "it'd": 'it would',
  "that'd": 'that would',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  u: 'you',
  ur: 'your',
  pls: 'please',
  plz: 'please',
  thx: 'thanks',
  dob: 'date of birth',
  bday: 'birthday',
  min: 'minutes',
  mins: 'minutes',
  hr: 'hours',
  hrs: 'hours',
  tonite: 'tonight',
  tmrw: 'tomorrow',
  tomorow: 'tomorrow',
};

/** The words that a folded chunk stands for: “cant” and “can't” are the same two, “30min” is “30 minutes”. */
export function wordsOf(plain: string): string[] {
  const bare = plain.replace(/^'+|'+$/g, '');
  const glued = /^(\d+)(mins?|minutes|hrs?|hours|am|pm)$/.exec(bare);
  if (glued !== null) return [glued[1] ?? '', ...wordsOf(glued[2] ?? '')];
  const opened = Object.hasOwn(contractions, plain)
    ? contractions[plain]
    : Object.hasOwn(typedInHaste, bare)
      ? typedInHaste[bare]
      : bare;
  return (opened ?? bare).split(' ').filter((w) => w !== '');
}

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
      if (chunk === '?') for (const t of out.filter((x) => x.sentence === sentence)) t.asked = true;
      sentence += 1;
      continue;
    }
    if (/^[,–—:¡¿]$/.test(chunk)) {
      pendingBreak = true;
      continue;
    }
    const plain = folded(chunk);
    const place = { start: found.index, end: found.index + chunk.length };
    for (const word of wordsOf(plain)) {
      out.push({ word, sentence, afterBreak: pendingBreak, asked: false, ...place });
      pendingBreak = false;
    }
  }
  return out;
}

export const wordCount = (text: string): number => text.match(/[\p{L}\p{N}'’]+/gu)?.length ?? 0;
