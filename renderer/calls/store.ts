// The live calls of this desk, as the desk last confirmed them, and asking it to change them.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Call, Disposition } from '#shared/domain/calls/call.ts';
import { fail, type Failure, type Result } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { notePressed } from '../app/pressed-here.ts';
import { careline } from '../bridge/index.ts';
import { asksBeforeEnd } from '../emergency/end-ask.ts';
import { endOf } from '../telephony/parties.ts';
import { actAndTell, forgetRefused, useTelephony } from '../telephony/store.ts';
import { inHandOf, onLine, ringingOf, steer } from './steer.ts';

export type Ask = 'answer' | 'hold' | 'resume' | 'mute' | 'unmute' | 'end' | 'reason' | 'wrapUp' | 'reopen';

interface CallsView {
  /** Ringing, talking, held or in wrap-up. */
  calls: readonly Call[];
  reading: boolean;
  failure: Failure | null;
  /** What was asked and not confirmed yet, by call, in the order asked. */
  asked: Readonly<Record<string, readonly Ask[]>>;
  /** What was refused last, by call; gone with the next ask. */
  refused: Readonly<Record<string, { ask: Ask; failure: Failure }>>;
  /** By call: what was asked of the microphone last; true = mute. Held against the track's real state. */
  wishedMute: Readonly<Record<string, boolean>>;
}

export const useCallsStore = create<CallsView>()(() => ({
  calls: [],
  reading: true,
  failure: null,
  asked: {},
  refused: {},
  wishedMute: {},
}));

const live = (call: Call): boolean => call.state !== 'ended' && call.state !== 'missed';

/** What stood in the message tab beside each call when it was left; it comes back with its caller, not with another. */
const beside = new Map<string, string | null>();

/** Somebody types: what they type in is not taken from under their hands by a ring. */
function isTyping(): boolean {
  const at = typeof document === 'undefined' ? null : document.activeElement;
  return at !== null && at.matches('input, textarea, [contenteditable="true"]');
}

function take(calls: readonly Call[]): void {
  const { calls: before, reading: fresh } = useCallsStore.getState();
  useCallsStore.setState({ calls, reading: false, failure: null });
  const view = useDeskView.getState();
  const { context, centre } = steer(view, before, calls);
  const next = context?.contextId ?? null;
  const keepBeside = (): void => {
    if (view.contextId !== null && before.some((c) => c.id === view.contextId))
      beside.set(view.contextId, view.draftId);
  };
  // A ring that is looked up ahead waits for the draft that is typed in now: it is looked up with the next read.
  if (context && next !== null && next !== view.contextId) {
    if (view.contextId === null && !inHandOf(calls) && view.draftId !== null && isTyping()) return;
    keepBeside();
    view.setContext({ ...context, draftId: beside.get(next) ?? null });
  } else if (context) {
    keepBeside();
    view.setContext(context);
  }
  if (centre) view.show(centre);
  // Words of before would stand over this caller's, with the articles of another practice.
  const hand = inHandOf(calls);
  if (!fresh && hand?.direction === 'incoming' && inHandOf(before)?.id !== hand.id) view.forgetSearch();
  // Another caller: their patient is looked up in sight. A page that was just opened stays where it was left.
  // What is typed there is not taken away by a ring: only once the caller is answered.
  if (context && next !== null && !fresh && (inHandOf(calls) || !isTyping())) view.setRightTab('patient');
}

let newest = 0;
/** Reads the live calls anew. An answer that was overtaken by a later read is dropped. */
export async function readCalls(): Promise<void> {
  const mine = ++newest;
  const result = await careline.calls.current();
  if (mine !== newest) return;
  if (result.ok) take(result.value);
  else useCallsStore.setState({ reading: false, failure: result });
}

/** What was asked of the microphone and came true is no wish any more: muted in another window afterwards, it is no fault. */
function forgetMetWishes(lives: readonly LiveView[]): void {
  const { wishedMute, asked } = useCallsStore.getState();
  const met = lives.filter(
    ({ callId, media }) =>
      media?.state === 'open' &&
      wishedMute[callId] === media.muted &&
      !isAsked(asked, callId, 'mute', 'unmute'),
  );
  if (met.length > 0)
    useCallsStore.setState({
      wishedMute: met.reduce((left, { callId }) => without(left, callId), wishedMute),
    });
}
useTelephony.subscribe(({ lives, view }, before) => {
  if (lives !== before.lives) forgetMetWishes(lives);
  // What could not be asked of a server that was away is no news once it is back.
  if (view?.server.state === 'fresh' && before.view?.server.state !== 'fresh')
    useCallsStore.setState(({ refused }) => ({
      refused: Object.fromEntries(
        Object.entries(refused).filter(([, { failure }]) => failure.code !== 'telephony-down'),
      ),
    }));
});

let users = 0;
let stop: (() => void) | null = null;
function keep(): () => void {
  if (users++ === 0) {
    // What was read before is of another screen: while locked, without numbers and notes.
    useCallsStore.setState({ calls: [], reading: true });
    stop = careline.calls.changed.watch(() => void readCalls());
    void readCalls();
  }
  return () => {
    if (--users > 0) return;
    stop?.();
    stop = null;
  };
}

/** The live calls, kept fresh while anybody uses this. */
export function useCalls(): CallsView & { inHand: Call | null; ringing: Call | null } {
  const view = useCallsStore();
  useEffect(keep, []);
  return { ...view, inHand: inHandOf(view.calls), ringing: ringingOf(view.calls) };
}

const without = <T>(all: Readonly<Record<string, T>>, id: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));

export const isAsked = (asked: CallsView['asked'], callId: string, ...asks: Ask[]): boolean =>
  (asked[callId] ?? []).some((a) => asks.includes(a));

/** Long enough for a desk that restarts: a hang-up or a disposition must not be lost. */
const sure = { sureWithin: 10_000 };

async function ask(callId: string, what: Ask, asking: () => Promise<Result<Call>>): Promise<Result<Call>> {
  // The same press again is no second wish; another one (mute, then hold) does not wait for the first.
  if (isAsked(useCallsStore.getState().asked, callId, what)) return fail('busy');
  if (what === 'answer' || what === 'end') notePressed(what, callId, isTyping());
  forgetRefused('', callId);
  if (what === 'mute' || what === 'unmute')
    useCallsStore.setState((s) => ({ wishedMute: { ...s.wishedMute, [callId]: what === 'mute' } }));
  useCallsStore.setState((s) => ({
    asked: { ...s.asked, [callId]: [...(s.asked[callId] ?? []), what] },
    refused: without(s.refused, callId),
  }));
  const result = await asking();
  useCallsStore.setState((s) => ({
    asked: { ...s.asked, [callId]: (s.asked[callId] ?? []).filter((a) => a !== what) },
  }));
  if (result.ok) {
    // What is confirmed is newer than any read that is still under way.
    newest++;
    const others = useCallsStore.getState().calls.filter((c) => c.id !== callId);
    take(live(result.value) ? [...others, result.value] : others);
  } else {
    useCallsStore.setState((s) => ({ refused: { ...s.refused, [callId]: { ask: what, failure: result } } }));
    void readCalls();
  }
  return result;
}

/** Nobody is talked to while another caller listens: who is on the line goes on hold first. */
async function afterHold(callId: string, then: () => Promise<Result<Call>>): Promise<Result<Call>> {
  const talking = useCallsStore.getState().calls.find((c) => c.state === 'active' && c.id !== callId);
  const held = talking && (await hold(talking.id, true));
  return held && !held.ok ? held : then();
}
export const answer = (callId: string): Promise<Result<Call>> =>
  afterHold(callId, () => ask(callId, 'answer', () => careline.calls.answer({ callId }, sure)));
/** Back to a caller on hold. */
export const takeUp = (callId: string): Promise<Result<Call>> => afterHold(callId, () => hold(callId, false));
export const hold = (callId: string, on: boolean): Promise<Result<Call>> =>
  ask(callId, on ? 'hold' : 'resume', () => careline.calls.hold({ callId, on }, sure));
export const mute = (callId: string, on: boolean): Promise<Result<Call>> =>
  ask(callId, on ? 'mute' : 'unmute', () => careline.calls.mute({ callId, on }, sure));
/** Refused with `busy` while the question stands that a hang-up in crisis asks; the next one ends. */
export const end = (callId: string): Promise<Result<Call>> =>
  asksBeforeEnd(callId, 'call') ? Promise.resolve(fail('busy')) : endNow(callId);
const endNow = (callId: string): Promise<Result<Call>> =>
  ask(callId, 'end', () => careline.calls.end({ callId }, sure));
/** Also for those who would talk on. Without the server's word the own side is ended, as by any hang-up. */
export function endForAll(callId: string): void {
  if (asksBeforeEnd(callId, 'all')) return;
  const { view, lives } = useTelephony.getState();
  const others = lives.some((l) => l.callId === callId && endOf(l) !== 'call');
  if (!others || view?.server.state !== 'fresh') return void endNow(callId);
  notePressed('end', callId, isTyping());
  void actAndTell({ kind: 'end', callId, how: 'all' });
}
export const chooseReason = (callId: string, reasonCode: string): Promise<Result<Call>> =>
  ask(callId, 'reason', () => careline.calls.reason({ callId, reasonCode }, sure));
export const wrapUp = (callId: string, disposition: Disposition, notes: string): Promise<Result<Call>> =>
  ask(callId, 'wrapUp', () => careline.calls.wrapUp({ callId, disposition, notes }, sure));
/** Takes back that a call was closed; the desk allows it for a minute. */
export const reopen = (callId: string): Promise<Result<Call>> =>
  ask(callId, 'reopen', () => careline.calls.reopen({ callId }, sure));

/** Another caller whose hold goes on while this one is talked to. */
export const alsoHeld = (calls: readonly Call[], inHand: Call | null): Call | null =>
  calls.find((c) => c.id !== inHand?.id && onLine(c)) ?? null;
