// Reading an appointment back (rows 1 and 3): date, time, place, with whom; each tick is bound to the words that were read,
// so that a change afterwards takes it back by itself. What to bring is told, or said to be missing.
import { onClock } from './clock.ts';
import type { Bring } from './visit.ts';

export const readBackParts = ['date', 'time', 'place', 'withWhom'] as const;
export type ReadBackPart = (typeof readBackParts)[number];

/** What is read, part by part; null = the record lacks it: it is said to be missing, and its tick says that it was said. */
export interface ReadBackFacts {
  /** YYYY-MM-DD and HH:MM by the clinic's clock. */
  date: string | null;
  time: string | null;
  /** Named with the time where the caller's clock shows another. */
  zone: string;
  place: string | null;
  withWhom: string | null;
  bring: Bring;
}
export function readBackFacts(
  visit: { start: string | null; zone: string; place: string | null; practitioner: string | null },
  bring: Bring,
): ReadBackFacts {
  const at = visit.start === null ? null : onClock(visit.start, visit.zone);
  return {
    date: at?.day ?? null,
    time: at?.clock ?? null,
    zone: visit.zone,
    place: visit.place,
    withWhom: visit.practitioner,
    bring,
  };
}

/** A tick with the words it stands for and when; `at` is a UTC instant. */
export interface Tick {
  words: string;
  at: string;
}
export type ReadBack = Partial<Record<ReadBackPart | 'bring', Tick>>;

function wordsOf(facts: ReadBackFacts, part: ReadBackPart | 'bring'): string {
  if (part === 'bring') return JSON.stringify([facts.bring.from, ...facts.bring.lines]);
  if (part === 'time') return JSON.stringify([facts.time, facts.zone]);
  return JSON.stringify(facts[part]);
}
export const tick = (
  done: ReadBack,
  part: ReadBackPart | 'bring',
  facts: ReadBackFacts,
  at: string,
): ReadBack => ({ ...done, [part]: { words: wordsOf(facts, part), at } });
export const untick = (done: ReadBack, part: ReadBackPart | 'bring'): ReadBack =>
  Object.fromEntries(Object.entries(done).filter(([name]) => name !== part));

/** True only for what was read as it is now. */
export const isTicked = (done: ReadBack, part: ReadBackPart | 'bring', facts: ReadBackFacts): boolean =>
  done[part]?.words === wordsOf(facts, part);

/** What is still to be read; the form can't be closed as done until it is empty. */
export const stillToRead = (done: ReadBack, facts: ReadBackFacts): (ReadBackPart | 'bring')[] =>
  [...readBackParts, 'bring' as const].filter((part) => !isTicked(done, part, facts));
