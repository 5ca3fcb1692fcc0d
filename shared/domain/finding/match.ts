// Whether a name that was said may be a name on file: every word said must stand for a word of the record, in any order, and
// slips of the pen, sounds and former names are forgiven and told. Pure.
import type { Fit } from './kinds.ts';
import { joinedWords, nameWords, slips, slipsIn, soundOf } from './names.ts';

export interface NameOnFile {
  given: readonly string[];
  family: string;
  text: string;
  /** A maiden or former name: people still say it. */
  former: boolean;
}
/** How a word said stands to a word on file; `cost` 0 is the same word. */
export interface WordFit {
  how: Extract<Fit, 'name' | 'name-start' | 'near-spelling' | 'sounds-alike'>;
  cost: number;
}
export interface NameFit {
  fits: Fit[];
  /** The lower the likelier; 0 = every word as it stands now. */
  cost: number;
}

const former = 0.5;

/** Null = another word. An initial stands for its name. */
export function fitOfWord(said: string, onFile: string): WordFit | null {
  if (said === onFile) return { how: 'name', cost: 0 };
  if (onFile.startsWith(said)) return { how: 'name-start', cost: 1 };
  const most = slipsIn(Math.max(said.length, onFile.length));
  const apart = most === 0 ? 1 : slips(said, onFile, most);
  if (apart <= most) return { how: 'near-spelling', cost: 1 + apart };
  const sound = soundOf(said);
  return sound.length > 1 && sound === soundOf(onFile) ? { how: 'sounds-alike', cost: 3 } : null;
}

export interface KnownWord {
  word: string;
  former: boolean;
}
/** Each word of the names on file, joined neighbours too. A word that stands in a name of now is no former one. */
export function knownWords(names: readonly NameOnFile[]): KnownWord[] {
  const words = new Map<string, boolean>();
  for (const name of names.slice(0, 20)) {
    const parts = [...name.given.slice(0, 10).map(nameWords), nameWords(name.family), nameWords(name.text)];
    for (const word of parts.flatMap(joinedWords)) words.set(word, name.former && (words.get(word) ?? true));
  }
  return [...words].map(([word, was]) => ({ word, former: was }));
}

function fitOfWords(said: readonly string[], known: readonly KnownWord[]): NameFit | null {
  const fits = new Set<Fit>();
  let cost = 0;
  for (const word of said) {
    let best: (WordFit & { was: boolean }) | null = null;
    for (const { word: onFile, former: was } of known) {
      const fit = fitOfWord(word, onFile);
      if (fit === null) continue;
      const total = fit.cost + (was ? former : 0);
      if (best === null || total < best.cost) best = { how: fit.how, cost: total, was };
    }
    if (best === null) return null;
    cost += best.cost;
    fits.add(best.how);
    if (best.was) fits.add('former-name');
  }
  // The whole is no better than its worst word.
  if (fits.has('near-spelling') || fits.has('sounds-alike') || fits.has('name-start')) fits.delete('name');
  return { fits: [...fits], cost };
}

/** As said, and with two neighbours taken for one word ("O Brien", "Mc Donald", "Anna Maria"). */
export function readings(said: readonly string[]): string[][] {
  const pairs = said
    .slice(1)
    .map((word, i) => [...said.slice(0, i), `${said[i] ?? ''}${word}`, ...said.slice(i + 2)]);
  return [[...said], ...pairs, ...(said.length > 2 ? [[said.join('')]] : [])];
}

/** Null when some word said belongs to no name of the record. */
export function fitOfName(said: readonly string[], known: readonly KnownWord[]): NameFit | null {
  if (said.length === 0 || known.length === 0) return null;
  let best: NameFit | null = null;
  for (const reading of readings(said)) {
    const fit = fitOfWords(reading, known);
    if (fit !== null && (best === null || fit.cost < best.cost)) best = fit;
  }
  return best;
}
