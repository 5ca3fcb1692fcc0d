// Quarter hours of the queues out of calls on a real PostgreSQL (row 60).
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { putCall, voiceParts } from '../testing/voice.ts';
import { intervalsOf, wrapUpCapOf } from './intervals.ts';
import type { VoiceParts } from './parts.ts';

const t0 = Date.parse('2026-11-22T17:00:00.000Z');
const at = (minutes: number): string => new Date(t0 + minutes * 60_000).toISOString();
const date = (minutes: number): Date => new Date(at(minutes));
let backend: TestBackend;
let parts: VoiceParts;
beforeAll(async () => {
  backend = await startTestBackend();
  parts = await voiceParts(backend.parts, 'http://127.0.0.1:1');
});
afterAll(() => backend?.close());
beforeEach(async () => {
  backend.setNow(at(0));
  await backend.pool.query(
    'delete from voice_callback; delete from voice_offer; delete from voice_party; delete from voice_call',
  );
});

it('arrivals by quarter hour, who was called back or left a message abandoned nothing', async () => {
  const put = async (minutes: number, answered: number | null, ended: number | null): Promise<string> => {
    const call = await putCall(parts, { phase: ended === null ? 'waiting' : 'ended', queuedAt: at(minutes) });
    await backend.pool.query('update voice_call set answered_at = $2, ended_at = $3 where id = $1', [
      call.id,
      answered === null ? null : date(answered),
      ended === null ? null : date(ended),
    ]);
    return call.id;
  };
  const talked = await put(0, 0.25, 5);
  const gone = await put(1, null, 3);
  await put(2, null, 2 + 3 / 60);
  const kept = await put(3, null, 4);
  await put(14, null, null);
  await backend.pool.query(
    `insert into voice_callback (org_id, id, call_id, number, account_id, due_at, queue_id, asked_at)
     values ('org-one', gen_random_uuid(), $1, '+12125550123', 'harbor', now(), 'general', now())`,
    [kept],
  );
  // A row of who gave up is no callback.
  await backend.pool.query(
    `insert into voice_callback (org_id, id, call_id, number, account_id, due_at, queue_id, asked_at, gave_up_seconds)
     values ('org-one', gen_random_uuid(), $1, '+12125550124', 'harbor', now(), 'general', now(), 120)`,
    [gone],
  );
  await backend.pool.query(
    `insert into voice_party (org_id, call_id, id, role, person_id, state, since, ring_at, joined_at, left_at,
       held_seconds, wrapped_at)
     values ('org-one', $1, 'a', 'agent', 'person-1', 'left', $2, $2, $3, $4, 30, $5)`,
    [talked, date(0), date(0.25), date(5), date(6)],
  );
  const options = { zone: 'America/New_York', thresholdSeconds: 20, shortAbandonSeconds: 5 };
  const rows = await intervalsOf(
    backend.pool,
    'org-one',
    { from: at(0), to: at(30) },
    { ...options, queues: ['general', 'crisis'], wrapUpSeconds: 120, now: date(60) },
  );
  expect(rows.map((row) => [row.local, row.queueId, row.offered])).toEqual([
    ['2026-11-22T12:00-05:00', 'crisis', 0],
    ['2026-11-22T12:00-05:00', 'general', 5],
    ['2026-11-22T12:15-05:00', 'crisis', 0],
    ['2026-11-22T12:15-05:00', 'general', 0],
  ]);
  // 15 s to the answer; 120 s, 3 s and 60 s of the others. 285 s connected, 30 of them held; 60 s wrap-up.
  expect(rows[1]).toMatchObject({
    answered: 1,
    answeredInTime: 1,
    abandoned: 1,
    shortAbandons: 1,
    callbacks: 1,
    waitSeconds: 198,
    handled: 1,
    talkSeconds: 255,
    holdSeconds: 30,
    wrapUpSeconds: 60,
  });
});

it('each leg in the queue that offered it; the cap of wrap-ups is the configuration’s', async () => {
  const call = await putCall(parts, { queuedAt: at(1), phase: 'ended' });
  const leg = (id: string, from: number, to: number) =>
    backend.pool.query(
      `insert into voice_party (org_id, call_id, id, role, person_id, state, since, ring_at, joined_at, left_at)
       values ('org-one', $1, $2, 'agent', 'person-1', 'left', $3, $3, $3, $4)`,
      [call.id, id, date(from), date(to)],
    );
  const offer = (id: string, from: number, queue: string | null, outcome = 'answered') =>
    backend.pool.query(
      `insert into voice_offer (org_id, id, call_id, party_id, person_id, queue_id, offered_at, lease_until, outcome,
         ended_at) values ('org-one', gen_random_uuid(), $1, $2, 'person-1', $3, $4, $4, $5, $4)`,
      [call.id, id, queue, date(from), outcome],
    );
  await leg('a', 2, 4);
  await offer('a', 2, 'general');
  // Handed to a colleague by name, then on to another queue.
  await leg('b', 4, 6);
  await offer('b', 4, null);
  await leg('c', 7, 9);
  await offer('c', 7, 'billing');
  // Rings that went by on the way; one that was taken back is nobody's.
  for (const outcome of ['no-answer', 'microphone', 'declined', 'withdrawn'])
    await offer('a', 1, 'general', outcome);
  await backend.pool.query(
    `update voice_call set queue_id = 'billing', answered_at = $2, ended_at = $3 where id = $1`,
    [call.id, date(2), date(9)],
  );
  const rows = await intervalsOf(
    backend.pool,
    'org-one',
    { from: at(0), to: at(15) },
    {
      zone: 'UTC',
      thresholdSeconds: 20,
      shortAbandonSeconds: 5,
      queues: [],
      wrapUpSeconds: wrapUpCapOf(JSON.stringify({ ...parts.voice.config, wrapUpSeconds: 30 })),
      now: date(60),
    },
  );
  expect(rows.map((row) => [row.queueId, row.answered, row.handled, row.wrapUpSeconds])).toEqual([
    ['billing', 0, 1, 30],
    ['general', 1, 2, 60],
  ]);
  expect(rows.map((row) => [row.missedRings, row.declinedRings])).toEqual([
    [0, 0],
    [2, 1],
  ]);
  expect(wrapUpCapOf('')).toBe(120);
});

it('reads the offers of the interval alone, not all that were ever let go by', async () => {
  const call = await putCall(parts, { phase: 'ended', queuedAt: at(0) });
  await backend.pool.query(
    `insert into voice_party (org_id, call_id, id, role, person_id, state, since, ring_at)
     values ('org-one', $1, 'agent', 'agent', 'person-1', 'left', $2, $2)`,
    [call.id, date(0)],
  );
  await backend.pool.query(
    `insert into voice_offer (org_id, id, call_id, party_id, person_id, queue_id, offered_at, lease_until, outcome, ended_at)
     select 'org-one', gen_random_uuid(), $1, 'agent', 'person-1', 'spanish', $2::timestamptz - n * interval '1 minute',
       $2, case when n % 2 = 0 then 'no-answer' else 'answered' end, $2::timestamptz - n * interval '1 minute'
     from generate_series(1, 20000) as n`,
    [call.id, date(0)],
  );
  await backend.pool.query('analyze voice_offer');
  const plans: string[] = [];
  const explained = {
    query: async (sql: string, values: unknown[]) => {
      const found = await backend.pool.query<Record<string, string>>(`explain ${sql}`, values);
      plans.push(found.rows.map((row) => row['QUERY PLAN']).join('\n'));
      return { rows: [] };
    },
  };
  await intervalsOf(
    explained as never,
    'org-one',
    { from: at(-15), to: at(0) },
    {
      zone: 'America/New_York',
      thresholdSeconds: 20,
      shortAbandonSeconds: 5,
      queues: [],
      wrapUpSeconds: 60,
      now: date(0),
    },
  );
  expect(plans.at(-1)).toContain('voice_offer_passed');
});
