// What a caller's leg is told to do, as the carrier reads it (TwiML). Nothing of a person is in it: queues and conferences
// have opaque names, addresses carry our own ids.
import { createHash } from 'node:crypto';
import type { VoiceParts } from './parts.ts';
import { conferenceName, type CallRow } from './store.ts';

/** One queue at the carrier for each of ours; the carrier need not know that one is for crises. */
export const carrierQueue = (organisation: string, queueId: string): string =>
  `q-${createHash('sha256').update(`${organisation}\n${queueId}`).digest('hex').slice(0, 16)}`;
const music = '/telephony/sounds/music.wav';
const hook = (parts: VoiceParts, path: string): string => parts.voice.carrier.url(`/telephony/hook/${path}`);

/** Into the call's conference; the leg is known there by its party's id. */
export function conferenceTwiml(parts: VoiceParts, callId: string, party: string): string {
  const words = parts.voice.carrier.words();
  words.dial().conference(
    {
      participantLabel: party,
      beep: 'false',
      startConferenceOnEnter: true,
      endConferenceOnExit: false,
      statusCallback: hook(parts, `conference?call=${callId}`),
      statusCallbackEvent: ['start', 'end', 'join', 'leave', 'hold'],
    },
    conferenceName(callId),
  );
  return words.toString();
}

/** Into the queue; `say` before it. */
export function enqueueTwiml(parts: VoiceParts, call: CallRow, say: readonly string[] = []): string {
  const words = parts.voice.carrier.words();
  for (const text of say) words.say(text);
  words.enqueue(
    {
      waitUrl: hook(parts, `wait?call=${call.id}`),
      waitUrlMethod: 'POST',
      action: hook(parts, `left?call=${call.id}`),
      method: 'POST',
    },
    carrierQueue(call.org_id, call.queue_id ?? ''),
  );
  return words.toString();
}

/** The next question of the line's menu. */
export function menuTwiml(
  parts: VoiceParts,
  callId: string,
  step: number,
  ask: { say: string; digits: number },
  say: readonly string[],
): string {
  const words = parts.voice.carrier.words();
  for (const text of say) words.say(text);
  words
    .gather({
      numDigits: ask.digits,
      timeout: 8,
      // Nothing typed is an answer too: the call goes on.
      actionOnEmptyResult: true,
      action: hook(parts, `path?call=${callId}&step=${step}`),
      method: 'POST',
    })
    .say(ask.say);
  return words.toString();
}

/** Position and estimate, what a key does, then music; asked again when it ends. */
export function waitTwiml(
  parts: VoiceParts,
  callId: string,
  wait: { position: number; seconds: number | null } | null,
  offer: string | null,
): string {
  const words = parts.voice.carrier.words();
  const keys = words.gather({
    numDigits: 1,
    timeout: 1,
    actionOnEmptyResult: false,
    action: hook(parts, `wait-key?call=${callId}`),
    method: 'POST',
  });
  if (wait !== null) {
    keys.say(wait.position === 1 ? 'You are next.' : `You are number ${wait.position} in line.`);
    const minutes = wait.seconds === null ? null : Math.max(1, Math.round(wait.seconds / 60));
    if (minutes !== null)
      keys.say(`The estimated wait is about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`);
  }
  if (offer !== null) keys.say(offer);
  keys.play(parts.voice.carrier.url(music));
  return words.toString();
}

/** Out of the queue: what follows is said by the queue's action. */
export function leaveTwiml(parts: VoiceParts): string {
  const words = parts.voice.carrier.words();
  words.leave();
  return words.toString();
}

/** What somebody hears who is on hold. */
export function heldTwiml(parts: VoiceParts): string {
  const words = parts.voice.carrier.words();
  words.play({ loop: 0 }, parts.voice.carrier.url(music));
  return words.toString();
}

/** Sound to measure a connection by; the leg ends with it. */
export function preflightTwiml(parts: VoiceParts): string {
  const words = parts.voice.carrier.words();
  words.play(parts.voice.carrier.url(music));
  words.hangup();
  return words.toString();
}

export function hangUpTwiml(parts: VoiceParts, say: string | null = null): string {
  const words = parts.voice.carrier.words();
  if (say !== null) words.say(say);
  words.hangup();
  return words.toString();
}
export function rejectTwiml(parts: VoiceParts): string {
  const words = parts.voice.carrier.words();
  words.reject();
  return words.toString();
}
export const nothingTwiml = (parts: VoiceParts): string => parts.voice.carrier.words().toString();
