// What the desk says of telephony (line, engine, agent, queues), of each live call and of the devices, kept read while
// anybody looks, and asking the server to change something. Nothing here is true before the desk has said so.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { DevicesView, LiveView, TelephonyView } from '#shared/contract/telephony.ts';
import type { Act, OutboundRule } from '#shared/domain/telephony/acts.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { say, sayFailure } from '../app/say.ts';
import { deskNow } from '../app/session-store.ts';
import { wishesLeft, type RecordingWish } from './recording.ts';
import { forgetAway, forgetGone, forgetOf, isSaidInPlace, keyOfTrouble, type Refused } from './refusals.ts';
import { careline } from '../bridge/index.ts';
import { openPhoneTab } from './phone-tab.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { errorText, t } from '../text/t.ts';

interface TelephonyStore {
  /** Null = not read, or not known: everything that needs a line is hidden then. */
  view: TelephonyView | null;
  lives: readonly LiveView[];
  devices: DevicesView | null;
  /** Acts on their way to the desk, by `keyOf`. */
  asking: Readonly<Record<string, true>>;
  /** What was refused last, by `keyOf`; gone with the next ask of that call. Said where it was asked (`refusals.ts`). */
  refused: Refused;
  /** By call: what this page asked of its recording last. Stays until the recorder was read back. */
  recordingWish: Readonly<Record<string, RecordingWish>>;
  /** Until when what stands here of the calls was known; null = it is known now. */
  knownUntil: string | null;
}
export const useTelephony = create<TelephonyStore>()(() => ({
  view: null,
  lives: [],
  devices: null,
  asking: {},
  refused: {},
  recordingWish: {},
  knownUntil: null,
}));

/** A real line: the engine, the server and what they can do. The practice line has none of it. */
export const isLineLive = (): boolean => useTelephony.getState().view?.line === 'live';
export const useLineLive = (): boolean => useTelephony((s) => s.view?.line === 'live');

/** The server's word on one call; null when it has none, or on the practice line. */
export const useLive = (callId: string | null): LiveView | null =>
  useTelephony((s) => s.lives.find((l) => l.callId === callId) ?? null);

/** What came to nothing after it was asked, by id: each is said once on this page. */
const told = new Set<string>();
let first = true;

function tellTrouble(key: string | null, code: string): void {
  if (key !== null && isSaidHere(key))
    return useTelephony.setState((s) => ({ refused: { ...s.refused, [key]: { code } } }));
  const { sentence, next } = errorText(code);
  say(`${sentence} ${next}`);
}

/** Its place is in sight, and no card lies over it. */
export const isSaidHere = (key: string): boolean =>
  isSaidInPlace(key) && !useDeskView.getState().emergencyOpen;
export const forgetRefused = (key: string, callId: string | null = null): void =>
  useTelephony.setState((s) => ({ refused: forgetOf(s.refused, key, callId) }));

/** From when on the server's word is old; fresh again, what it could not be asked is forgotten. */
const known = (
  { knownUntil, refused }: TelephonyStore,
  { state, since }: TelephonyView['server'],
): Pick<TelephonyStore, 'knownUntil' | 'refused'> =>
  state === 'fresh'
    ? { knownUntil: null, refused: forgetAway(refused) }
    : { knownUntil: knownUntil ?? since, refused };

async function readView(): Promise<void> {
  const result = await careline.telephony.view();
  useTelephony.setState((s) => ({
    view: result.ok ? result.value : null,
    ...(result.ok ? known(s, result.value.server) : {}),
  }));
  if (!result.ok) return;
  for (const trouble of result.value.trouble) {
    // What stood there before this page was opened is no news.
    if (!told.has(trouble.id) && !first) tellTrouble(keyOfTrouble(trouble), trouble.code);
    told.add(trouble.id);
  }
  first = false;
}
async function readLives(): Promise<void> {
  const result = await careline.telephony.live();
  if (!result.ok) return;
  useTelephony.setState((s) => ({
    lives: result.value,
    refused: forgetGone(s.refused, s.lives, result.value),
    recordingWish: wishesLeft(s.recordingWish, result.value),
  }));
}
async function readDevices(): Promise<void> {
  const result = await careline.telephony.devices();
  if (result.ok) useTelephony.setState({ devices: result.value });
}
export function readTelephony(withDevices: boolean): void {
  void readView();
  void readLives();
  if (withDevices) void readDevices();
}

/** Once, in each window. `devices`: only the main window is told of them. */
export function useKeepTelephony({ devices }: { devices: boolean }): void {
  const { state, hello } = useDesk();
  const epoch = hello?.epoch;
  useEffect(() => readTelephony(devices), [epoch, devices]);
  useTopic(careline.telephony.changed, () => void readView());
  useTopic(careline.telephony.liveChanged, () => void readLives());
  useEffect(
    () => (devices ? careline.telephony.devicesChanged.watch(() => void readDevices()) : undefined),
    [devices],
  );
  useEffect(() => {
    // Without the desk nobody knows what is registered, recorded or muted: old words would say somebody does.
    if (state !== 'running')
      useTelephony.setState(({ knownUntil }) => ({
        view: null,
        knownUntil: knownUntil ?? deskNow().toISOString(),
      }));
  }, [state]);
}

/**
 * One wish, not two: the same kind for the same call and party. Of a recording each wish is its own: a pause is sent also
 * while a resume is on its way (C25).
 */
export function keyOf(a: Act): string {
  const parts: string[] = [a.kind];
  if ('callId' in a && a.callId !== null) parts.push(a.callId);
  if ('party' in a && a.party !== null) parts.push(a.party);
  if ('callbackId' in a && a.callbackId !== null) parts.push(a.callbackId);
  if (a.kind === 'recording') parts.push(a.to);
  if ('voicemailId' in a) parts.push(a.voicemailId);
  return parts.join(' ');
}

/** Long enough for a desk that restarts. */
const sure = { sureWithin: 10_000 };
const without = <T>(all: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([k]) => k !== key));

/** Asks; the answer only says that it was understood. Rules that stand against a call come back with it. */
export async function act(a: Act): Promise<Result<{ rules: OutboundRule[] }>> {
  const key = keyOf(a);
  if (useTelephony.getState().asking[key]) return fail('busy');
  useTelephony.setState((s) => ({
    asking: { ...s.asking, [key]: true },
    refused: forgetOf(s.refused, key, 'callId' in a ? a.callId : null),
    recordingWish: a.kind === 'recording' ? { ...s.recordingWish, [a.callId]: a.to } : s.recordingWish,
  }));
  const result = await careline.telephony.act(a, sure);
  useTelephony.setState((s) => ({
    asking: without(s.asking, key),
    refused: result.ok ? s.refused : { ...s.refused, [key]: result },
  }));
  // A topic may have come before the answer: what it changed is read once more.
  void readView();
  void readLives();
  return result;
}

/** As a button or a key does it: what can't be done is said, in its place where that is in sight. */
export async function actAndTell(a: Act): Promise<boolean> {
  // The same press again: the first is on its way.
  if (isAsking(useTelephony.getState().asking, keyOf(a))) return false;
  const result = await act(a);
  if (!result.ok && !isSaidHere(keyOf(a))) sayFailure(result);
  return result.ok;
}

export const isAsking = (asking: TelephonyStore['asking'], key: string): boolean => asking[key] === true;

/** The engine's page: the host opens it, or this page does (a browser lets only a press open a tab). */
export async function openEngine(): Promise<void> {
  const result = await careline.telephony.openEngine();
  if (!result.ok) return sayFailure(result);
  if (result.value.opened) return;
  if (!openPhoneTab(window, `./phone.html${window.location.search}`)) say(t('telephony.engine.blocked'));
}
