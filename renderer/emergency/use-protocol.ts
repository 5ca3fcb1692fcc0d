// The protocol of one call as far as it was worked on, kept fresh while somebody looks at that call: the line under the call,
// the question before a hang-up and the wrap-up read it, also where the card was opened in another window.
import { useEffect, useMemo } from 'react';
import { progress, type EmergencyProgress } from '#shared/domain/emergency/ticks.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { shown } from './board.ts';
import { useCardStore } from './card.ts';
import { refreshBoard, useBoards } from './store.ts';

/** Null while the card was not opened for it, as far as is known. */
export function useProtocol(contextId: string | null): EmergencyProgress | null {
  const card = useCardStore((s) => s.card);
  const board = useBoards((s) => (contextId === null ? undefined : s.by[contextId]));
  useEffect(() => {
    if (contextId !== null) void refreshBoard(contextId);
  }, [contextId]);
  useTopic(careline.emergency.changed, ({ ids, resync }) => {
    if (contextId !== null && (resync === true || ids.includes(contextId))) void refreshBoard(contextId);
  });
  return useMemo(() => (board === undefined ? null : progress(card, shown(card, board))), [card, board]);
}
