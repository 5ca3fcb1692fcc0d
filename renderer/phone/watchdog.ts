// Notices what no event tells: that nothing goes out, that nothing comes in, that the microphone gives only silence or
// has gone away. Looks at the counters of each open leg once a second.
import type { LegCounters, SampleWarning } from './softphone.ts';

/** After so many seconds without a packet, or without any sound from the microphone. */
export const packetsWithin = 4;
export const soundWithin = 6;

export interface WatchState {
  last: LegCounters | null;
  /** Seconds that each has stood still. */
  sent: number;
  received: number;
  silent: number;
}
export const unwatched: WatchState = { last: null, sent: 0, received: 0, silent: 0 };

export interface Watched {
  state: WatchState;
  warnings: SampleWarning[];
  /** `silent`: it is open and gives digital silence; `lost`: its device went away. */
  microphone: 'ok' | 'silent' | 'lost';
}
const still = (before: number | null | undefined, now: number | null): boolean =>
  now !== null && typeof before === 'number' && now <= before;

/** One second later. While muted the microphone's silence is what was asked for. */
export function watch(before: WatchState, now: LegCounters, muted: boolean): Watched {
  const { last } = before;
  const state: WatchState = {
    last: now,
    sent: still(last?.packetsSent, now.packetsSent) ? before.sent + 1 : 0,
    received: still(last?.packetsReceived, now.packetsReceived) ? before.received + 1 : 0,
    silent: !muted && still(last?.inputEnergy, now.inputEnergy) ? before.silent + 1 : 0,
  };
  const lost = now.track === 'ended';
  const silent = state.silent >= soundWithin;
  const warnings: SampleWarning[] = [];
  if (state.received >= packetsWithin) warnings.push('no-sound-in');
  if (lost || silent || state.sent >= packetsWithin) warnings.push('no-sound-out');
  return { state, warnings, microphone: lost ? 'lost' : silent ? 'silent' : 'ok' };
}
