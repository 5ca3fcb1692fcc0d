// Which options the typed words mean: by title, or by other words that people use for the same thing. Pure.
import type { Option } from './Select.tsx';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Given a title and what is typed: is it in the title, or does each typed word begin a word of the option? */
export function findBy(options: readonly Option[]): (title: string, typed: string) => boolean {
  const known = new Map(
    options.map(({ title, words = [] }) => [title, wordsOf([title, ...words].join(' '))]),
  );
  return (title, typed) => {
    const asked = typed.trim().toLowerCase();
    if (asked === '' || title.toLowerCase().includes(asked)) return true;
    const typedWords = wordsOf(asked);
    const own = known.get(title) ?? [];
    return typedWords.length > 0 && typedWords.every((word) => own.some((w) => w.startsWith(word)));
  };
}
