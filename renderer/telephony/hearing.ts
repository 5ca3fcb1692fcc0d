// What the caller hears of the agent: by the track's real state, never by what a button says (product.md 7, facts 7 "muted
// button lies"). Pure.
import type { DevicesView, LiveView } from '#shared/contract/telephony.ts';
import type { Call } from '#shared/domain/calls/call.ts';

export type Hearing =
  | 'heard'
  | 'muted'
  | 'held'
  /** The caller waits with music, and the one who is consulted hears me. */
  | 'consulted'
  | 'asked'
  /** The desk is away: what it said last may not be so any more. */
  | 'unknown'
  /** Mute was asked, and the track is open. */
  | 'open-against-wish'
  /** Unmute was asked, and the track is silent. */
  | 'muted-against-wish'
  | 'connecting'
  | 'reconnecting'
  /** The engine has no sound for this call. */
  | 'no-sound'
  | 'mic-silent'
  | 'mic-lost'
  | 'mic-denied'
  | 'not-sent';

export interface HearingFacts {
  call: Pick<Call, 'state' | 'muted' | 'asked'>;
  media: LiveView['media'];
  microphone: DevicesView['microphone'] | null;
  /** What this agent asked last; undefined = nothing yet. */
  wished: boolean | undefined;
  /** An ask is on its way. */
  asking: boolean;
  /** The desk runs, and its word is of now. */
  fresh?: boolean;
  /** Who is talked to while somebody is consulted. */
  talksTo?: 'caller' | 'target' | null;
}

/** Null where nothing is said to anybody: a ring, a call that is over. */
export function hearingOf({
  call,
  media,
  microphone,
  wished,
  asking,
  fresh = true,
  talksTo,
}: HearingFacts): Hearing | null {
  if (call.state !== 'active' && call.state !== 'held' && call.state !== 'dialling') return null;
  if (!fresh) return 'unknown';
  if (media === null || media.state === 'closed')
    return call.state === 'dialling' ? 'connecting' : 'no-sound';
  if (media.state === 'reconnecting') return 'reconnecting';
  if (media.state !== 'open') return 'connecting';
  if (asking || call.asked.includes('mute') || call.asked.includes('unmute')) return 'asked';
  if (wished !== undefined && wished !== media.muted)
    return media.muted ? 'muted-against-wish' : 'open-against-wish';
  if (media.muted) return 'muted';
  if (microphone === 'lost' || microphone === 'missing') return 'mic-lost';
  if (microphone === 'denied') return 'mic-denied';
  if (microphone === 'silent') return 'mic-silent';
  if (media.quality?.warnings.includes('no-sound-out')) return 'not-sent';
  if (talksTo === 'target') return 'consulted';
  return call.state === 'held' && talksTo !== 'caller' ? 'held' : 'heard';
}

const tones: Readonly<Record<Hearing, 'green' | 'amber' | 'red' | 'neutral'>> = {
  heard: 'green',
  muted: 'amber',
  held: 'neutral',
  consulted: 'green',
  asked: 'neutral',
  unknown: 'amber',
  'open-against-wish': 'red',
  'muted-against-wish': 'red',
  connecting: 'neutral',
  reconnecting: 'amber',
  'no-sound': 'red',
  'mic-silent': 'red',
  'mic-lost': 'red',
  'mic-denied': 'red',
  'not-sent': 'red',
};
export const hearingTone = (h: Hearing): 'green' | 'amber' | 'red' | 'neutral' => tones[h];
type Well = 'heard' | 'muted' | 'held' | 'consulted' | 'asked' | 'unknown' | 'connecting';
/** Something is wrong that the agent can't see otherwise: a whole sentence with what to do, not only a word. */
export const needsSentence = (h: Hearing): h is Exclude<Hearing, Well> =>
  tones[h] === 'red' || h === 'reconnecting';
