// Telephony's parts for tests of single rooms: the real library against an address of the test's, rows put in by hand.
import { randomUUID } from 'node:crypto';
import type { Recording } from '#shared/domain/telephony/live.ts';
import { publish } from '../documents/documents.ts';
import type { Parts } from '../parts.ts';
import { openCarrier } from '../telephony/carrier.ts';
import { telephonyConfig } from '../telephony/config.ts';
import { makeBackground, type VoiceParts } from '../telephony/parts.ts';
import { orderRecording, type RecordingOrder } from '../telephony/recording.ts';
import { noRecording } from '../telephony/recording-state.ts';
import { callOf } from '../telephony/store.ts';
import { accountSid, recorderAuthToken, startRecorder, type Recorder } from './recorder.ts';

export async function voiceParts(parts: Parts, apiUrl: string, change: object = {}): Promise<VoiceParts> {
  const config = telephonyConfig.parse({
    organisation: 'org-one',
    accountSid,
    authToken: recorderAuthToken,
    apiKeySid: `SK${'0'.repeat(32)}`,
    apiKeySecret: 'b'.repeat(32),
    appSid: `AP${'0'.repeat(32)}`,
    apiUrl,
    recordingNotice: 'This call may be recorded.',
    queues: [{ id: 'general', label: 'General' }],
    lines: [{ number: '+16175550100', accountId: 'harbor', label: 'Harbor', queueId: 'general' }],
    callerIds: [{ number: '+16175550100', accountId: 'harbor', label: 'Harbor' }],
    carrierTimeoutMs: 2_000,
    ...change,
  });
  const carrier = await openCarrier(config, () => 'http://127.0.0.1:1');
  const background = makeBackground(() => undefined);
  return { ...parts, voice: { config, carrier, newId: randomUUID, background } };
}

/** A backend of the test's with a recorder beside it. @param startBackend of `tests/support`, which the backend's own code may not know */
export async function startVoice<B extends { parts: Parts; close: () => Promise<void> }>(
  startBackend: () => Promise<B>,
): Promise<{ backend: B; recorder: Recorder; parts: VoiceParts; close: () => Promise<void> }> {
  const [backend, recorder] = await Promise.all([startBackend(), startRecorder()]);
  return {
    backend,
    recorder,
    parts: await voiceParts(backend.parts, recorder.url),
    close: async () => {
      await recorder.close();
      await backend.close();
    },
  };
}

export interface MadeCall {
  id: string;
  legSid: string;
}
/** A call in which the caller and person-1 talk, unless said otherwise. */
export async function putCall(
  parts: VoiceParts,
  change: { number?: string; phase?: string; direction?: string; queuedAt?: string; consent?: object } = {},
): Promise<MadeCall> {
  const id = randomUUID();
  const legSid = `CA${randomUUID().replaceAll('-', '')}`;
  const now = parts.clock();
  const consent = {
    rule: 'one-party',
    places: ['US-NY'],
    tableDate: '2026-11-22',
    announced: true,
    answer: null,
    ...change.consent,
  };
  await parts.pool.query(
    `insert into voice_call (org_id, id, direction, phase, call_sid, number, dnis, account_id, queue_id, created_at,
       queued_at, answered_at, recording, consent)
     values ('org-one', $1, $2, $3, $4, $5, '+16175550100', 'harbor', 'general', $6, $7, $6, $8, $9)`,
    [
      id,
      change.direction ?? 'incoming',
      change.phase ?? 'talking',
      legSid,
      change.number ?? '+12125550123',
      now,
      change.queuedAt ?? null,
      JSON.stringify(noRecording(now)),
      JSON.stringify(consent),
    ],
  );
  await parts.pool.query(
    `insert into voice_party (org_id, call_id, id, role, number, state, since, ring_at, joined_at, leg_sid)
     values ('org-one', $1, 'caller', 'caller', $2, 'connected', $3, $3, $3, $4)`,
    [id, change.number ?? '+12125550123', now, legSid],
  );
  return { id, legSid };
}

/** Who may claim and supervise besides person-1 and person-2, and the practices that they answer for. */
export async function withPractices(
  parts: Parts,
  documents: Parameters<typeof publish>[2],
  at: Date,
): Promise<void> {
  await parts.pool.query(
    `insert into person (org_id, id, name, initials, role, synthetic) values
       ('org-one', 'person-3', 'Person Three', 'P3', 'agent', true),
       ('org-one', 'boss', 'Boss', 'B', 'supervisor', true)`,
  );
  await publish(parts.pool, 'org-one', documents, at);
}

/** What is shown of a call's recording. */
export async function shownRecording(parts: VoiceParts, call: MadeCall): Promise<Recording> {
  const row = await callOf(parts.pool, 'org-one', call.id);
  if (row === null) throw new Error('no call');
  return row.recording;
}
/** person-1 orders, and the carrier's answer is waited for. */
export async function orderAndWait(
  parts: VoiceParts,
  call: MadeCall,
  to: RecordingOrder,
  reason: 'card-data' | null = null,
) {
  const given = await orderRecording(parts, 'person-1', call.id, { to, reason });
  await given.work;
  return given.refused;
}
