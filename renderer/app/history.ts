// Undo and redo for editors: typing at one place within a moment is one step. Pure.
export interface History<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
  place: string;
  at: number;
}
/** Steps that can be taken back. */
const mostSteps = 200;
/** So long the typing at one place counts as one change, ms. */
const oneChangeMs = 1500;

export const beginning = <T>(now: T): History<T> => ({ past: [], now, future: [], place: '', at: -Infinity });

/** `most`: fewer steps where each is large. */
export function changed<T>(
  history: History<T>,
  to: T,
  place: string,
  at: number,
  most = mostSteps,
): History<T> {
  if (to === history.now) return history;
  const goesOn = place === history.place && at - history.at < oneChangeMs && history.past.length > 0;
  return {
    past: goesOn ? history.past : [...history.past, history.now].slice(-most),
    now: to,
    future: [],
    place,
    at,
  };
}

export function undone<T>(history: History<T>): History<T> {
  const now = history.past.at(-1);
  if (now === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    now,
    future: [history.now, ...history.future],
    place: '',
    at: -Infinity,
  };
}

export function redone<T>(history: History<T>): History<T> {
  const [now, ...future] = history.future;
  if (now === undefined) return history;
  return { past: [...history.past, history.now], now, future, place: '', at: -Infinity };
}
