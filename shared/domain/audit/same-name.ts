// Whether a record carries the name of the person who looked at it (C6): compared on the desk while the record is open there,
// and only the code is kept.
export type NameMatch = 'own-name' | 'family-name';

/** As it stands in a record. */
export interface RecordName {
  given: readonly string[];
  family: string;
}

/** Letters alone, without case and accents: `Núñez` and `NUNEZ` are one. */
const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(/[^\p{L}]/gu, '')
    .toLowerCase();
const wordsOf = (text: string): string[] =>
  text
    .split(/[\s-]+/)
    .map(plain)
    .filter((word) => word.length > 1);

/** `name`: of the person at the desk as it is shown, with a title behind a comma (`Ingrid Solheim, RN`). */
export function nameMatch(name: string, names: readonly RecordName[]): NameMatch | null {
  const words = wordsOf(name.split(',')[0] ?? '');
  const first = words[0];
  // With one word alone nobody can say which name it is.
  if (first === undefined || words.length < 2) return null;
  const family = words.slice(1);
  let found: NameMatch | null = null;
  for (const one of names) {
    if (!wordsOf(one.family).some((word) => family.includes(word))) continue;
    if (one.given.flatMap(wordsOf).includes(first)) return 'own-name';
    found = 'family-name';
  }
  return found;
}
