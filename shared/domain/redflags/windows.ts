// A long text is weighed in stretches of a sentence or a few: an emergency in one sentence must not drown in a page of
// requests. A text of a caller's usual length is one stretch.
import type { View } from './view.ts';

export interface Window {
  /** Words `[from, to)`. */
  from: number;
  to: number;
}
const usual = 80;
const least = 10;
const most = 45;

/** Stretches one after the other, cut at sentences where there are any. */
export function windowsOf({ tokens, scope }: View): Window[] {
  if (tokens.length <= usual) return [{ from: 0, to: tokens.length }];
  const windows: Window[] = [];
  let from = 0;
  for (let i = 1; i < tokens.length; i += 1) {
    const size = i - from;
    const sentence = scope.sentence[i] !== scope.sentence[i - 1];
    const clause = scope.clause[i] !== scope.clause[i - 1];
    if ((sentence && size >= least) || (clause && size >= most) || size >= 2 * most) {
      windows.push({ from, to: i });
      from = i;
    }
  }
  windows.push({ from, to: tokens.length });
  return windows;
}
