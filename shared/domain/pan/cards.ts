// Finds payment card numbers among what people type and hides all but their last four digits (C24). What can't be a card by
// its length, first digit or grouping stays as it is: a phone number that somebody must call back may not be hidden.

export interface FoundCard {
  /** UTF-16 offsets into the text, first digit to after the last. */
  start: number;
  end: number;
}

/** Card numbers have 13 to 19 digits (ISO/IEC 7812). */
const shortest = 13;
const longest = 19;
/** Between groups of one number: one space or dash, plain, non-breaking or typographic, perhaps with spaces around it. */
const gap = String.raw`[\s\u00a0\u2007\u202f]{0,2}[-.\u2010-\u2015\u2212]?[\s\u00a0\u2007\u202f]{0,2}`;
const runs = new RegExp(String.raw`(?<![\p{L}\p{Nd}])\p{Nd}+(?:${gap}\p{Nd}+)*(?!\p{L})`, 'gu');
/** A text with fewer digits than this holds no card: most texts are done here. */
const enoughDigits = /(?:\p{Nd}[^\p{Nd}]{0,5}){13}/u;

const plain = (digits: string): string => digits.normalize('NFKC');

/** The check digit of ISO/IEC 7812; `digits` holds 0 to 9 only. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (digit < 0 || digit > 9) return false;
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** As cards are printed besides equal groups: Amex 4-6-5, Diners 4-6-4, Maestro and some 19-digit cards. */
const layouts: readonly (readonly number[])[] = [
  [4, 6, 5],
  [4, 6, 4],
  [4, 4, 5],
  [8, 5],
  [6, 13],
  [6, 12],
  [6, 10],
  [6, 7],
  [12, 4],
];
/** Equal groups, the last one perhaps shorter. A phone's 3-3-4 and 3-4, a date's 4-2-2 are none. */
function cardLike(sizes: readonly number[]): boolean {
  const [first = 0] = sizes;
  const last = sizes.at(-1) ?? 0;
  if (sizes.length === 1) return true;
  if (sizes.every((size, i) => size === first || (i === sizes.length - 1 && size < first)))
    return first <= 6 || first === 8;
  // Groups of four and a last one that is longer: 4-4-4-7.
  if (sizes.length >= 3 && sizes.slice(0, -1).every((size) => size === 4) && last <= 7) return true;
  return layouts.some((layout) => layout.length === sizes.length && layout.every((n, i) => n === sizes[i]));
}

/** Payment cards begin with 2 to 6; 1, 8, 9 and 0 are other identifiers (8: health insurance). */
const isCard = (digits: string): boolean =>
  digits.length >= shortest && digits.length <= longest && /^[2-6]/.test(digits) && luhn(digits);

/** Where card numbers stand, in order, none overlapping. */
export function findCards(text: string): FoundCard[] {
  if (!enoughDigits.test(text)) return [];
  const found: FoundCard[] = [];
  for (const run of text.matchAll(runs)) {
    const at = run.index;
    const groups = [...run[0].matchAll(/\p{Nd}+/gu)].map((g) => ({
      digits: plain(g[0]),
      start: at + g.index,
      end: at + g.index + g[0].length,
    }));
    const total = groups.reduce((n, g) => n + g.digits.length, 0);
    // `+` begins a phone number, which has 15 digits at most (E.164).
    if (text[at - 1] === '+' && total <= 15) continue;
    for (let from = 0; from < groups.length; from++) {
      const to = windowEnd(groups, from);
      const [first, last] = [groups[from], groups[to]];
      if (to < 0 || first === undefined || last === undefined) continue;
      found.push({ start: first.start, end: last.end });
      from = to;
    }
  }
  return found;
}

/** The last group of the longest card that begins with group `from`; -1 = none does. */
function windowEnd(groups: readonly { digits: string }[], from: number): number {
  let digits = '';
  let best = -1;
  const sizes: number[] = [];
  for (let to = from; to < groups.length; to++) {
    const group = groups[to]?.digits ?? '';
    digits += group;
    sizes.push(group.length);
    if (digits.length > longest) break;
    if (cardLike(sizes) && isCard(digits)) best = to;
  }
  return best;
}

/** Digits that stay readable: enough to say which card it was. */
const shown = 4;
function masked(card: string): string {
  const digits = [...card].filter((c) => /\p{Nd}/u.test(c)).length;
  let seen = 0;
  return [...card].map((c) => (/\p{Nd}/u.test(c) && ++seen <= digits - shown ? '•' : c)).join('');
}

function maskAt(text: string, cards: readonly FoundCard[]): { text: string; count: number } {
  if (cards.length === 0) return { text, count: 0 };
  let out = '';
  let at = 0;
  for (const { start, end } of cards) {
    out += text.slice(at, start) + masked(text.slice(start, end));
    at = end;
  }
  return { text: out + text.slice(at), count: cards.length };
}

/** The text with every card number hidden but for its last four digits, of the same length, and how many there were. */
export const maskCards = (text: string): { text: string; count: number } => maskAt(text, findCards(text));

/** Digits that a card with this beginning has: before that it may still be typed. */
function usualLength(digits: string): number {
  if (/^3[47]/.test(digits)) return 15;
  if (/^3[0689]/.test(digits)) return 14;
  return 16;
}

/**
 * As `maskCards`, for a text that grows by a key press: a number at its very end is hidden once it has the length of its
 * kind, or once something else follows it. What is pasted or left goes through `maskCards`.
 */
export function maskWhileTyping(text: string): { text: string; count: number } {
  const cards = findCards(text).filter(({ start, end }) => {
    const digits = plain(text.slice(start, end)).replace(/\P{Nd}/gu, '');
    return end < text.length || digits.length >= usualLength(digits);
  });
  return maskAt(text, cards);
}
