// Which flag a bar is about, and opening the protocol at its group. Pure except for the last function.
import { useEffect } from 'react';
import type { AssistView, CallFlag } from '#shared/domain/assist/view.ts';
import { isRedFlagGroup, onCard, redFlagGroups } from '#shared/domain/redflags/groups.ts';
import { useDeskView } from '../app/desk-store.ts';
import { pressGroup, useBoards } from '../emergency/store.ts';
import { useAssistStore, type Opened } from './store.ts';

export interface FlagsNow {
  /**
   * What stands in red: what nobody has looked at or set aside, of one utterance (one sentence may be of several groups).
   * The most urgent first, then the newest.
   */
  open: readonly CallFlag[];
  /** All that nobody has looked at, in the same order: every group of them is named, and the protocol opens for all. */
  fresh: readonly CallFlag[];
  /** Newest whose protocol was opened here. */
  seen: CallFlag | null;
  count: number;
}
/** What calls an ambulance before what calls somebody else; unknown groups of newer rules in between. */
const gravity = (group: string): number =>
  isRedFlagGroup(group) ? (onCard[group].action === 'ambulance' ? 0 : 2) : 1;
/** Beside that always the same order, whichever was heard first. */
const places: readonly string[] = redFlagGroups;
const place = (group: string): number => (places.includes(group) ? places.indexOf(group) : places.length);

/**
 * `opened`: a group that is said again after its protocol was opened stands in red again, for it may be worse now. Not while
 * somebody is `looking` at the protocol.
 */
export function flagsNow(view: AssistView | null, opened: Opened, looking = false): FlagsNow {
  const kept = (view?.flags ?? []).filter((f) => f.dismissed === null);
  const isSeen = (f: CallFlag): boolean => {
    const at = opened[f.id];
    return at !== undefined && (looking || f.at <= at);
  };
  const fresh = kept
    .filter((f) => !isSeen(f))
    .toSorted((a, b) => gravity(a.group) - gravity(b.group) || place(a.group) - place(b.group));
  return {
    open: fresh.filter((f) => f.at === fresh[0]?.at && f.source === fresh[0].source),
    fresh,
    seen: kept.find(isSeen) ?? null,
    count: view?.flagCount ?? 0,
  };
}

export function useFlagsNow(callId: string, view: AssistView | null): FlagsNow {
  const opened = useAssistStore((s) => s.opened);
  const looking = useDeskView((s) => s.emergencyOpen && s.contextId === callId);
  useFollowEmergency();
  return flagsNow(view, opened, looking);
}

const mostOpened = 200;
/** These words of these flags were looked at. */
export const withOpened = (opened: Opened, flags: readonly CallFlag[]): Opened =>
  Object.fromEntries(
    [...Object.entries(opened), ...flags.map((f): [string, string] => [f.id, f.at])].slice(-mostOpened),
  );

/** The card's own id of a group; null for one that this version does not know. */
export const cardGroupOf = (group: string): string | null =>
  isRedFlagGroup(group) ? onCard[group].cardGroup : null;

/** The card now stands at the gravest flag nobody has looked at; a group that a person chose for older ones gives way. */
export function atGravestFlag(callId: string): void {
  const { by, opened } = useAssistStore.getState();
  const view = by[callId] ?? null;
  const { fresh } = flagsNow(view, opened);
  const [worst] = fresh;
  if (worst === undefined) return;
  useAssistStore.setState({ opened: withOpened(opened, fresh) });
  const group = cardGroupOf(worst.group);
  const board = useBoards.getState().by[callId];
  if (group !== null && board?.confirmed?.groupId !== group) pressGroup(callId, group);
}

/** The card was closed: what was said of its flags while it was open was heard with the protocol in sight. */
export function afterCard(callId: string): void {
  const { by, opened } = useAssistStore.getState();
  const again = (by[callId]?.flags ?? []).filter((f) => opened[f.id] !== undefined);
  if (again.length > 0) useAssistStore.setState({ opened: withOpened(opened, again) });
}

export function openProtocol(): void {
  useDeskView.getState().setEmergency(true);
}

/** F9 and every button: the card opens at the flag of the call that it is opened for. */
export const useFollowEmergency = (): void => useEffect(followEmergency, []);
function followEmergency(): () => void {
  return useDeskView.subscribe((now, before) => {
    if (now.emergencyOpen && !before.emergencyOpen && now.contextId !== null) atGravestFlag(now.contextId);
    if (!now.emergencyOpen && before.emergencyOpen && before.contextId !== null) afterCard(before.contextId);
  });
}
