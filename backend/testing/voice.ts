// Telephony's parts for tests of single rooms: the real library against an address of the test's, rows put in by hand.
import { randomUUID } from 'node:crypto';
import type { Parts } from '../parts.ts';
import { openCarrier } from '../telephony/carrier.ts';
import { telephonyConfig } from '../telephony/config.ts';
import { makeBackground, type VoiceParts } from '../telephony/parts.ts';
import { noRecording } from '../telephony/recording-state.ts';
import { accountSid, recorderAuthToken } from './recorder.ts';

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
