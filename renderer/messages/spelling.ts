// A name as it is spelled aloud (M2): each letter with its word of the international spelling alphabet. Pure.

const words: Readonly<Record<string, string>> = {
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  I: 'India',
  J: 'Juliett',
  K: 'Kilo',
  L: 'Lima',
  M: 'Mike',
  N: 'November',
  O: 'Oscar',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  U: 'Uniform',
  V: 'Victor',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
};
/** Letters that no decomposition brings to a plain one, as they are spelled in English. */
const alike: Readonly<Record<string, string>> = {
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Æ: 'A',
  Œ: 'O',
  Þ: 'T',
  ẞ: 'S',
};

export interface SpelledLetter {
  /** Place in the name, in characters: two equal letters are two. */
  at: number;
  /** As typed, in capitals: `É`. */
  letter: string;
  /** `Echo`; null = no word for it, it is said as it is. */
  word: string | null;
}

/** Longest name whose letters are listed: more is never spelled at one go. */
const longest = 40;

/** The words of the name, each as its letters. What is neither letter nor digit is left out. */
export function spelled(name: string): SpelledLetter[][] {
  return [
    ...name
      .normalize('NFC')
      .slice(0, longest)
      .matchAll(/[^\s\-‐-―'’.,]+/gu),
  ]
    .map((part) =>
      [...part[0].matchAll(/[\p{L}\p{Nd}]/gu)].map(({ 0: c, index }) => {
        const letter = c === 'ß' ? 'ẞ' : c.toLocaleUpperCase('en');
        const plain = alike[letter] ?? letter.normalize('NFD').charAt(0);
        return { at: part.index + index, letter, word: words[plain] ?? null };
      }),
    )
    .filter((part) => part.length > 0);
}
