// A call comes in: its row, the line's menu, the queue, what is said while it waits, and its end. Each answer follows from
// the row alone, so that a form that comes twice gets the same words and changes nothing.
import type { FastifyInstance } from 'fastify';
import { maskCards } from '#shared/domain/pan/index.ts';
import { toE164 } from '#shared/domain/phone/phone.ts';
import { inTransaction } from '../db/transaction.ts';
import type { VoiceLine } from './config.ts';
import { endCall, left } from './calls.ts';
import { keepPlace } from './callbacks.ts';
import { answerConsent, newConsent } from './consent.ts';
import { addHook, firstTime, noSuchCall, type Told } from './hook.ts';
import { isQueueOpen } from './open.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import {
  addVoicemail,
  callbackTaken,
  closedNow,
  voicemailDone,
  waitKeys,
  waitOffer,
} from './voicemail-words.ts';
import { voicemailLeft } from './voicemail.ts';
import { waitOf } from './queues.ts';
import { noRecording } from './recording-state.ts';
import { callOf, type CallRow } from './store.ts';
import { caller, changeCall } from './turn.ts';
import {
  conferenceTwiml,
  enqueueTwiml,
  hangUpTwiml,
  leaveTwiml,
  menuTwiml,
  nothingTwiml,
  rejectTwiml,
  waitTwiml,
} from './twiml.ts';
import { carryOutLater } from './work.ts';

/** When a kept place is called back at the earliest; it keeps its place in the queue by when the caller came. */
const callbackInMs = 5 * 60_000;
const sid = /^CA[0-9a-f]{32}$/;
const lineOf = (parts: VoiceParts, dnis: string): VoiceLine | null =>
  parts.voice.config.lines.find((line) => line.number === dnis) ?? null;

const queueOf = (parts: VoiceParts, id: string | null) =>
  parts.voice.config.queues.find((queue) => queue.id === id);

/** What the caller's leg is to do now, whatever it was told before. */
export function nowTwiml(parts: VoiceParts, call: CallRow): string {
  if (call.phase === 'ended') return hangUpTwiml(parts);
  if (call.phase === 'talking') return conferenceTwiml(parts, call.id, 'caller');
  const line = lineOf(parts, call.dnis);
  const { recordingNotice } = parts.voice.config;
  const step = call.path.length;
  const say = step === 0 && call.phase === 'path' && recordingNotice !== null ? [recordingNotice] : [];
  const ask = call.phase === 'path' ? line?.menu[step] : undefined;
  return ask ? menuTwiml(parts, call.id, step, ask, say) : enqueueTwiml(parts, call, say);
}

async function incoming(parts: VoiceParts, told: Told): Promise<string> {
  const { fields } = told;
  const callSid = fields['CallSid'] ?? '';
  const line = lineOf(parts, toE164(fields['To'] ?? '') ?? '');
  if (!sid.test(callSid) || line === null) {
    parts.log('hook-unknown', { status: 404 });
    return rejectTwiml(parts);
  }
  const org = orgOf(parts);
  const now = parts.clock();
  // Anything else than a number (withheld, `anonymous`, a client) is empty.
  const number = toE164(fields['From'] ?? '') ?? '';
  const id = parts.voice.newId();
  await inTransaction(parts.pool, async (db) => {
    const made = await db.query(
      `insert into voice_call (org_id, id, direction, phase, call_sid, number, dnis, account_id, queue_id, created_at,
         recording, consent)
       values ($1, $2, 'incoming', 'path', $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (call_sid) where call_sid is not null do nothing`,
      [
        org,
        id,
        callSid,
        number,
        line.number,
        line.accountId,
        line.queueId,
        now,
        JSON.stringify(noRecording(now)),
        JSON.stringify(await newConsent(db, org, { number, accountId: line.accountId }, false)),
      ],
    );
    if (made.rowCount === 0) return;
    await db.query(
      `insert into voice_party (org_id, call_id, id, role, number, state, since, ring_at, leg_sid)
       values ($1, $2, 'caller', 'caller', $3, 'ringing', $4, $4, $5)`,
      [org, id, number || null, now, callSid],
    );
  });
  const found = await parts.pool.query<CallRow>(
    'select * from voice_call where org_id = $1 and call_sid = $2',
    [org, callSid],
  );
  const call = found.rows[0];
  return call ? nowTwiml(parts, call) : rejectTwiml(parts);
}

/** Something was typed in the menu. */
async function path(parts: VoiceParts, { fields, query, callId }: Told): Promise<string> {
  const step = Number(query.get('step') ?? '-1');
  const turned = await changeCall(parts, callId, async (turn) => {
    const { call } = turn;
    if (fields['CallSid'] !== call.call_sid) return false;
    const line = lineOf(parts, call.dnis);
    const asked = line?.menu[step];
    // Told again, or late: the row has gone on.
    if (call.phase !== 'path' || step !== call.path.length || !asked) return true;
    const digits = (fields['Digits'] ?? '').replaceAll(/[^0-9*#]/g, '').slice(0, 40);
    const typed = maskCards(digits).text.slice(0, 40);
    await turn.set({
      path: [...call.path, { prompt: asked.prompt, typed }],
      queue_id: (Object.hasOwn(asked.queues, digits) ? asked.queues[digits] : undefined) ?? call.queue_id,
    });
    return true;
  });
  const call = turned?.value ? await callOf(parts.pool, orgOf(parts), callId) : null;
  if (call === null) throw noSuchCall(parts);
  return nowTwiml(parts, call);
}

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
    if (call.phase !== 'waiting') return 'wait';
    if (key === waitKeys.noRecording) return 'no-recording';
    if (key === waitKeys.voicemail) return 'leave';
    if (key !== waitKeys.callback) return 'wait';
    const due = new Date(now.getTime() + callbackInMs);
    return (await keepPlace(turn.db, parts, call, due)) ? 'leave' : 'wait';
  });
  if (!turned?.value) throw noSuchCall(parts);
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
    if (result === 'leave' && turn.call.phase === 'waiting') await endCall(turn, 'caller', lead.id);
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
  const kept = await parts.pool.query('select 1 from voice_callback where org_id = $1 and call_id = $2', [
    orgOf(parts),
    callId,
  ]);
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

const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
/** How a leg of a line ended, whoever ended it. */
async function status(parts: VoiceParts, { fields }: Told): Promise<null> {
  const callSid = fields['CallSid'] ?? '';
  if (!over.has(fields['CallStatus'] ?? '')) return null;
  const found = await parts.pool.query<{ call_id: string; id: string }>(
    'select call_id, id from voice_party where org_id = $1 and leg_sid = $2',
    [orgOf(parts), callSid],
  );
  const row = found.rows[0];
  if (!row) {
    parts.log('hook-unknown', { status: 404 });
    return null;
  }
  const turned = await changeCall(parts, row.call_id, async (turn) => {
    const party = turn.parties.find((one) => one.id === row.id);
    if (party) await left(turn, party, null, party.id === 'caller' ? 'caller' : null);
  });
  carryOutLater(parts, turned);
  return null;
}

export function addIncomingHooks(app: FastifyInstance, parts: VoiceParts): void {
  addHook(app, parts, 'incoming', (told) => incoming(parts, told));
  addHook(app, parts, 'path', (told) => path(parts, told));
  addHook(app, parts, 'wait', (told) => wait(parts, told));
  addHook(app, parts, 'wait-key', (told) => waitKey(parts, told));
  addHook(app, parts, 'mail-done', async () => hangUpTwiml(parts, voicemailDone));
  addHook(app, parts, 'mail', async ({ fields, callId }) => {
    await voicemailLeft(parts, callId, fields);
    return null;
  });
  addHook(app, parts, 'left', (told) => leftQueue(parts, told));
  addHook(app, parts, 'status', (told) => status(parts, told));
}
