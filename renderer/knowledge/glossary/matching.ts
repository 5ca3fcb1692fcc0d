// The entries that what was typed may mean: first those whose term begins with it, then where a word of the term or of what callers
// call it does, then those whose plain words have it. Pure.

interface Entry {
  term: string;
  plain: string;
  /** What callers call it. */
  also: readonly string[];
}

const plainOf = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

export function matching<E extends Entry>(entries: readonly E[], typed: string): E[] {
  const words = plainOf(typed);
  const byTerm = entries.toSorted((a, b) => a.term.localeCompare(b.term, 'en'));
  if (words === '') return byTerm;
  const rank = ({ term, plain, also }: Entry): number => {
    const named = plainOf(term);
    if (named.startsWith(words)) return 0;
    const said = [named, ...also.map(plainOf)];
    if (said.some((each) => each.startsWith(words) || each.includes(` ${words}`))) return 1;
    return plainOf(plain).includes(words) ? 2 : 3;
  };
  return [0, 1, 2].flatMap((wanted) => byTerm.filter((entry) => rank(entry) === wanted));
}

/** The plain words as they are said: without the marks of a list, in the quotation marks that the desk draws. */
export const saidOf = (plain: string): string =>
  plain
    .split('\n')
    .map((line) => line.replace(/^\s*[-*]\s+/, '').replace(/^"(.*)"$/, '“$1”'))
    .filter((line) => line.trim() !== '')
    .join(' ');
