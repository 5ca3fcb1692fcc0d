// Red flags of a whole call (product.md 4b, O4): the last lines are looked at together, so that words spread over two
// captions are seen; a flag is never taken away, only set aside with a reason, and it counts all the same.
import type { RedFlagHit } from '../redflags/hit.ts';
import type { CallFlag, DismissReason, HeardFrom } from './view.ts';

/** Characters of earlier words that are looked at again with a new line. */
const lookBack = 300;
/** Flags remembered of one call; beyond, the oldest that were set aside go, and stay counted. */
const most = 64;

interface Place {
  group: string;
  start: number;
  end: number;
}
/** The words of one source: notes and captions are not read as one sentence. */
interface Tail {
  text: string;
  /** Where `text` begins in all that was heard from this source. */
  from: number;
  seen: readonly Place[];
}
export interface FlagMemory {
  tails: Readonly<Partial<Record<HeardFrom, Tail>>>;
  /** In the order in which they were seen. */
  flags: readonly CallFlag[];
  count: number;
}
export const noFlags: FlagMemory = { tails: {}, flags: [], count: 0 };

export interface Line {
  text: string;
  source: HeardFrom;
  at: string;
}
/**
 * After a finished sentence only words that reach over its end are read together with it: what stands wholly in the new line
 * was looked at by itself, and the talk before it makes every second sentence look like a symptom.
 */
const finished = /[.!?…]["”’)]*\s*$/u;
export type Scan = (text: string) => readonly RedFlagHit[];

/** After a line; `fresh` are the flags that were not known before. */
export function afterLine(
  m: FlagMemory,
  line: Line,
  scan: Scan,
  id: () => string,
): { memory: FlagMemory; fresh: CallFlag[] } {
  const old: Tail = m.tails[line.source] ?? { text: '', from: 0, seen: [] };
  const joint = old.text === '' ? '' : ' ';
  const text = `${old.text}${joint}${line.text}`;
  const begins = old.text.length + joint.length;
  const whole = finished.test(old.text);
  const together = (h: RedFlagHit): boolean => h.end > begins && (h.start < begins || !whole);
  // The line by itself too: what stood before it must not hide what it says.
  const alone = scan(line.text).map((h) => ({ ...h, start: h.start + begins, end: h.end + begins }));
  const hits = begins === 0 ? alone : [...alone, ...scan(text).filter(together)];
  let seen = old.seen;
  let memory = m;
  const fresh: CallFlag[] = [];
  for (const hit of hits) {
    const place = { group: hit.group, start: hit.start + old.from, end: hit.end + old.from };
    const known = seen.some((p) => p.group === place.group && p.start < place.end && place.start < p.end);
    seen = [...seen, place];
    if (known) continue;
    const words = hit.words.slice(0, 300);
    const open = memory.flags.find((f) => f.group === hit.group && f.dismissed === null);
    if (open !== undefined) {
      // Said once more, in other words: the newest are shown.
      const again = { ...open, words, source: line.source, at: line.at };
      memory = { ...memory, flags: [...memory.flags.filter((f) => f !== open), again] };
      const listed = fresh.indexOf(open);
      if (listed >= 0) fresh[listed] = again;
    } else {
      const flag: CallFlag = {
        id: id(),
        group: hit.group,
        words,
        source: line.source,
        at: line.at,
        dismissed: null,
      };
      fresh.push(flag);
      memory = { ...memory, flags: bounded([...memory.flags, flag]), count: memory.count + 1 };
    }
  }
  return {
    memory: { ...memory, tails: { ...memory.tails, [line.source]: cut(text, old.from, seen) } },
    fresh,
  };
}

/** The end of what was heard, from a word's beginning on, and the places that can still be met there. */
function cut(text: string, from: number, seen: readonly Place[]): Tail {
  let at = Math.max(0, text.length - lookBack);
  while (at > 0 && at < text.length && !/\s/u.test(text[at - 1] ?? '')) at++;
  const start = from + at;
  return { text: text.slice(at), from: start, seen: seen.filter((p) => p.end > start).slice(-200) };
}

function bounded(flags: readonly CallFlag[]): readonly CallFlag[] {
  if (flags.length <= most) return flags;
  const goes = flags.find((f) => f.dismissed !== null) ?? flags[0];
  return flags.filter((f) => f !== goes);
}

/** A flag as it was read: its id, and when its words were said. */
export interface FlagRead {
  id: string;
  at: string;
}
/** `unknown`: no such flag, or it was set aside already. `said-again`: it has other words than those that were read. */
export function afterDismissal(
  m: FlagMemory,
  read: FlagRead,
  reason: DismissReason,
  at: string,
): { memory: FlagMemory; flag: CallFlag } | 'unknown' | 'said-again' {
  const flag = m.flags.find((f) => f.id === read.id && f.dismissed === null);
  if (flag === undefined) return 'unknown';
  if (flag.at !== read.at) return 'said-again';
  const aside: CallFlag = { ...flag, dismissed: { reason, at } };
  return { memory: { ...m, flags: m.flags.map((f) => (f === flag ? aside : f)) }, flag: aside };
}

/** As they are shown: open ones first, each time newest first. */
export function shownFlags(m: FlagMemory, limit: number): CallFlag[] {
  const newest = m.flags.toReversed();
  return [...newest.filter((f) => f.dismissed === null), ...newest.filter((f) => f.dismissed !== null)].slice(
    0,
    limit,
  );
}
/** While locked: which group, since when; no words. */
export const withoutWords = (flag: CallFlag): CallFlag => ({ ...flag, words: null });
