// What the card shows: what the desk has confirmed, and over it what was pressed and is not confirmed yet. Pure.
import type { EmergencyCard } from '#shared/domain/emergency/card.ts';
import { chooseGroup, openCard, tick, untick, type EmergencyState } from '#shared/domain/emergency/ticks.ts';

export type Change =
  | { kind: 'tick'; stepId: string; on: boolean; at: string }
  | { kind: 'group'; groupId: string | null };

export interface Board {
  /** When the card was opened on this page. */
  openedAt: string;
  /** As the desk last had it; null = not answered yet, or there is no call or message to keep it on. */
  confirmed: EmergencyState | null;
  /** In the order pressed; the first one is being sent. */
  pending: readonly Change[];
  /** Why the first one was not kept; null while it is on its way. */
  failed: string | null;
}

export const newBoard = (openedAt: string): Board => ({
  openedAt,
  confirmed: null,
  pending: [],
  failed: null,
});

function apply(state: EmergencyState, change: Change): EmergencyState {
  if (change.kind === 'group') return chooseGroup(state, change.groupId);
  return (change.on ? tick : untick)(state, change.stepId, change.at);
}

export const shown = (card: EmergencyCard, board: Board): EmergencyState =>
  board.pending.reduce(apply, board.confirmed ?? openCard(card, board.openedAt));

/** Whether what is shown of this step is not confirmed by the desk. */
export const isPending = (board: Board, stepId: string): boolean =>
  board.pending.some((c) => c.kind === 'tick' && c.stepId === stepId);

export const pressed = (board: Board, change: Change): Board => ({
  ...board,
  pending: [...board.pending, change],
});

/** The desk has kept the first pending change. */
export const confirmed = (board: Board, state: EmergencyState): Board => ({
  ...board,
  confirmed: state,
  pending: board.pending.slice(1),
  failed: null,
});

/** Ticks that this page has and no desk: shown until they are put on a call or cleared. */
export const ticksOf = (board: Board | undefined): number =>
  board === undefined ? 0 : board.pending.filter((c) => c.kind === 'tick' && c.on).length;
