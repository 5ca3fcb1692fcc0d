// What the keys of a real line do: to the call that is talked to, or to the phone as a whole. Read anew at each press.
import type { Call } from '#shared/domain/calls/call.ts';
import type { LiveView } from '#shared/contract/telephony.ts';
import { ringingOf } from '../calls/steer.ts';
import { alsoHeld, endForAll, takeUp, useCallsStore } from '../calls/store.ts';
import { becomeAvailable } from '../telephony/AgentMenu.tsx';
import { openDialler } from '../telephony/dialling.ts';
import { togglePanel } from '../telephony/panel.ts';
import { endOf, isConsulting, mayDo } from '../telephony/parties.ts';
import {
  act,
  actAndTell,
  forgetRefused,
  isAsking,
  isSaidHere,
  keyOf,
  useTelephony,
} from '../telephony/store.ts';
import { decline, silenceRing } from '../telephony/ring.ts';
import { t } from '../text/t.ts';
import { useDeskView } from './desk-store.ts';
import type { ActionId } from './keys.ts';
import { openOverlay } from './overlay-store.ts';
import { say, sayFailure } from './say.ts';

const phoneKeys = [
  'transfer',
  'secure-pause',
  'resume-recording',
  'keypad',
  'add-party',
  'plan-callback',
  'silence',
  'decline',
  'hand-over',
  'all-together',
  'end-all',
  'available',
  'dial',
  'callbacks',
  'voicemails',
  'devices',
] as const satisfies readonly ActionId[];
export type PhoneKey = (typeof phoneKeys)[number];
export const isPhoneKey = (id: ActionId): id is PhoneKey => (phoneKeys as readonly string[]).includes(id);

/** The call that these keys act on: who is talked to, else who is on hold. */
export const phoneTarget = (calls: readonly Call[]): Call | null =>
  calls.find((c) => c.state === 'active') ??
  calls.find((c) => c.state === 'dialling') ??
  calls.find((c) => c.state === 'held') ??
  null;

/** The recording of which call is paused: of every one that is talked on or held, none is missed. */
const recorded = (calls: readonly Call[]): Call[] =>
  calls.filter((c) => c.state === 'active' || c.state === 'held');

export function pressPhoneKey(key: PhoneKey): void {
  const { calls } = useCallsStore.getState();
  const { show } = useDeskView.getState();
  switch (key) {
    case 'available':
      return void becomeAvailable();
    case 'dial':
      return openDialler();
    case 'callbacks':
    case 'voicemails':
      return show({ kind: 'phone', part: key });
    case 'devices':
      return openOverlay('devices');
    case 'silence': {
      const ringing = calls.find((c) => c.state === 'ringing');
      return ringing ? void silenceRing(ringing) : say(t('app.call.none-ringing'));
    }
    case 'decline': {
      const ringing = ringingOf(calls);
      return ringing ? void decline(ringing.id) : say(t('app.call.none-ringing'));
    }
    case 'hand-over':
    case 'all-together': {
      const live = liveInHand();
      const other = alsoHeld(calls, phoneTarget(calls));
      // Of two callers, the other one: as its own button does.
      if (key === 'all-together' && other?.state === 'held' && (live === null || !isConsulting(live)))
        return void takeUp(other.id);
      if (live === null || !mayDo(key, live)) return say(t('app.call.none-consulted'));
      const kind = key === 'hand-over' ? 'transfer-complete' : 'conference';
      return void actAndTell({ kind, callId: live.callId });
    }
    case 'end-all': {
      const call = phoneTarget(calls);
      return call ? void endForAll(call.id) : say(t('app.call.none-in-hand'));
    }
    case 'secure-pause':
    case 'resume-recording': {
      // Both callers of two are on this desk's ear: a card number must be in neither recording.
      const all = recorded(calls);
      const to = key === 'secure-pause' ? 'pause' : 'resume';
      const of = to === 'pause' ? all : all.filter((c) => c === phoneTarget(calls));
      if (of.length === 0) return say(t('app.call.none-in-hand'));
      for (const call of of) void recordAndTell(call.id, to);
      return;
    }
    default:
      return pressInCall(key, phoneTarget(calls));
  }
}

/** It is asked in any case: only where the server refused it and the recorder is off, there was nothing to pause. */
async function recordAndTell(callId: string, to: 'pause' | 'resume'): Promise<void> {
  const wish = { kind: 'recording', callId, to, reason: to === 'pause' ? 'card-data' : null } as const;
  if (isAsking(useTelephony.getState().asking, keyOf(wish))) return;
  const result = await act(wish);
  if (result.ok) return;
  const live = useTelephony.getState().lives.find((l) => l.callId === callId);
  if (result.code === 'call-state' && live?.recording.state === 'off') {
    forgetRefused(keyOf(wish));
    return say(t(to === 'pause' ? 'app.call.none-recorded' : 'app.call.none-paused'));
  }
  if (!isSaidHere(keyOf(wish))) sayFailure(result);
}

/**
 * While somebody is consulted, holding changes who waits: the caller is never taken off hold beside the one consulted, where
 * both would hear each other. Answers false when nobody is consulted.
 */
export function swapInstead(): boolean {
  const live = liveInHand();
  if (live?.transfer?.state !== 'consulting') return false;
  void actAndTell({ kind: 'swap', callId: live.callId });
  return true;
}

/**
 * Hanging up while somebody is consulted ends that, never the call of the caller who waits; with two others in the call it
 * leaves them to talk on. Answers false when it ends the call.
 */
export function endInstead(): boolean {
  const live = liveInHand();
  const what = live && endOf(live);
  if (live === null || what === 'call') return false;
  void actAndTell(
    what === 'consult'
      ? { kind: 'transfer-cancel', callId: live.callId }
      : { kind: 'end', callId: live.callId, how: 'leave' },
  );
  return true;
}

/** The server's word on the call in hand. */
function liveInHand(): LiveView | null {
  const call = phoneTarget(useCallsStore.getState().calls);
  return useTelephony.getState().lives.find((l) => l.callId === call?.id) ?? null;
}

function pressInCall(key: 'transfer' | 'keypad' | 'add-party' | 'plan-callback', call: Call | null): void {
  if (call === null) return say(t('app.call.none-in-hand'));
  useDeskView.getState().show({ kind: 'call', callId: call.id });
  // What is opened takes the focus; until it stands, no bare key may act on the card that had it.
  const had = document.activeElement;
  if (had instanceof HTMLElement && !had.matches('input, textarea')) had.blur();
  togglePanel(key === 'add-party' ? 'add' : key === 'plan-callback' ? 'callback' : key, call.id);
}
