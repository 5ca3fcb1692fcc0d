// What the phone's page shows of itself: its registration, and its calls as sound alone. Whose calls they are it never learns.
import { create } from 'zustand';
import type { EngineReport } from '#shared/domain/telephony/engine.ts';
import type { TextKey } from '../text/t.ts';
import type { Registration } from './softphone.ts';

/** A call as this page has it. */
export interface ShownCall {
  callId: string;
  state: 'ringing' | 'connecting' | 'open' | 'reconnecting';
  muted: boolean;
  /** Since when its sound is here: an ISO instant; null while there is none. */
  since: string | null;
}
export interface PageState {
  audio: 'running' | 'suspended';
  registration: Registration;
  calls: number;
  shown: readonly ShownCall[];
  /** Ids of calls that are on hold, as the desk has it from the server: the sound alone doesn't tell. */
  held: readonly string[];
}
export const usePageState = create<PageState>()(() => ({
  audio: 'running',
  registration: 'none',
  calls: 0,
  shown: [],
  held: [],
}));

/** The calls after a report; the same list where it says nothing of one. */
export function shownAfter(was: readonly ShownCall[], said: EngineReport, now: string): readonly ShownCall[] {
  if (said.kind !== 'media') return was;
  const others = was.filter((call) => call.callId !== said.callId);
  if (said.state === 'closed') return others;
  const before = was.find((call) => call.callId === said.callId)?.since ?? null;
  const since = said.state === 'open' ? (before ?? now) : before;
  return [...others, { callId: said.callId, state: said.state, muted: said.muted, since }];
}

/** The one that is talked on, else one on hold, else the one that rings. */
export const callInHand = (calls: readonly ShownCall[], held: readonly string[] = []): ShownCall | null =>
  calls.findLast((call) => call.state !== 'ringing' && !held.includes(call.callId)) ??
  calls.findLast((call) => call.state !== 'ringing') ??
  calls.at(-1) ??
  null;

/** What the tab is called: what is so with the call in hand, and that the tab must stay. */
export function tabTitle(call: ShownCall | null, held: readonly string[]): TextKey {
  if (call === null) return 'phone.tab';
  if (call.state === 'ringing') return 'phone.tab.ring';
  if (call.state === 'connecting') return 'phone.tab.connecting';
  if (call.state === 'reconnecting') return 'phone.tab.reconnecting';
  if (held.includes(call.callId)) return call.muted ? 'phone.tab.held.muted' : 'phone.tab.held';
  return call.muted ? 'phone.tab.muted' : 'phone.tab.call';
}
