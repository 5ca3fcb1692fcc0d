// Words of a caller's text with the place where each stands. Everything later works on words; only here are characters
// looked at, in one pass, so that time grows with the length of the text and with nothing else.
import { stem } from './stem.ts';
import { contractions, misspelt, numberWords } from './words.ts';

/** What stands between a word and the one before it. The higher, the further apart. */
export const gapOf = { none: 0, comma: 1, clause: 2, sentence: 3, question: 4 } as const;
export type Gap = (typeof gapOf)[keyof typeof gapOf];

export interface Token {
  /** Stem used for matching. */
  w: string;
  /** Lower case, without apostrophes. */
  raw: string;
  /** UTF-16 offsets. Parts of one contraction share them. */
  start: number;
  end: number;
  gap: Gap;
  /** `/` stood right before it (a blood pressure, a list). */
  slash: boolean;
  value: number | null;
}

const pieces =
  /\p{L}{1,64}(?:['\u2019\u2018\u02BC`]\p{L}{1,8}){0,2}|\d{1,7}(?:\.\d{1,3})?|[.?!,;:()\n\u2013\u2014/\u2026]|-{1,3}/gu;

/** Words of `text` in order. `fix` may replace a word it doesn't know (typing errors); null keeps it. */
export function tokenise(text: string, fix: (raw: string) => string | null): Token[] {
  const tokens: Token[] = [];
  let gap: Gap = gapOf.none;
  let slash = false;
  const add = (raw: string, start: number, end: number, value: number | null): void => {
    tokens.push({ w: value === null ? stem(raw) : raw, raw, start, end, gap, slash, value });
    gap = gapOf.none;
    slash = false;
  };
  const widen = (to: Gap): void => {
    if (to > gap) gap = to;
  };
  for (const match of text.matchAll(pieces)) {
    const piece = match[0];
    const start = match.index;
    const end = start + piece.length;
    const first = piece.codePointAt(0) ?? 0;
    if (first >= 48 && first <= 57) {
      add(piece, start, end, Number(piece));
      continue;
    }
    if (!/\p{L}/u.test(piece)) {
      if (piece === '?') widen(gapOf.question);
      else if (piece === '!' || piece === '.')
        widen(text.startsWith('..', start) || text[start - 1] === '.' ? gapOf.comma : gapOf.sentence);
      else if (piece === ';' || piece === ':' || piece === '\n' || piece === '\u2013' || piece === '\u2014')
        widen(gapOf.clause);
      else if (piece.startsWith('-')) {
        if (piece.length > 1 || (text[start - 1] === ' ' && text[end] === ' ')) widen(gapOf.clause);
      } else if (piece === '/') {
        slash = true;
      } else widen(gapOf.comma);
      continue;
    }
    const plain = squeeze(piece.toLowerCase().replace(/['\u2019\u2018\u02BC`]/g, ''));
    const hadMark = plain.length !== piece.length;
    for (const part of expand(plain, hadMark, fix)) add(part, start, end, numberWords[part] ?? null);
  }
  return tokens;
}

/** `helpppp` → `help`, `sooo` → `so`: three or more of a letter are one, or two when that is a word of its own. */
function squeeze(w: string): string {
  return /(.)\1\1/u.test(w) ? w.replace(/(.)\1{2,}/gu, '$1') : w;
}

function expand(plain: string, hadMark: boolean, fix: (raw: string) => string | null): readonly string[] {
  const whole = Object.hasOwn(contractions, plain) ? contractions[plain] : undefined;
  if (whole !== undefined && (hadMark || !onlyWithMark.has(plain))) return whole;
  const right = Object.hasOwn(misspelt, plain) ? misspelt[plain] : undefined;
  if (right !== undefined) return right;
  if (hadMark && plain.endsWith('nt') && plain.length > 4) return [plain.slice(0, -2), 'not'];
  if (hadMark && plain.endsWith('s') && plain.length > 2)
    return [fix(plain.slice(0, -1)) ?? plain.slice(0, -1)];
  return [fix(plain) ?? plain];
}
/** Words of their own without the apostrophe. */
const onlyWithMark = new Set(['were', 'ill', 'id', 'well', 'shell', 'hell', 'wed', 'shed', 'odd']);
