// A payment hand-off on a real PostgreSQL: no call goes to where card data is said before its recorder is paused (C25).
import { describe, expect, it } from 'vitest';
import { startTestBackend } from '#tests/support/test-backend.ts';
import type { TransferTarget } from '#shared/domain/telephony/live.ts';
import type { ActRefusal } from '#shared/protocol/telephony.ts';
import { withPayments } from './hand-off.ts';
import { putCall, voiceParts } from '../testing/voice.ts';
import { at, backend, order, recorder, shown, voiceForEach } from '../testing/voice-each.ts';
import type { VoiceParts } from './parts.ts';
import { callOf } from './store.ts';

voiceForEach(startTestBackend);

describe('to a queue that takes card data', () => {
  const queues = [
    { id: 'general', label: 'General' },
    { id: 'pay', label: 'Payments', payments: true },
  ];
  let asked: string[] = [];
  const said =
    (refused: ActRefusal | null, goesTo: string | null) =>
    async (own: VoiceParts, _person: string, act: { callId: string; kind: string }) => {
      const state = (await callOf(own.pool, 'org-one', act.callId))?.recording.state ?? 'none';
      asked.push(`${act.kind} while ${state}`);
      if (goesTo !== null)
        await own.pool.query(
          'update voice_call set queue_id = $2, wait_queue = $2, wait_since = now() where id = $1',
          [act.callId, goesTo],
        );
      return { refused, rules: [] };
    };
  async function setUp(refused: ActRefusal | null = null, goesTo: string | null = null) {
    asked = [];
    const own = await voiceParts(backend.parts, recorder.url, { queues });
    const call = await putCall(own);
    await backend.pool.query(
      `insert into voice_party (org_id, call_id, id, role, person_id, state, since, ring_at, joined_at)
         values ('org-one', $1, 'a', 'agent', 'person-1', 'connected', now(), now(), now())`,
      [call.id],
    );
    await order(call, 'start');
    const hand = said(refused, goesTo);
    const acts = withPayments({ transfer: hand, 'transfer-complete': hand, 'transfer-cancel': hand });
    const request = '00000000-0000-7000-8000-000000000001';
    const hands = (target: TransferTarget, how: 'blind' | 'warm' = 'blind', person = 'person-1') =>
      acts.transfer(own, person, { kind: 'transfer', callId: call.id, how, target, handover: null }, request);
    const to = (queueId: string, how: 'blind' | 'warm' = 'blind', person = 'person-1') =>
      hands({ kind: 'queue', queueId }, how, person);
    const consulted = async (done: 'transfer-complete' | 'transfer-cancel', toQueue: string | null) => {
      const transfer = {
        kind: 'warm',
        label: 'x',
        state: 'consulting',
        partyId: null,
        since: at(0),
        why: null,
        by: 'a',
        toQueue,
      };
      await backend.pool.query('update voice_call set transfer = $2 where id = $1', [
        call.id,
        JSON.stringify(transfer),
      ]);
      return done === 'transfer-complete'
        ? acts[done](own, 'person-1', { kind: done, callId: call.id }, request)
        : acts[done](own, 'person-1', { kind: done, callId: call.id }, request);
    };
    return { call, to, hands, consulted };
  }

  it('goes there paused, and is recorded again when it is handed on', async () => {
    const { call, to } = await setUp();
    expect(await to('general')).toMatchObject({ refused: null });
    expect(await to('pay')).toMatchObject({ refused: null });
    expect(asked).toEqual(['transfer while on', 'transfer while paused']);
    expect((await shown(call)).state).toBe('paused');
    await to('general');
    expect(await shown(call)).toMatchObject({ state: 'on', gaps: [{ reason: 'card-data' }] });
  });

  it('stays where it is while the recorder has not said that it is paused', async () => {
    const { call, to } = await setUp();
    recorder.next.push('answer-lost', 'not-heard');
    expect(await to('pay')).toMatchObject({ refused: 'carrier-silent' });
    expect(asked).toEqual([]);
    expect((await shown(call)).state).toBe('unknown');
  });

  it('that did not go after all is recorded again; a stranger to the call pauses nothing', async () => {
    const { call, to } = await setUp('call-state');
    await to('pay');
    expect(asked).toEqual(['transfer while paused']);
    expect((await shown(call)).state).toBe('on');
    await to('pay', 'blind', 'person-3');
    expect(asked.at(-1)).toBe('transfer while on');
  });

  it('that went there although its answer was lost stays paused', async () => {
    const { call, to } = await setUp('carrier-silent', 'pay');
    expect(await to('pay')).toMatchObject({ refused: 'carrier-silent' });
    expect((await shown(call)).state).toBe('paused');
    expect(recorder.recordings.find((one) => one.callSid === call.legSid)?.status).toBe('paused');
  });

  it('handed to a colleague or a number in the middle of a payment stays paused until somebody resumes', async () => {
    const { call, to, hands, consulted } = await setUp();
    await to('pay');
    await hands({ kind: 'agent', personId: 'person-3' });
    expect((await shown(call)).state).toBe('paused');
    await hands({ kind: 'number', number: '+12125550177', label: null });
    await consulted('transfer-complete', null);
    expect((await shown(call)).state).toBe('paused');
    expect(recorder.recordings.find((one) => one.callSid === call.legSid)?.status).toBe('paused');
    expect(await order(call, 'resume')).toBeNull();
    expect((await shown(call)).state).toBe('on');
  });

  it('is paused through a consultation, and its end decides', async () => {
    const { call, to, consulted } = await setUp();
    await to('pay', 'warm');
    await consulted('transfer-complete', 'pay');
    expect((await shown(call)).state).toBe('paused');
    await to('general', 'warm');
    expect((await shown(call)).state).toBe('paused');
    await consulted('transfer-complete', 'general');
    expect((await shown(call)).state).toBe('on');
    await to('pay', 'warm');
    await consulted('transfer-cancel', 'pay');
    expect((await shown(call)).state).toBe('on');
  });
});
