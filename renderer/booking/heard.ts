// Cues in the caller's own words about when and what: they only fill a form that nobody has touched yet, and are named beside
// it, so that the agent sees where a wish came from.
import type { PartOfDay } from '#shared/domain/booking/clock.ts';
import type { Span } from './wish.ts';

export interface Heard {
  kindId?: string;
  span?: Span;
  part?: PartOfDay;
  weekdays?: number[];
  /** The words themselves, in the order of the call. */
  words: string[];
}

const spanCues: readonly [RegExp, Span][] = [
  [/\b(?:as soon as (?:possible|you can)|asap|earliest|soonest|right away)\b/i, 'soonest'],
  [/\bthis week\b/i, 'this-week'],
  [/\bnext week\b/i, 'next-week'],
  [/\bin (?:two|three|four|a few|2|3|4) weeks\b|\bnext month\b/i, 'later'],
];
const partCues: readonly [RegExp, PartOfDay][] = [
  [/\b(?:in the |early )?mornings?\b/i, 'morning'],
  [/\b(?:in the )?afternoons?\b/i, 'afternoon'],
  [/\b(?:in the )?evenings?\b|\bafter work\b/i, 'evening'],
];
const days = /\b(?:mon|tues|wednes|thurs|fri)days?\b/gi;
const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri'];
/** Said to be impossible: no wish. */
const denied = /\b(?:not|no|never|can.?t|cannot|except|but)\b[^.?!,]{0,24}$/i;

/** The last thing said counts. `kinds`: by their labels. */
export function heardIn(lines: readonly string[], kinds: readonly { id: string; label: string }[]): Heard {
  const heard: Heard = { words: [] };
  const note = (words: string): void => {
    if (!heard.words.includes(words)) heard.words.push(words);
  };
  const cue = (line: string, what: RegExp): string | null => {
    const found = what.exec(line);
    return found === null || denied.test(line.slice(0, found.index)) ? null : found[0];
  };
  for (const line of lines) {
    // A greeting is no time of day.
    const said = line.replaceAll(/\bgood (?:morning|afternoon|evening)\b/gi, '');
    for (const [what, span] of spanCues) {
      const words = cue(said, what);
      if (words !== null) [heard.span] = [span, note(words)];
    }
    for (const [what, part] of partCues) {
      const words = cue(said, what);
      if (words !== null) [heard.part] = [part, note(words)];
    }
    const named = [...said.matchAll(days)].filter((m) => !denied.test(said.slice(0, m.index)));
    if (named.length > 0) {
      heard.weekdays = named.map((m) => dayNames.indexOf(m[0].slice(0, 3).toLowerCase()) + 1);
      named.forEach((m) => note(m[0]));
    }
    const kind = kinds.find((k) => said.toLowerCase().includes(k.label.toLowerCase().replace(/ visit$/, '')));
    if (kind) [heard.kindId] = [kind.id, note(kind.label)];
  }
  return heard;
}
