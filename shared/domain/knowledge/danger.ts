// A red flag in what is typed into the search: what is shown above the results, and which articles come before all others. It
// only adds; no flag says nothing about the caller.
import { isRedFlagGroup, type RedFlagGroup, scanRedFlags } from '../redflags/index.ts';
import { saysLittle, wordsOf } from './query.ts';

export interface SearchFlag {
  /** A group of the red flags. */
  group: string;
  /** The words as typed. */
  words: string;
}

/** Characters of a question that are looked through (a pasted mail has more): a scan stays under 20 ms. */
export const flagScanLimit = 1000;
const mostFlags = 4;
const longestWords = 120;

/**
 * One flag a group, in the order of the words. Left out are words of which none says anything by itself: made for a caller's
 * sentences, the rules see "at once" or "does not call back" in a few words about paperwork, too.
 */
export function flagsInSearch(text: string): SearchFlag[] {
  const byGroup = new Map<string, string>();
  for (const { group, words } of scanRedFlags(text.slice(0, flagScanLimit))) {
    if (wordsOf(words).every(saysLittle)) continue;
    const before = byGroup.get(group);
    if (before === undefined || words.length > before.length) byGroup.set(group, words);
  }
  return Array.from(byGroup, ([group, words]) => ({ group, words: words.slice(0, longestWords) })).slice(
    0,
    mostFlags,
  );
}

/** What the shipped articles for emergencies are called; an organisation's own versions keep these ids. */
const card = 'emergency-card-first';
const crisis = 'crisis-caller-988';
const byGroup: Partial<Record<RedFlagGroup, readonly string[]>> = {
  mental_health: [crisis, card],
  chest: ['chest-pain-on-the-call', card],
};

/** Ids of the articles that come first, best first; none without a flag. Whatever else was seen, a caller in crisis is never last. */
export function emergencyArticles(flags: readonly { group: string }[]): string[] {
  const ids = flags.flatMap(({ group }) => (isRedFlagGroup(group) ? (byGroup[group] ?? [card]) : [card]));
  const some = new Set(ids);
  // The more particular one first; the card, which fits all of them, behind it.
  const particular = [...some].filter((id) => id !== card);
  return [...particular, ...(some.has(card) ? [card] : [])];
}
