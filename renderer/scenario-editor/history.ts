// Undo and redo of a text: typing at one place within a moment is one step. Pure.
export interface History {
  past: readonly string[];
  now: string;
  future: readonly string[];
  place: string;
  at: number;
}
const mostSteps = 100;
/** So long the typing at one place counts as one change, ms. */
const oneChangeMs = 1500;

export const beginning = (now: string): History => ({ past: [], now, future: [], place: '', at: -Infinity });

export function changed(history: History, to: string, place: string, at: number): History {
  if (to === history.now) return history;
  const goesOn = place === history.place && at - history.at < oneChangeMs && history.past.length > 0;
  return {
    past: goesOn ? history.past : [...history.past, history.now].slice(-mostSteps),
    now: to,
    future: [],
    place,
    at,
  };
}

export function undone(history: History): History {
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

export function redone(history: History): History {
  const [now, ...future] = history.future;
  if (now === undefined) return history;
  return { past: [...history.past, history.now], now, future, place: '', at: -Infinity };
}
