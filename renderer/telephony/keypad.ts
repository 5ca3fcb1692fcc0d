// Digits that are sent in a call: which key means which, and how what was sent is shown (C24). Pure.

export const keypadRows = [
  ['1', '2', '3'],
  ['4', '5', '6'],
  ['7', '8', '9'],
  ['*', '0', '#'],
] as const;
/** What stands under a digit on a telephone. */
export const keypadLetters: Readonly<Record<string, string>> = {
  '2': 'ABC',
  '3': 'DEF',
  '4': 'GHI',
  '5': 'JKL',
  '6': 'MNO',
  '7': 'PQRS',
  '8': 'TUV',
  '9': 'WXYZ',
};

/** The digit that a physical key sends while the keypad has the focus; null = the key is none of its. */
export function keypadDigit(press: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}): string | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  return /^[0-9*#]$/.test(press.key) ? press.key : null;
}

/** From this many digits on it may be a card number. */
export const maskFrom = 13;

/**
 * What was sent, as it is shown: whole while it is short; from 13 digits on only the last four can be read, whatever stands
 * between them, so that no card number is left on the screen.
 */
export function shownSent(sent: string): string {
  const digits = sent.replace(/\D/g, '').length;
  if (digits < maskFrom) return sent;
  let left = digits - 4;
  return [...sent].map((c) => (/\d/.test(c) && left-- > 0 ? '•' : c)).join('');
}

/** At most so many characters stay in the page. */
export const sentLimit = 64;
export interface Pressed {
  n: number;
  digit: string;
}
export const appendSent = (sent: readonly Pressed[], pressed: Pressed): Pressed[] =>
  [...sent, pressed].slice(-sentLimit);
export const sentText = (sent: readonly Pressed[]): string => sent.map(({ digit }) => digit).join('');
