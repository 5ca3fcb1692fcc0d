// What other programs handed over and nobody has looked at yet. A link stands over the page only when that interrupts
// nobody: with a caller on the line, or while somebody types, it waits where it takes no focus.
import { create } from 'zustand';
import { useOverlay } from '../app/overlay-store.ts';
import { useCallsStore } from '../calls/store.ts';
import { useDeskView } from '../app/desk-store.ts';
import type { LinkAct } from './links.ts';

export interface Waiting {
  /** In the order they came. */
  acts: readonly LinkAct[];
  /** The first one, a number, stands over the page. */
  open: boolean;
}
export const noneWaits: Waiting = { acts: [], open: false };
export const useWaiting = create<Waiting>()(() => noneWaits);

/** As many as the desk keeps; of more the newest count. */
const most = 5;

/** The same one asked for twice waits once. What stands over the page stays there, in front of all others. */
export function withOne({ acts, open }: Waiting, act: LinkAct): Waiting {
  const same = (other: LinkAct): boolean => JSON.stringify(other) === JSON.stringify(act);
  const [first, ...rest] = acts;
  if (first !== undefined && open)
    return {
      acts: same(first) ? acts : [first, ...[...rest.filter((a) => !same(a)), act].slice(1 - most)],
      open,
    };
  return { acts: [...acts.filter((a) => !same(a)), act].slice(-most), open };
}

/** The first one was dealt with: the next number takes its place over the page, anything else waits. */
export const withoutFirst = ({ acts, open }: Waiting): Waiting => ({
  acts: acts.slice(1),
  open: open && acts[1]?.act === 'number',
});

export interface Moment {
  /** A call rings, is talked to, is held, or is being closed. */
  calls: number;
  /** A text field has the focus. */
  inField: boolean;
  /** Since something was typed, ms. */
  sinceTyped: number;
  /** The emergency card or a dialog stands over the page. */
  covered: boolean;
}
/** Somebody who has looked up from typing for so long (ms) is no longer in mid-sentence. */
export const pause = 5000;

export const interrupts = ({ calls, inField, sinceTyped, covered }: Moment): boolean =>
  calls > 0 || inField || sinceTyped < pause || covered;

const notText =
  'input:is([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="range"])';

export function momentNow(typedAt: number): Moment {
  const at = document.activeElement;
  return {
    calls: useCallsStore.getState().calls.length,
    inField: at !== null && at.matches('input, textarea, [contenteditable="true"]') && !at.matches(notText),
    sinceTyped: performance.now() - typedAt,
    covered:
      useDeskView.getState().emergencyOpen ||
      useOverlay.getState().open !== null ||
      document.querySelector('.cl-modal') !== null,
  };
}
