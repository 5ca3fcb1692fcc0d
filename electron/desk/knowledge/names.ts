// What own articles are called: whole keywords (they are callers' words) and titles, and which of them explain a word. Read a row at
// a time and kept: a row never changes.
import type Database from 'better-sqlite3';
import { saysLittle } from '#shared/domain/knowledge/query.ts';
import { stemOf, tokensOf } from './engine/text.ts';

interface Named {
  glossary: boolean;
  /** Stems of each keyword, and of the title up to its colon. */
  names: string[][];
}
/** A question's words in order, repaired. */
export interface Said {
  stems: readonly string[];
  little: readonly boolean[];
  /** Whether it asks what a word means. */
  asksMeaning: boolean;
}

const mostKept = 3000;
const meaning = new Set(
  ['mean', 'means', 'meaning', 'define', 'definition', 'explain', 'explanation'].map(stemOf),
);

export function saidIn(text: string, corrected: readonly { from: string; to: string }[] = []): Said {
  const repaired = new Map(corrected.map(({ from, to }) => [from, to]));
  const words = tokensOf(text).flatMap((word) => (repaired.get(word) ?? word).split(' '));
  const stems = words.map(stemOf);
  return {
    stems,
    little: words.map(saysLittle),
    asksMeaning: stems.some((stem) => meaning.has(stem)),
  };
}

/** Where `name` stands word for word in the question, from each place. */
function placesOf(name: readonly string[], stems: readonly string[]): number[] {
  const found: number[] = [];
  for (let at = 0; at + name.length <= stems.length; at++)
    if (name.every((stem, i) => stems[at + i] === stem)) found.push(at);
  return found;
}

/** Prepared statement on one connection. */
export function ownNames(db: Database.Database) {
  const row = db.prepare<[number], { kind: string; title: string; keywords: string }>(
    'select kind, title, keywords from articles where n = ?',
  );
  const kept = new Map<number, Named>();
  function of(n: number): Named {
    let named = kept.get(n);
    if (named === undefined) {
      const { kind, title, keywords } = row.get(n) ?? { kind: '', title: '', keywords: '' };
      const names = [title.split(':')[0] ?? '', ...keywords.split('\n')].map((name) =>
        tokensOf(name).map(stemOf),
      );
      named = { glossary: kind === 'glossary', names: names.filter((name) => name.length > 0) };
      if (kept.size >= mostKept) kept.clear();
      kept.set(n, named);
    }
    return named;
  }
  return {
    /** So many words of the question stand in whole names of the article; a small word only within a longer name. */
    covered(n: number, { stems, little }: Said): number {
      const places = new Set<number>();
      for (const name of of(n).names)
        for (const from of placesOf(name, stems))
          if (name.length > 1 || little[from] !== true) name.forEach((_, i) => places.add(from + i));
      return places.size;
    },
    isGlossary: (n: number): boolean => of(n).glossary,
    /** Whether the title's words are asked for with "what does … mean". */
    isAskedFor: (n: number, said: Said): boolean =>
      said.asksMeaning && placesOf(of(n).names[0] ?? [], said.stems).length > 0,
    clear: (): void => kept.clear(),
  };
}
export type OwnNames = ReturnType<typeof ownNames>;

/** How much each covered word adds to an own article's score. */
const eachWord = 1.5;
export const nameWeight = (covered: number): number => 1 + eachWord * covered;
