// Phrases that a hint reorders under a hand: a key never says another line than was read. No reorder while Alt is held, and a
// press within 400 ms of one means the line that stood there before it (row 29). Pure.
export interface Steady {
  /** A new step begins anew. */
  key: string;
  /** Ids in the order that is drawn, and the one that was drawn before it. */
  shown: readonly string[];
  before: readonly string[];
}

/** How long a person may still mean what they read before a reorder, ms. */
export const readMs = 400;

export const begun = (key: string, order: readonly string[]): Steady => ({
  key,
  shown: order,
  before: order,
});
const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i]);

/** What is drawn once `wanted` is the better order; the same object where nothing changes. */
export function settle(
  was: Steady,
  wanted: { key: string; order: readonly string[] },
  held: boolean,
): Steady {
  if (was.key !== wanted.key) return begun(wanted.key, wanted.order);
  if (held || same(was.shown, wanted.order)) return was;
  return { key: was.key, shown: wanted.order, before: was.shown };
}

/** The phrase that a press at this place means, `sinceMs` after the last reorder; undefined = none. `index` from 0. */
export const meant = (steady: Steady, index: number, sinceMs: number): string | undefined =>
  (sinceMs < readMs ? steady.before : steady.shown)[index];

/**
 * The phrase that a press on one of the buttons means. A pointer means the place, like a digit: what was read there. A key or a
 * screen reader means the button that has the focus, wherever it stands by now: focus moves with its phrase.
 */
export const pressed = (
  steady: Steady,
  on: { id: string; index: number; byKey: boolean },
  sinceMs: number,
): string => (on.byKey ? on.id : (meant(steady, on.index, sinceMs) ?? on.id));
