// Typing errors in words that matter: a word nobody knows becomes the one word of the lexicon that is a slip away. Never
// touches a word of the language that merely looks alike (near-words.ts).
import { compiled } from './compile.ts';
import { nearWords } from './near-words.ts';
import { once } from './once.ts';
import { stem } from './stem.ts';

const complaintsByStart = once((): ReadonlyMap<string, string[]> => {
  const byStart = new Map<string, string[]>();
  for (const word of compiled().complaints) {
    if (word.length < 5) continue;
    const key = word[0] ?? '';
    const list = byStart.get(key) ?? [];
    list.push(word);
    byStart.set(key, list);
  }
  return byStart;
});

/** A fixer for one text that asks for each word once. */
export function typingFixer(): (raw: string) => string | null {
  const asked = new Map<string, string | null>();
  return (raw) => {
    const known = asked.get(raw);
    if (known !== undefined) return known;
    const word = fixTyping(raw);
    asked.set(raw, word);
    return word;
  };
}

/** The word meant, or null: known words, short words and words far from any other stay as they are. */
export function fixTyping(raw: string): string | null {
  if (raw.length < 4 || raw.length > 16) return null;
  const w = stem(raw);
  const { vocabulary } = compiled();
  if (vocabulary.has(w) || vocabulary.has(raw) || nearWords.has(w) || nearWords.has(raw) || w.length < 4)
    return null;
  const allowed = w.length >= 8 ? 2 : 1;
  let best: string | null = null;
  let bestCost = allowed + 1;
  for (const key of new Set([w[0] ?? '', w[1] ?? ''])) {
    for (const word of complaintsByStart().get(key) ?? []) {
      if (Math.abs(word.length - w.length) > allowed || (word.length < 6 && key !== w[0])) continue;
      const cost = distance(w, word, allowed);
      if (cost < bestCost) {
        bestCost = cost;
        best = word;
      }
    }
  }
  return best;
}

/** Edits between two words, a swap of neighbours counting one; stops above `most`. Words are at most 20 letters. */
function distance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let k = 1; k <= b.length; k += 1) {
      const same = a[i - 1] === b[k - 1];
      let cost = Math.min((row[k] ?? 0) + 1, (next[k - 1] ?? 0) + 1, (row[k - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1])
        cost = Math.min(cost, (before[k - 2] ?? 0) + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? most + 1;
}
