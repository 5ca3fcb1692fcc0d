// The pseudo-locale en-XA, made from English at run time: every literal part is accented and about 40 % longer, and
// the sentence stands in brackets. What shows plain or cut off on screen was not in a catalogue, or had no room.
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ';
const accents = new Map([...PLAIN].map((letter, i) => [letter, [...ACCENTED][i] ?? letter]));
const FILL = 'one two three four five six seven eight nine ten eleven twelve ';

/** Accents the letters of one literal and makes it 40 % longer; white space at its ends stays. */
export function stretch(literal: string): string {
  const letters = literal.replace(/\s/g, '').length;
  if (letters === 0) return literal;
  const accented = [...literal].map((c) => accents.get(c) ?? c).join('');
  const extra = FILL.repeat(Math.ceil(letters / FILL.length)).slice(0, Math.ceil(letters * 0.4));
  const end = accented.trimEnd();
  const filler = [...extra.trim()].map((c) => accents.get(c) ?? c).join('');
  return `${end} ${filler}${accented.slice(end.length)}`;
}

function inside(elements: MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element) => {
    if ('options' in element) {
      const options = Object.fromEntries(
        Object.entries(element.options).map(([name, option]) => [
          name,
          { ...option, value: inside(option.value) },
        ]),
      );
      return { ...element, options } as MessageFormatElement;
    }
    if ('children' in element) return { ...element, children: inside(element.children) };
    // 0 is a literal in the parsed form; every other kind is an argument and is left as it is.
    if (element.type === 0) return { ...element, value: stretch(element.value) };
    return element;
  });
}

/** The parsed English message as its pseudo-locale form. */
export function pseudoOf(message: MessageFormatElement[]): MessageFormatElement[] {
  return [{ type: 0, value: '[' }, ...inside(message), { type: 0, value: ']' }];
}
