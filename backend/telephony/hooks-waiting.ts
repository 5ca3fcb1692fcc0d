// The caller waits: place and estimate, keys for a callback, a message or no recording, and how the waiting ended. Each
// answer follows from the row, so that a form that comes twice gets the same words and changes nothing.
import type { FastifyInstance } from 'fastify';
import { endCall, left } from './calls.ts';
import { keepPlace } from './callbacks.ts';
import { answerConsent } from './consent.ts';
import { gaveUp } from './gave-up.ts';
import { addHook, firstTime, noSuchCall, type Told } from './hook.ts';
import { nowTwiml } from './hooks-incoming.ts';
import { isQueueOpen } from './open.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { waitOf } from './queues.ts';
import { callOf } from './store.ts';
import { caller, changeCall } from './turn.ts';
import { conferenceTwiml, hangUpTwiml, leaveTwiml, nothingTwiml, waitTwiml } from './twiml.ts';
import {
  addVoicemail,
  callbackTaken,
  closedNow,
  voicemailDone,
  waitKeys,
  waitOffer,
} from './voicemail-words.ts';
import { voicemailLeft } from './voicemail.ts';
import { carryOutLater } from './work.ts';

/** When a kept place is called back at the earliest; it keeps its place in the queue by when the caller came. */
const callbackInMs = 5 * 60_000;
const queueOf = (parts: VoiceParts, id: string | null) =>
  parts.voice.config.queues.find((queue) => queue.id === id);

/** The caller is in the queue; asked again whenever the music ends. */
async function wait(parts: VoiceParts, { fields, callId }: Told): Promise<string> {
  const turned = await changeCall(parts, callId, async (turn) => {
    const { call, now } = turn;
    if (fields['CallSid'] !== call.call_sid && fields['CallSid'] !== caller(turn)?.leg_sid) return null;
    if (call.phase === 'path') {
      const open = isQueueOpen(queueOf(parts, call.queue_id), now);
      await turn.set({
        phase: 'waiting',
        // Nobody is looked for when it is closed, and nobody has waited.
        ...(open ? { wait_queue: call.queue_id, wait_since: now, wait_role: 'agent', queued_at: now } : {}),
        consent: { ...call.consent, announced: parts.voice.config.recordingNotice !== null },
      });
      turn.assign = open;
    }
    return turn.call;
  });
  if (!turned?.value) throw noSuchCall(parts);
  carryOutLater(parts, turned);
  const { value: call } = turned;
  if (call.phase === 'ended') return hangUpTwiml(parts);
  if (call.phase === 'waiting' && call.wait_since === null) return leaveTwiml(parts);
  const queueId = call.wait_queue ?? call.queue_id;
  const place = queueId === null ? null : await waitOf(parts, callId, queueId);
  return waitTwiml(parts, callId, place, waitOffer(call.number !== ''));
}

/** A key while waiting: called back without losing the place, leave a message, or no recording. */
async function waitKey(parts: VoiceParts, { fields, callId }: Told): Promise<string> {
  const key = fields['Digits'] ?? '';
  const turned = await changeCall(parts, callId, async (turn) => {
    const { call, now } = turn;
    if (fields['CallSid'] !== caller(turn)?.leg_sid) return null;
    if (call.phase === 'ended') return 'ended';
    if (call.phase !== 'waiting') return 'wait';
    if (key === waitKeys.noRecording) return 'no-recording';
    if (key === waitKeys.voicemail) return 'leave';
    if (key !== waitKeys.callback) return 'wait';
    const due = new Date(now.getTime() + callbackInMs);
    return (await keepPlace(turn.db, parts, call, due)) ? 'leave' : 'wait';
  });
  if (!turned?.value) throw noSuchCall(parts);
  if (turned.value === 'ended') return hangUpTwiml(parts);
  if (turned.value === 'no-recording') {
    const stopped = await answerConsent(parts, null, { callId, places: [], answer: 'no' });
    if (stopped.work !== null) parts.voice.background.add(stopped.work);
  }
  return turned.value === 'leave' ? leaveTwiml(parts) : waitTwiml(parts, callId, null, null);
}

/** The caller's leg left the queue. */
async function leftQueue(parts: VoiceParts, { fields, callId }: Told): Promise<string> {
  const result = fields['QueueResult'] ?? '';
  const key = `left:${fields['CallSid'] ?? ''}:${fields['QueueSid'] ?? ''}:${result}:${fields['QueueTime'] ?? ''}`;
  const turned = await changeCall(parts, callId, async (turn) => {
    const lead = caller(turn);
    if (lead === null || fields['CallSid'] !== lead.leg_sid) return null;
    if (!(await firstTime(turn.db, key, turn.now))) return turn.call;
    // Taken out by us otherwise; then the agent's leg is what counts.
    if (result === 'hangup' && turn.call.phase === 'waiting') await left(turn, lead, null, 'caller');
    // By a key: no agent is looked for any more. The leg lives on for the words that follow.
    if (result === 'leave' && turn.call.phase === 'waiting') {
      // Until a message is left, if they leave one.
      if (turn.call.wait_role === 'agent') await gaveUp(turn);
      await endCall(turn, 'caller', lead.id);
    }
    return turn.call;
  });
  if (!turned?.value) throw noSuchCall(parts);
  carryOutLater(parts, turned);
  const { value: call } = turned;
  if (result === 'hangup') return nothingTwiml(parts);
  if (result === 'leave') return afterLeaving(parts, callId);
  if (
    call.phase === 'waiting' &&
    (result === 'error' || result === 'system-error' || result === 'queue-full')
  )
    return hangUpTwiml(parts, 'We are sorry, we cannot take your call right now. Please call again.');
  // Taken out by a redirect: what it is to do now was said with that.
  return call.phase === 'talking' ? conferenceTwiml(parts, call.id, 'caller') : nowTwiml(parts, call);
}

async function afterLeaving(parts: VoiceParts, callId: string): Promise<string> {
  const kept = await parts.pool.query(
    'select 1 from voice_callback where org_id = $1 and call_id = $2 and gave_up_seconds is null',
    [orgOf(parts), callId],
  );
  if ((kept.rowCount ?? 0) > 0) return hangUpTwiml(parts, callbackTaken);
  const call = await callOf(parts.pool, orgOf(parts), callId);
  const words = parts.voice.carrier.words();
  if (!isQueueOpen(queueOf(parts, call?.queue_id ?? null), parts.clock())) words.say(closedNow);
  addVoicemail(words, {
    url: parts.voice.carrier.url,
    donePath: `/telephony/hook/mail-done?call=${callId}`,
    recordedPath: `/telephony/hook/mail?call=${callId}`,
  });
  return words.toString();
}

export function addWaitingHooks(app: FastifyInstance, parts: VoiceParts): void {
  addHook(app, parts, 'wait', (told) => wait(parts, told));
  addHook(app, parts, 'wait-key', (told) => waitKey(parts, told));
  addHook(app, parts, 'mail-done', async () => hangUpTwiml(parts, voicemailDone));
  addHook(app, parts, 'mail', async ({ fields, callId }) => {
    await voicemailLeft(parts, callId, fields);
    return null;
  });
  addHook(app, parts, 'left', (told) => leftQueue(parts, told));
}
