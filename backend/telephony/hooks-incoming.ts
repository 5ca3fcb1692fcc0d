// A call comes in: its row, the line's menu, the way to the queue, and its end. Each answer follows from
// the row alone, so that a form that comes twice gets the same words and changes nothing.
import type { FastifyInstance } from 'fastify';
import { maskCards } from '#shared/domain/pan/index.ts';
import { toE164 } from '#shared/domain/phone/phone.ts';
import { inTransaction } from '../db/transaction.ts';
import type { VoiceLine } from './config.ts';
import { left } from './calls.ts';
import { newConsent } from './consent.ts';
import { addHook, noSuchCall, type Told } from './hook.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { noRecording } from './recording-state.ts';
import { withTyped } from './sealed-words.ts';
import { callOf, type CallRow } from './store.ts';
import { changeCall } from './turn.ts';
import { conferenceTwiml, enqueueTwiml, hangUpTwiml, menuTwiml, rejectTwiml } from './twiml.ts';
import { carryOutLater } from './work.ts';

const sid = /^CA[0-9a-f]{32}$/;
const lineOf = (parts: VoiceParts, dnis: string): VoiceLine | null =>
  parts.voice.config.lines.find((line) => line.number === dnis) ?? null;

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
      ...withTyped(parts, call, asked.prompt, typed),
      queue_id: (Object.hasOwn(asked.queues, digits) ? asked.queues[digits] : undefined) ?? call.queue_id,
    });
    return true;
  });
  const call = turned?.value ? await callOf(parts.pool, orgOf(parts), callId) : null;
  if (call === null) throw noSuchCall(parts);
  return nowTwiml(parts, call);
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
  addHook(app, parts, 'status', (told) => status(parts, told));
}
