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

/** A term's words joined by blanks → what it means, word by word. */
export type TermTable = ReadonlyMap<string, readonly (readonly string[])[]>;

const longestTerm = 6;
const mostMeanings = 8;

export function termTable(entries: readonly TermEntry[]): TermTable {
  const table = new Map<string, string[][]>();
  for (const { term, means } of entries) {
    const key = tokensOf(term);
    if (key.length === 0 || key.length > longestTerm) continue;
    const meanings = means.slice(0, mostMeanings).map((text) => tokensOf(text).slice(0, longestTerm));
    table.set(key.join(' '), [
      ...(table.get(key.join(' ')) ?? []),
      ...meanings.filter((words) => words.length > 0),
    ]);
  }
  return table;
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
  if (table.size === 0) return found;
  for (let from = 0; from < tokens.length; from++) {
    for (let end = Math.min(tokens.length, from + longestTerm); end > from; end--) {
      const means = table.get(tokens.slice(from, end).join(' '));
      if (means === undefined || (end === from + 1 && isStopWord(tokens[from] as string))) continue;
      found.push({ from, end, means });
      from = end - 1;
      break;
    }
  }
  return found;
}
