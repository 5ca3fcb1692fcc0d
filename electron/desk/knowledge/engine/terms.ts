// The practice's list of abbreviations and synonyms. Whole phrases only: part of a phrase means something else.
import { isStopWord, tokensOf } from './text.ts';

export interface TermEntry {
  term: string;
  means: readonly string[];
}

export interface Replacement {
  from: string;
  to: string;
}

export interface TermTable {
  /** A term's words joined by blanks → what it means, word by word. */
  means: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Every word of a term: it is right as it is, though no article has it. */
  words: ReadonlySet<string>;
}

const longestTerm = 6;
const mostMeanings = 8;

export function termTable(entries: readonly TermEntry[]): TermTable {
  const table = new Map<string, string[][]>();
  const known = new Set<string>();
  for (const { term, means } of entries) {
    const key = tokensOf(term);
    if (key.length === 0 || key.length > longestTerm) continue;
    for (const word of key) known.add(word);
    const meanings = means.slice(0, mostMeanings).map((text) => tokensOf(text).slice(0, longestTerm));
    table.set(key.join(' '), [
      ...(table.get(key.join(' ')) ?? []),
      ...meanings.filter((words) => words.length > 0),
    ]);
  }
  return { means: table, words: known };
}

export interface Expansion {
  /** Words of the question that the term took up: [from, end). */
  from: number;
  end: number;
  means: readonly (readonly string[])[];
}

/** Terms in a question, longest first, none overlapping. */
export function expansionsOf(tokens: readonly string[], table: TermTable): Expansion[] {
  const found: Expansion[] = [];
  if (table.means.size === 0) return found;
  for (let from = 0; from < tokens.length; from++) {
    for (let end = Math.min(tokens.length, from + longestTerm); end > from; end--) {
      const means = table.means.get(tokens.slice(from, end).join(' '));
      if (means === undefined || (end === from + 1 && isStopWord(tokens[from] as string))) continue;
      found.push({ from, end, means });
      from = end - 1;
      break;
    }
  }
  return found;
}
