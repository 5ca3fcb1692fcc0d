// What a caller hears who may leave a message or wait for a call back, and the keys for it. Key 1 keeps the place and ends
// the call, key 2 goes to the voicemail, key 9 says no to being recorded.
import type { default as Twilio } from 'twilio';
import { longestSeconds } from './voicemail.ts';

type VoiceResponse = InstanceType<typeof Twilio.twiml.VoiceResponse>;
export const waitKeys = { callback: '1', voicemail: '2', noRecording: '9' } as const;

/** Said while waiting, after position and estimate. `callback` only where the caller's number is known. */
export const waitOffer = (callback: boolean): string =>
  [callback ? 'To be called back without losing your place, press 1.' : '', 'To leave a message, press 2.']
    .filter((line) => line !== '')
    .join(' ');
export const callbackTaken = 'Thank you. We have kept your place and will call you back on this number.';
export const closedNow = 'We are closed right now.';
/** Nothing is asked for that says why somebody calls. */
export const voicemailPrompt =
  'After the tone, leave your name and number. If this is an emergency, hang up and dial 911.';
export const voicemailDone = 'Thank you. Your message was taken. Goodbye.';

/**
 * Adds the recording of a message to an answer to the carrier. Afterwards the carrier goes to `donePath`; that the sound is
 * there it tells to `recordedPath`, also when the caller just hung up.
 */
export function addVoicemail(
  words: VoiceResponse,
  { url, donePath, recordedPath }: { url: (path: string) => string; donePath: string; recordedPath: string },
): void {
  words.say(voicemailPrompt);
  words.record({
    maxLength: longestSeconds,
    timeout: 8,
    finishOnKey: '#',
    playBeep: true,
    trim: 'trim-silence',
    action: url(donePath),
    method: 'POST',
    recordingStatusCallback: url(recordedPath),
    recordingStatusCallbackEvent: ['completed', 'absent'],
  });
  words.say(voicemailDone);
  words.hangup();
}
