// One board a call or message, and one for this page alone. What is pressed is sent in order, one by one, until it is kept.
import { create } from 'zustand';
import type { EmergencyState } from '#shared/domain/emergency/ticks.ts';
import type { Result } from '#shared/domain/result.ts';
import { deskNow } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { confirmed, newBoard, pressed, type Board, type Change } from './board.ts';

/** The board that no call or message stands behind. */
export const pageBoard = 'page';

export const useBoards = create<{ by: Readonly<Record<string, Board>> }>()(() => ({ by: {} }));
const boardOf = (key: string): Board => useBoards.getState().by[key] ?? newBoard(deskNow().toISOString());
const put = (key: string, board: Board): void =>
  useBoards.setState(({ by }) => ({ by: { ...by, [key]: board } }));

/** Through a restart of the desk, and a little longer than it takes. */
const sure = { sureWithin: 60_000 };
const sending = new Set<string>();
/** Reads and changes so far, by context: a read that something overtook is dropped. */
const turns = new Map<string, number>();
const turn = (contextId: string): number => {
  const next = (turns.get(contextId) ?? 0) + 1;
  turns.set(contextId, next);
  return next;
};

const send = (contextId: string, change: Change): Promise<Result<EmergencyState>> =>
  change.kind === 'tick'
    ? careline.emergency.tick({ contextId, stepId: change.stepId, on: change.on }, sure)
    : careline.emergency.group({ contextId, groupId: change.groupId }, sure);

async function drain(contextId: string): Promise<void> {
  if (sending.has(contextId)) return;
  sending.add(contextId);
  try {
    for (;;) {
      const next = boardOf(contextId).pending[0];
      if (!next) return;
      turn(contextId);
      const result = await send(contextId, next);
      const board = boardOf(contextId);
      if (!result.ok) return put(contextId, { ...board, failed: result.code });
      put(contextId, confirmed(board, result.value));
    }
  } finally {
    sending.delete(contextId);
  }
}

/** Opens the card for a call or message, or for this page alone (null). What is shown doesn't wait for the answer. */
export async function openBoard(contextId: string | null): Promise<void> {
  const key = contextId ?? pageBoard;
  if (useBoards.getState().by[key] === undefined) put(key, boardOf(key));
  if (contextId === null) return;
  const result = await careline.emergency.open({ contextId }, sure);
  const board = boardOf(contextId);
  put(
    contextId,
    result.ok ? { ...board, confirmed: result.value, failed: null } : { ...board, failed: result.code },
  );
  if (result.ok) await drain(contextId);
}

/** What another window, or the message, has changed meanwhile. */
export async function refreshBoard(contextId: string): Promise<void> {
  if (sending.has(contextId)) return;
  const mine = turn(contextId);
  const result = await careline.emergency.state({ contextId });
  if (result.ok && result.value !== null && !sending.has(contextId) && turns.get(contextId) === mine)
    put(contextId, { ...boardOf(contextId), confirmed: result.value });
}

function press(contextId: string | null, change: Change): void {
  const key = contextId ?? pageBoard;
  put(key, pressed(boardOf(key), change));
  if (contextId !== null) void drain(contextId);
}
export const pressTick = (contextId: string | null, stepId: string, on: boolean): void =>
  press(contextId, { kind: 'tick', stepId, on, at: deskNow().toISOString() });
export const pressGroup = (contextId: string | null, groupId: string | null): void =>
  press(contextId, { kind: 'group', groupId });

/** Ticks that were made before there was a call: put on this one. The desk gives them the time of now. */
export function carryTo(contextId: string): void {
  const { pending } = boardOf(pageBoard);
  clearPage();
  for (const change of pending) put(contextId, pressed(boardOf(contextId), change));
  void drain(contextId);
}
export const clearPage = (): void => put(pageBoard, newBoard(deskNow().toISOString()));
/** Tries again what was not kept. */
export const again = (contextId: string): Promise<void> => openBoard(contextId);
