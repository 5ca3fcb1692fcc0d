// Callbacks on a real PostgreSQL: kept places, claims, restarts.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { demoDocuments } from '#demo/documents/documents.ts';
import { callbacksAnswer } from '#shared/protocol/telephony.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Recorder } from '../testing/recorder.ts';
import { putCall, startVoice, voiceParts, withPractices } from '../testing/voice.ts';
import {
  callbackCounts,
  callbacksFor,
  claimCallback,
  dialCallback,
  endCallback,
  keepPlace,
  lookAtCallbacks,
  planCallback,
} from './callbacks.ts';
import { forgetNumbers } from './forget.ts';
import { waitedBefore } from './gave-up.ts';
import type { VoiceParts } from './parts.ts';
import { liveCallOf } from './store.ts';

/** A Sunday noon in New York. */
const t0 = Date.parse('2026-11-22T17:00:00.000Z');
const at = (minutes: number): string => new Date(t0 + minutes * 60_000).toISOString();
const date = (minutes: number): Date => new Date(at(minutes));
let backend: TestBackend;
let recorder: Recorder;
let parts: VoiceParts;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
  ({ backend, recorder, parts, close } = await startVoice(startTestBackend));
  await withPractices(parts, demoDocuments, new Date(t0));
});
afterAll(() => close?.());
beforeEach(async () => {
  backend.setNow(at(0));
  recorder.next.length = 0;
  await backend.pool.query(
    `delete from voice_callback; delete from voice_mail; delete from voice_notice; delete from voice_override;
     delete from voice_do_not_call; delete from voice_skill; delete from voice_party; delete from voice_call`,
  );
});

const plan = async (change: { number?: string; dueAt?: string; id?: string } = {}): Promise<string> => {
  const callbackId = change.id ?? randomUUID();
  const refused = await planCallback(parts, 'person-1', {
    kind: 'callback-plan',
    callbackId,
    callId: null,
    number: change.number ?? '(212) 555-0123',
    accountId: 'harbor',
    dueAt: change.dueAt ?? at(30),
    reasonCode: 'refill',
  });
  if (refused !== null) throw new Error(refused);
  return callbackId;
};
const claim = (person: string, callbackId: string) =>
  claimCallback(parts, person, { kind: 'callback-claim', callbackId });
const end = (callbackId: string, outcome: 'reached' | 'not-reached' | 'cancelled', person = 'person-1') =>
  endCallback(parts, person, { kind: 'callback-end', callbackId, outcome });
const keep = async (callId: string, due: Date): Promise<boolean> =>
  inTransaction(backend.pool, async (db) => {
    const call = await liveCallOf(db, 'org-one', callId);
    return call !== null && (await keepPlace(db, parts, call, due));
  });
const counts = (minutes: number) => callbackCounts(backend.pool, 'org-one', date(minutes));

describe('callbacks', () => {
  it('waits, is due, and is told in counts; the same plan twice is one', async () => {
    const id = await plan();
    await plan({ id });
    expect(await counts(0)).toEqual({ due: 0, waiting: 1, nextAt: at(30), gaveUp: 0 });
    expect(await counts(30)).toEqual({ due: 1, waiting: 0, nextAt: null, gaveUp: 0 });
    const listed = callbacksAnswer.parse({ v: 2, callbacks: await callbacksFor(parts) });
    expect(listed.callbacks).toMatchObject([
      { id, number: '+12125550123', tries: 0, claimedBy: null, queueId: null },
    ]);
  });

  it('refuses what is no number, too far ahead, or long past', async () => {
    const asked = { kind: 'callback-plan', callId: null, accountId: 'harbor', reasonCode: null } as const;
    for (const wrong of [
      { number: 'nobody', dueAt: at(30) },
      { number: '555-0123', dueAt: at(30) },
      { number: '+12125550123', dueAt: at(60 * 24 * 40) },
      { number: '+12125550123', dueAt: at(-60 * 25) },
    ])
      expect(await planCallback(parts, 'person-1', { ...asked, ...wrong, callbackId: randomUUID() })).toBe(
        'invalid',
      );
    expect(await counts(0)).toMatchObject({ due: 0, waiting: 0 });
  });

  it('is one person’s at a time; a claim that led to nothing comes back', async () => {
    const id = await plan({ dueAt: at(0) });
    const both = await Promise.all([claim('person-1', id), claim('person-3', id)]);
    expect(both.toSorted()).toEqual(['already-taken', null]);
    const winner = both[0] === null ? 'person-1' : 'person-3';
    expect(await claim(winner, id)).toBeNull();
    expect((await callbacksFor(parts))[0]?.claimedBy).toMatch(/^Person /);
    const loser = winner === 'person-1' ? 'person-3' : 'person-1';
    expect(await end(id, 'reached', loser)).toBe('already-taken');
    backend.setNow(at(11));
    expect((await callbacksFor(parts))[0]?.claimedBy).toBeNull();
    expect(await claim(loser, id)).toBeNull();
  });

  it('ends when they were reached, and comes back later when not', async () => {
    const id = await plan({ dueAt: at(0) });
    expect(await claim('person-1', id)).toBeNull();
    expect(await end(id, 'not-reached')).toBeNull();
    expect(await counts(0)).toEqual({ due: 0, waiting: 1, nextAt: at(15), gaveUp: 0 });
    expect((await callbacksFor(parts))[0]?.claimedBy).toBeNull();
    expect(await end(id, 'reached')).toBeNull();
    // Said twice.
    expect(await end(id, 'reached')).toBeNull();
    expect(await callbacksFor(parts)).toEqual([]);
    expect(await claim('person-1', id)).toBe('already-taken');
  });

  it('keeps the place: who came to the queue first stands first, whenever they pressed the key', async () => {
    const early = await putCall(parts, { phase: 'waiting', queuedAt: at(-20), number: '+12125550001' });
    const late = await putCall(parts, { phase: 'waiting', queuedAt: at(-5), number: '+12125550002' });
    expect(await keep(late.id, date(-1))).toBe(true);
    expect(await keep(early.id, date(0))).toBe(true);
    // A second press.
    expect(await keep(early.id, date(9))).toBe(true);
    await plan({ dueAt: at(-30), number: '+12125550003' });
    const listed = await callbacksFor(parts);
    expect(listed.map((one) => [one.number, one.queueId, one.askedAt])).toEqual([
      ['+12125550001', 'general', at(-20)],
      ['+12125550002', 'general', at(-5)],
      ['+12125550003', null, at(0)],
    ]);
  });

  it('cannot call back who withheld the number', async () => {
    const call = await putCall(parts, { phase: 'waiting', number: '' });
    expect(await keep(call.id, date(5))).toBe(false);
    expect(await counts(0)).toMatchObject({ waiting: 0 });
  });

  it('survives a restart: another process sees it, and tells supervisors once when nobody takes it', async () => {
    await plan({ dueAt: at(0) });
    const restarted = await voiceParts(backend.parts, recorder.url);
    backend.setNow(at(9));
    await lookAtCallbacks(restarted);
    const told = () =>
      backend.pool.query(`select 1 from voice_notice where kind = 'callback-due' and person_id is null`);
    expect((await told()).rowCount).toBe(0);
    backend.setNow(at(10));
    await Promise.all([lookAtCallbacks(restarted), lookAtCallbacks(parts)]);
    await lookAtCallbacks(parts);
    expect((await told()).rowCount).toBe(1);
  });

  const gaveUpBy = (number: string, rows: number, minutes: number, ended = false) =>
    backend.pool.query(
      `insert into voice_callback (org_id, id, call_id, number, account_id, due_at, queue_id, asked_at,
         gave_up_seconds, gave_up_total, gave_up_times, ended_at)
       select 'org-one', gen_random_uuid(), gen_random_uuid(), $1, 'harbor', $2, 'general', $2, 3, 3, 1,
         case when $4 then $2::timestamptz end from generate_series(1, $3)`,
      [number, at(minutes), rows, ended],
    );

  it('is listed however many gave up waiting, and of those who can be called before who cannot', async () => {
    await gaveUpBy('', 600, -1);
    await gaveUpBy('+12125550131', 1, -60);
    const id = await plan();
    const { callbacks } = callbacksAnswer.parse({ v: 2, callbacks: await callbacksFor(parts) });
    expect(callbacks.slice(0, 2)).toMatchObject([{ id }, { number: '+12125550131', gaveUp: { seconds: 3 } }]);
    expect(await counts(0)).toMatchObject({ waiting: 1, gaveUp: 601 });
  });

  it('tells desks when one who gave up is listed no more: a withheld number after a day, others after three', async () => {
    await gaveUpBy('', 1, -60 * 24);
    await gaveUpBy('+12125550131', 1, -60 * 24);
    await backend.pool.query(
      `insert into voice_agent (org_id, person_id, identity, state, since, version)
       values ('org-one', 'person-1', 'a_00000000000000000001', 'available', now(), 1)`,
    );
    const versions = async () =>
      (await backend.pool.query<{ n: number }>('select version::int as n from voice_agent')).rows.map(
        (r) => r.n,
      );
    await lookAtCallbacks(parts);
    expect([await versions(), (await callbacksFor(parts)).length]).toEqual([[2], 1]);
    backend.setNow(at(60 * 24 * 2));
    await lookAtCallbacks(parts);
    await lookAtCallbacks(parts);
    expect([await versions(), await callbacksFor(parts)]).toEqual([[3], []]);
    await backend.pool.query('delete from voice_agent');
  });

  it('finds what a caller waited in vain before without reading all who ever did, and forgets them', async () => {
    await gaveUpBy('+12125550131', 20_000, -60 * 24 * 40, true);
    await gaveUpBy('+12125550132', 1, -60, true);
    await backend.pool.query('analyze voice_callback');
    const call = await putCall(parts, { phase: 'waiting', number: '+12125550132' });
    await backend.pool.query('update voice_call set created_at = $1', [at(0)]);
    let plan = '';
    const explained = {
      query: async (sql: string, values: unknown[]) => {
        const found = await backend.pool.query<Record<string, string>>(`explain ${sql}`, values);
        plan = found.rows.map((row) => row['QUERY PLAN']).join('\n');
        return { rows: [] };
      },
    };
    await waitedBefore(explained as never, 'org-one', [call.id]);
    expect(plan).toContain('voice_callback_in_vain');
    expect([...(await waitedBefore(backend.pool, 'org-one', [call.id])).values()]).toEqual([3]);
    await forgetNumbers(parts);
    const left = await backend.pool.query('select number from voice_callback');
    expect(left.rows).toEqual([{ number: '+12125550132' }]);
  });

  it('a dial takes it and counts the try; another number or another’s callback is refused', async () => {
    const id = await plan({ dueAt: at(0) });
    const dial = (person: string, number: string) =>
      inTransaction(backend.pool, (db) => dialCallback(db, parts, person, id, number));
    expect(await dial('person-1', '+12125559999')).toBe('invalid');
    expect(await dial('person-1', '+12125550123')).toBeNull();
    expect(await dial('person-3', '+12125550123')).toBe('already-taken');
    expect((await callbacksFor(parts))[0]).toMatchObject({ tries: 1, claimedBy: 'Person One' });
  });
});
