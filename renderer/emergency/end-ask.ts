// Ending a call in which the protocol was worked on and nobody on the spot has said that help is there asks once (product.md 7:
// a hang-up in crisis is the one that asks). The second press ends it. Where the page knows of no protocol nothing is asked.
import { create } from 'zustand';
import { isHelpOpen, progress } from '#shared/domain/emergency/ticks.ts';
import { shown } from './board.ts';
import { useCardStore } from './card.ts';
import { useBoards } from './store.ts';

export interface Asked {
  callId: string;
  /** Which end was asked for: the same is done when it is confirmed. */
  how: 'call' | 'all';
  /** By a clock that nobody sets, ms. */
  at: number;
  /** Answered by its own button: no key that bounced. */
  sure?: boolean;
}
/** A second press sooner than this is the first one bouncing, ms. */
export const bounceMs = 400;
/** After this the question is over: a press asks again, ms. */
export const askedMs = 20_000;

export const useEndAsk = create<{ asked: Asked | null }>()(() => ({ asked: null }));
export const stayOnLine = (): void => useEndAsk.setState({ asked: null });

/** What a press on End does now. */
export function endStep(
  helpOpen: boolean,
  asked: Asked | null,
  callId: string,
  now: number,
): 'end' | 'ask' | 'wait' {
  if (!helpOpen) return 'end';
  if (asked?.callId === callId && asked.sure === true) return 'end';
  const since = asked?.callId === callId ? now - asked.at : Infinity;
  if (since > askedMs) return 'ask';
  return since < bounceMs ? 'wait' : 'end';
}

/** As this page knows it: it keeps the protocol of the call in hand (`use-protocol.ts`). */
export function helpOpenFor(callId: string): boolean {
  const board = useBoards.getState().by[callId];
  const { card } = useCardStore.getState();
  return board !== undefined && isHelpOpen(progress(card, shown(card, board)));
}

/** True = the call is not ended by this press: the question stands in sight. */
export function asksBeforeEnd(callId: string, how: Asked['how'], now = performance.now()): boolean {
  const next = endStep(helpOpenFor(callId), useEndAsk.getState().asked, callId, now);
  if (next === 'ask') useEndAsk.setState({ asked: { callId, how, at: now } });
  else if (next === 'end') stayOnLine();
  return next !== 'end';
}
