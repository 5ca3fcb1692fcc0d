// Words of a caller's utterance with the place where each stands, and the clauses they stand in. The cue tables and the
// caller's head both work on these words; only here are characters looked at, in one pass.

/** What stands between a word and the one before it. The higher, the further apart. */
export const gapOf = { none: 0, comma: 1, clause: 2, sentence: 3, question: 4 } as const;
export type Gap = (typeof gapOf)[keyof typeof gapOf];

export interface Word {
  /** Lower case, without accents or apostrophes, letters drawn out ("sooo") once. */
  w: string;
  /** UTF-16 offsets in the text. */
  start: number;
  end: number;
  gap: Gap;
  /** Written in capitals, three letters or more. */
  loud: boolean;
}

export interface Words {
  words: Word[];
  questions: number;
  exclaims: number;
  /** The text ends with a question mark. */
  asks: boolean;
}

const pieces =
  /\p{L}[\p{L}\p{M}]{0,63}(?:['\u2019\u2018\u02BC`]\p{L}{1,8}){0,2}|\d{1,7}(?:[.,]\d{1,3})?|[.?!,;:()\n\u2013\u2014/\u2026\u00BF\u00A1]|-{1,3}|\p{Extended_Pictographic}/gu;

/** With the apostrophe these are other words than without. */
const marked: Record<string, string> = {
  "i'll": 'iwill',
  "i'd": 'iwould',
  "we're": 'weare',
  "we'll": 'wewill',
  "we'd": 'wewould',
  "she'll": 'shewill',
  "she'd": 'shewould',
  "he'll": 'hewill',
};
/** Slips of the keyboard and of speech-to-text that hide a cue. */
const slips: Record<string, string> = {
  u: 'you',
  ur: 'your',
  thx: 'thanks',
  thnx: 'thanks',
  tks: 'thanks',
  ty: 'thanks',
  thankyou: 'thanks',
  tq: 'thanks',
  pls: 'please',
  plz: 'please',
  bcs: 'because',
  bc: 'because',
  cuz: 'because',
  coz: 'because',
  cos: 'because',
  angery: 'angry',
  agry: 'angry',
  scard: 'scared',
  woried: 'worried',
  worryed: 'worried',
  confussed: 'confused',
  hurst: 'hurts',
  greatful: 'grateful',
  frusterated: 'frustrated',
  cn: 'can',
  wat: 'what',
  q: 'que',
  xq: 'porque',
  pq: 'porque',
  tb: 'tambien',
  yg: 'yang',
  gak: 'tidak',
  ga: 'tidak',
  gk: 'tidak',
  nggak: 'tidak',
  ngga: 'tidak',
  enggak: 'tidak',
  engga: 'tidak',
  kagak: 'tidak',
  tak: 'tidak',
  tdk: 'tidak',
  udah: 'sudah',
  udh: 'sudah',
  dah: 'sudah',
  sdh: 'sudah',
  aja: 'saja',
  aku: 'saya',
  gue: 'saya',
  gw: 'saya',
  sy: 'saya',
  banget: 'sekali',
  bgt: 'sekali',
  makasih: 'terimakasih',
  trims: 'terimakasih',
  trimakasih: 'terimakasih',
  krn: 'karena',
  karna: 'karena',
  blm: 'belum',
  dgn: 'dengan',
  dg: 'dengan',
  utk: 'untuk',
  bgmn: 'bagaimana',
  gimana: 'bagaimana',
  gmn: 'bagaimana',
  knp: 'kenapa',
  tapi: 'tetapi',
  tp: 'tetapi',
};

const bare = (piece: string): string => {
  const lower = piece.toLowerCase().replace(/[\u2019\u2018\u02BC`]/gu, "'");
  const other = Object.hasOwn(marked, lower) ? marked[lower] : undefined;
  if (other !== undefined) return other;
  const plain = lower
    .replaceAll("'", '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{L})\1{2,}/gu, '$1');
  return (Object.hasOwn(slips, plain) ? slips[plain] : undefined) ?? plain;
};

/** Words of `text` in order. The caller has cut it to its bound (2,000 characters) already. */
export function wordsOf(text: string): Words {
  const words: Word[] = [];
  let gap: Gap = gapOf.none;
  let questions = 0;
  let exclaims = 0;
  let last = '';
  for (const match of text.matchAll(pieces)) {
    const piece = match[0];
    const start = match.index;
    last = piece;
    const widen = (to: Gap): void => {
      if (to > gap) gap = to;
    };
    if (piece === '?') {
      questions += 1;
      widen(gapOf.question);
    } else if (piece === '!' || piece === '.' || piece === '\u2026') {
      if (piece === '!') exclaims += 1;
      // "I ... I don't know": dots in a row are a pause of the speaker, not an end.
      const dots = piece === '\u2026' || text.startsWith('..', start) || text[start - 1] === '.';
      widen(dots ? gapOf.comma : gapOf.sentence);
    } else if (piece === ';' || piece === ':' || piece === '\n' || piece === '\u2013' || piece === '\u2014') {
      widen(gapOf.clause);
    } else if (piece.startsWith('-')) {
      if (piece.length > 1 || text[start - 1] === ' ') widen(gapOf.clause);
    } else if (/^[,/()\u00BF\u00A1]$/u.test(piece)) {
      widen(gapOf.comma);
    } else {
      const w = bare(piece);
      const loud = piece.length > 2 && piece !== piece.toLowerCase() && piece === piece.toUpperCase();
      words.push({ w, start, end: start + piece.length, gap, loud });
      gap = gapOf.none;
    }
  }
  return { words, questions, exclaims, asks: last === '?' };
}

/** Words that begin a new clause where no mark stands (speech-to-text has none). */
const openers = new Set(
  (
    'but because so then although though however since while unless ' +
    'pero porque aunque entonces sino mientras asique ' +
    'tetapi karena soalnya padahal makanya jadi sedangkan namun lalu terus'
  ).split(' '),
);
const joiners = new Set(['and', 'y', 'e', 'dan', 'or', 'o', 'atau']);
const subjects = new Set(
  (
    'i im ive iwill iwould we weve he hes she shes they theyre it its my nobody noone you youre your this that ' +
    'yo me mi nadie no ella el ellos ustedes saya dia mereka kami kita suami istri'
  ).split(' '),
);

/** First word of each clause, as indexes into `words`. */
export function clausesOf(words: readonly Word[]): number[] {
  const starts: number[] = [];
  for (const [i, word] of words.entries()) {
    const next = words[i + 1]?.w ?? '';
    const opens =
      i === 0 ||
      word.gap >= gapOf.comma ||
      openers.has(word.w) ||
      (joiners.has(word.w) && subjects.has(next));
    if (opens) starts.push(i);
  }
  return starts;
}
