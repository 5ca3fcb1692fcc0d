// Which flag a bar is about, and opening the protocol at its group. Pure except for the last function.
import { useEffect } from 'react';
import type { AssistView, CallFlag } from '#shared/domain/assist/view.ts';
import { isRedFlagGroup, onCard } from '#shared/domain/redflags/groups.ts';
import { useDeskView } from '../app/desk-store.ts';
import { pressGroup, useBoards } from '../emergency/store.ts';
import { useAssistStore } from './store.ts';

export interface FlagsNow {
  /**
   * What stands in red: what nobody has looked at or set aside, of one utterance (one sentence may be of several groups).
   * The most urgent first, then the newest.
   */
  open: readonly CallFlag[];
  /** Newest whose protocol was opened here. */
  seen: CallFlag | null;
  count: number;
}
/** What calls an ambulance before what calls somebody else; unknown groups of newer rules in between. */
const gravity = (group: string): number =>
  isRedFlagGroup(group) ? (onCard[group].action === 'ambulance' ? 0 : 2) : 1;

export function flagsNow(view: AssistView | null, opened: readonly string[]): FlagsNow {
  const kept = (view?.flags ?? []).filter((f) => f.dismissed === null);
  const fresh = kept
    .filter((f) => !opened.includes(f.id))
    .toSorted((a, b) => gravity(a.group) - gravity(b.group));
  return {
    open: fresh.filter((f) => f.at === fresh[0]?.at && f.source === fresh[0].source),
    seen: kept.find((f) => opened.includes(f.id)) ?? null,
    count: view?.flagCount ?? 0,
  };
}

/** The card's own id of a group; null for one that this version does not know. */
export const cardGroupOf = (group: string): string | null =>
  isRedFlagGroup(group) ? onCard[group].cardGroup : null;

/** The card now stands at the gravest flag nobody has looked at; a group that a person chose for older ones gives way. */
export function atGravestFlag(callId: string): void {
  const { by, opened } = useAssistStore.getState();
  const view = by[callId] ?? null;
  const { open } = flagsNow(view, opened);
  const [worst] = open;
  if (worst === undefined) return;
  useAssistStore.setState({ opened: [...opened, ...open.map((f) => f.id)].slice(-200) });
  const group = cardGroupOf(worst.group);
  const board = useBoards.getState().by[callId];
  if (group !== null && board?.confirmed?.groupId !== group) pressGroup(callId, group);
}

export function openProtocol(): void {
  useDeskView.getState().setEmergency(true);
}

/** F9 and every button: the card opens at the flag of the call that it is opened for. */
export const useFollowEmergency = (): void => useEffect(followEmergency, []);
function followEmergency(): () => void {
  return useDeskView.subscribe((now, before) => {
    if (now.emergencyOpen && !before.emergencyOpen && now.contextId !== null) atGravestFlag(now.contextId);
  });
}
