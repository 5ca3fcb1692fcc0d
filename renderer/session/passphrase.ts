// What a passphrase must be, said before the desk says it. Length is what counts; the desk checks it again.

/** The desk's own lower limit, in characters without spaces around them. */
export const leastLength = 12;
const most = 400;
const worn =
  /^(?:password|passwort|careline|letmein|welcome|qwert[yz]|admin|iloveyou|correct horse battery staple)/i;

export type PassphraseProblem = 'short' | 'long' | 'repeated' | 'common' | 'differs';

/** Same letter again and again, or a run of keys (`abcdefgh`, `1234…`), however long, is guessed first. */
function isRepeated(text: string): boolean {
  const points = [...text].map((c) => c.codePointAt(0) ?? 0);
  const steps = points.slice(1).map((p, i) => p - (points[i] ?? 0));
  return new Set(points).size < 5 || steps.every((s) => s === steps[0]);
}

export function problemOf(passphrase: string, again: string): PassphraseProblem | null {
  const text = passphrase.trim();
  if ([...text].length < leastLength) return 'short';
  if (text.length > most) return 'long';
  if (isRepeated(text)) return 'repeated';
  if (worn.test(text) && [...text].length < 28) return 'common';
  return passphrase === again ? null : 'differs';
}

/** 0 to 4, for the meter: grows with length and with kinds of characters. No promise, a nudge. */
export function strengthOf(passphrase: string): 0 | 1 | 2 | 3 | 4 {
  const text = passphrase.trim();
  const length = [...text].length;
  if (length === 0) return 0;
  if (length < leastLength || isRepeated(text) || worn.test(text)) return 1;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text)).length;
  if (length >= 20) return 4;
  return length + kinds * 2 >= 20 ? 3 : 2;
}
