// Acts whose work is done by rooms around the call: recording, consent, callbacks, voicemail.
import type { ActRefusal } from '#shared/protocol/telephony.ts';
import { fine, no, type Acts, type Said } from './acts.ts';
import { claimCallback, endCallback, planCallback } from './callbacks.ts';
import { answerConsent } from './consent.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { orderRecording, type Ordered } from './recording.ts';
import { isHere, ownParty } from './store.ts';
import { claimVoicemail, voicemailTaken } from './voicemail.ts';

const said = (refused: ActRefusal | null): Said => (refused === null ? fine : no(refused));

/** Only who is in the call; what the recorder then says comes with the snapshot. */
async function inCall(
  parts: VoiceParts,
  person: string,
  callId: string,
  work: () => Promise<Ordered>,
): Promise<Said> {
  const own = await ownParty(parts.pool, orgOf(parts), callId, person);
  if (own === null || !isHere(own)) return no('no-call');
  const given = await work();
  if (given.work !== null) await given.work;
  return said(given.refused);
}

export const aroundActs: Pick<
  Acts,
  | 'recording'
  | 'consent'
  | 'callback-plan'
  | 'callback-end'
  | 'callback-claim'
  | 'voicemail-claim'
  | 'voicemail-taken'
> = {
  recording: (parts, person, act) =>
    inCall(parts, person, act.callId, () => orderRecording(parts, person, act.callId, act)),
  consent: (parts, person, act) => inCall(parts, person, act.callId, () => answerConsent(parts, person, act)),
  'callback-plan': async (parts, person, act) => said(await planCallback(parts, person, act)),
  'callback-end': async (parts, person, act) => said(await endCallback(parts, person, act)),
  'callback-claim': async (parts, person, act) => said(await claimCallback(parts, person, act)),
  'voicemail-claim': async (parts, person, act) => said(await claimVoicemail(parts, person, act)),
  'voicemail-taken': async (parts, person, act) => said(await voicemailTaken(parts, person, act)),
};
