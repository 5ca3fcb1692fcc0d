// When a cue may show: silence by default, one at a time, long enough to be read, gone by rules and never flickering. Pure:
// time comes in as milliseconds, what the model heard comes in as it said it.
import type { CallerState } from '../emotion/states.ts';
import { quoteOf, type Mark } from './quote.ts';
import type { Cue, HeardFrom } from './view.ts';

/** How long things last, ms. A cue that was shown stays `least`, and goes after `most` unless it is heard again. */
export const cueTimes = {
  least: 8_000,
  most: 40_000,
  /** Silence after a cue went. */
  gap: 4_000,
  /** The same state is not shown again sooner. */
  again: 45_000,
  /** After a thumb down the state is silent for so long. */
  doubt: 180_000,
  /** What waits for its turn is dropped when it is older. */
  fresh: 12_000,
  /** After a phrase was said the caller's next words count as an answer to it. */
  answer: 60_000,
} as const;
/** Utterances after a phrase that may be praised, and utterances without the cue's state that end it. */
const answers = 2;
const enoughAgainst = 2;
/** From here the page says "sure" instead of "likely". */
const sureFrom = 0.85;
/** Calm words after a phrase are praised from here. */
const calmFrom = 0.6;

/** What the model heard in one utterance. */
export interface Utterance {
  text: string;
  state: CallerState;
  probability: number;
  marks: readonly Mark[];
  /** Sure enough to be shown. */
  speaks: boolean;
  source: HeardFrom;
  /** ISO instant. */
  at: string;
}
type Shown = Omit<Cue, 'id' | 'rated'>;

export interface CueMemory {
  cue: Cue | null;
  /** The cue may be replaced from `stays` on and goes at `fades`. */
  stays: number;
  fades: number;
  /** Utterances since that did not speak of it. */
  against: number;
  next: { shown: Shown; at: number } | null;
  quietUntil: number;
  /** A state is not shown before this. */
  notBefore: Readonly<Partial<Record<CallerState, number>>>;
  troubledAt: number | null;
  said: { at: number; left: number } | null;
}
export const noCues: CueMemory = {
  cue: null,
  stays: 0,
  fades: 0,
  against: 0,
  next: null,
  quietUntil: 0,
  notBefore: {},
  troubledAt: null,
  said: null,
};

const troubled = (state: CallerState): boolean => state !== 'calm' && state !== 'grateful';

function shownOf(u: Utterance, kind: Cue['kind']): Shown {
  const sure = u.probability >= sureFrom ? 'sure' : 'likely';
  return { kind, state: u.state, sure, ...quoteOf(u.text, u.marks), source: u.source, at: u.at };
}

/** What this utterance would show, if anything may show now. */
function candidateOf(m: CueMemory, u: Utterance, now: number): Shown | null {
  const answering = m.said !== null && m.said.left > 0 && now - m.said.at <= cueTimes.answer;
  if (u.state === 'grateful' && u.speaks) return shownOf(u, answering ? 'praise' : 'state');
  if (u.state === 'calm') {
    const calmed = m.troubledAt !== null && m.said !== null && m.troubledAt < m.said.at;
    return answering && calmed && u.probability >= calmFrom ? shownOf(u, 'praise') : null;
  }
  return u.speaks ? shownOf(u, 'state') : null;
}

function show(m: CueMemory, shown: Shown, now: number, id: () => string): CueMemory {
  return {
    ...m,
    cue: { ...shown, id: id(), rated: null },
    stays: now + cueTimes.least,
    fades: now + cueTimes.most,
    against: 0,
    next: null,
    // What was praised is not praised twice.
    said: shown.kind === 'praise' ? null : m.said,
  };
}

function hide(m: CueMemory, now: number): CueMemory {
  if (m.cue === null) return m;
  const notBefore = { ...m.notBefore };
  notBefore[m.cue.state] = Math.max(notBefore[m.cue.state] ?? 0, now + cueTimes.again);
  return { ...m, cue: null, against: 0, quietUntil: now + cueTimes.gap, notBefore };
}

/** After an utterance. `id` makes the id of a new cue. */
export function afterUtterance(before: CueMemory, u: Utterance, now: number, id: () => string): CueMemory {
  let m = afterTime(before, now, id);
  const wanted = candidateOf(m, u, now);
  const said = m.said === null ? null : { ...m.said, left: m.said.left - 1 };
  m = { ...m, said, troubledAt: u.speaks && troubled(u.state) ? now : m.troubledAt };
  if (m.cue !== null) {
    const same = u.speaks && m.cue.state === u.state && wanted !== null && wanted.kind === m.cue.kind;
    if (same) {
      // The words on the screen stay while they are read; they change only with a likelihood that went up.
      const surer = m.cue.sure === 'likely' && wanted.sure === 'sure' && now >= m.stays;
      const cue = surer ? { ...m.cue, ...wanted } : m.cue;
      return { ...m, cue, against: 0, next: null, fades: now + cueTimes.most };
    }
    const against = m.against + 1;
    m = {
      ...m,
      against,
      fades: against >= enoughAgainst ? Math.min(m.fades, Math.max(now, m.stays)) : m.fades,
    };
  }
  if (wanted === null || now < (m.notBefore[wanted.state] ?? 0)) return afterTime(m, now, id);
  return afterTime({ ...m, next: { shown: wanted, at: now } }, now, id);
}

/** What time alone does: what is old goes, what waited comes. */
export function afterTime(before: CueMemory, now: number, id: () => string): CueMemory {
  let m = before;
  if (m.next !== null && now - m.next.at > cueTimes.fresh) m = { ...m, next: null };
  const { next } = m;
  if (m.cue !== null && next !== null && now >= m.stays) return show(hide(m, now), next.shown, now, id);
  if (m.cue !== null && now >= m.fades) m = hide(m, now);
  if (m.cue === null && next !== null && now >= m.quietUntil) return show(m, next.shown, now, id);
  return m;
}

/** When `afterTime` will have something to do; null = nothing waits. */
export function nextTime(m: CueMemory): number | null {
  if (m.next !== null) return m.cue === null ? m.quietUntil : Math.min(m.stays, m.fades);
  return m.cue === null ? null : m.fades;
}

/** A phrase of the script was said. */
export const afterPhrase = (m: CueMemory, now: number): CueMemory => ({
  ...m,
  said: { at: now, left: answers },
});

/** Thumbs. Down: the cue goes at once and its state is silent for a while. Null = no such cue any more. */
export function afterRating(m: CueMemory, cueId: string, up: boolean, now: number): CueMemory | null {
  if (m.cue?.id !== cueId) return null;
  if (up) return { ...m, cue: { ...m.cue, rated: 'up' } };
  const gone = hide(m, now);
  return { ...gone, notBefore: { ...gone.notBefore, [m.cue.state]: now + cueTimes.doubt } };
}
