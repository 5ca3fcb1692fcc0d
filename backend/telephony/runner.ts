// Looks at what is due and repairs what nobody finished: tasks whose process died, offers whose time is up, reservations
// that no engine took, wrap-ups at their cap, calls that the carrier sees otherwise. Any number of processes may run it, and
// one that starts anew finds everything in the database and at the carrier.
import type { TelephonyConfig } from './config.ts';
import { agentEvent } from './agents.ts';
import { lookAtCallbacks } from './callbacks.ts';
import { endCall, left, withdrawn } from './calls.ts';
import { inTransaction } from '../db/transaction.ts';
import { forgetNumbers } from './forget.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { queueStates } from './queues.ts';
import { forgetRecordings, lookAtKeptRecordings } from './kept-recordings.ts';
import { lookAtRecordings } from './recording-work.ts';
import { forgetWords } from './sealed-words.ts';
import { changedPeople } from './store.ts';
import { dueTasks } from './tasks.ts';
import { changeCall, partyById } from './turn.ts';
import { lookAtVoicemails, tellLateVoicemails } from './voicemail.ts';
import { assignAll, carryOut, carryOutLater, runTasks } from './work.ts';

export interface VoiceRunner {
  /** Looks at everything once, and settles when what it began is done too. */
  turn: () => Promise<void>;
  stop: () => Promise<void>;
}
/** A call is held against the carrier this often; at the start at once. */
const compareMs = 30_000;
/** The carrier ends a ringing by itself; this long after it nobody told us. */
const graceMs = 2_000;
const callsAtOnce = 6;
const dayMs = 86_400_000;

/** @param everyMs between two looks; null = only when `turn` is called. */
export function startVoiceRunner(parts: VoiceParts, everyMs: TelephonyConfig['everyMs']): VoiceRunner {
  let first = true;
  let stopped = false;
  let tidiedAt = 0;
  const stopping = new AbortController();

  async function look(): Promise<void> {
    const steps = [
      // Before a late try rings for an offer whose time is over.
      () => endOffers(parts),
      () => repairTasks(parts),
      () => endReservations(parts),
      () => endWrapUps(parts),
      () => signOffSilent(parts),
      () => assignAll(parts),
      () => compareSome(parts, first ? 0 : compareMs),
      () => tellQueues(parts),
      () => lookAtCallbacks(parts),
      () => tellLateVoicemails(parts),
      () => tidy(),
    ];
    for (const step of steps) {
      if (stopped) return;
      // One that fails holds up none of the others.
      await step().catch((error: unknown) => logFailed(parts, error));
    }
    first = false;
  }
  async function tidy(): Promise<void> {
    const now = parts.clock();
    if (now.getTime() - tidiedAt < dayMs / 24) return;
    tidiedAt = now.getTime();
    const before = new Date(now.getTime() - dayMs);
    const { pool } = parts;
    // Row 42: a handover lives a day after its call, and so does what was typed.
    await forgetWords(parts, before);
    await forgetNumbers(parts);
    await forgetRecordings(parts);
    const older = new Date(now.getTime() - 3 * dayMs);
    await pool.query('delete from voice_hook where at < $1', [older]);
    await pool.query('delete from voice_act where at < $1', [older]);
    await pool.query('delete from voice_task where done_at < $1', [older]);
  }
  const loops = [
    oneAtATime(look),
    // A carrier may be silent and a sound come slowly: no offer and no breath waits for these, nor one of them for another.
    ...[lookAtRecordings, lookAtVoicemails, lookAtKeptRecordings].map((step) =>
      oneAtATime(() => step(parts, stopping.signal).catch((error: unknown) => logFailed(parts, error))),
    ),
  ];
  const all = async (): Promise<void> => void (await Promise.all(loops.map((loop) => loop.once())));
  const timer = everyMs === null ? null : setInterval(() => void all(), everyMs);
  return {
    async turn() {
      await all();
      await parts.voice.background.settled();
    },
    async stop() {
      stopped = true;
      stopping.abort();
      if (timer) clearInterval(timer);
      await Promise.all(loops.map((loop) => loop.under()));
      await parts.voice.background.settled();
    },
  };
}

/** Asked for while it is under way, it is not begun again. */
function oneAtATime(work: () => Promise<void>): {
  once: () => Promise<void>;
  under: () => Promise<void> | null;
} {
  let under: Promise<void> | null = null;
  return {
    once() {
      under ??= work().finally(() => (under = null));
      return under;
    },
    under: () => under,
  };
}

export function logFailed(parts: VoiceParts, error: unknown): void {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  parts.log('failed', { code: (code || 'telephony').slice(0, 40) });
}

async function repairTasks(parts: VoiceParts): Promise<void> {
  const due = await dueTasks(parts);
  let look = false;
  const some = async (): Promise<void> => {
    for (let ids = due.shift(); ids !== undefined; ids = due.shift()) {
      const ran = await runTasks(parts, ids);
      look ||= ran.assign;
    }
  };
  // A carrier that is not heard makes each of them slow: several calls at once, one after the other within a call.
  await Promise.all(Array.from({ length: callsAtOnce }, some));
  if (look) await assignAll(parts);
}

/** An offer whose lease is over: was it answered without our hearing, or not at all? */
async function endOffers(parts: VoiceParts): Promise<void> {
  const found = await parts.pool.query<{ call_id: string; party_id: string }>(
    'select call_id, party_id from voice_offer where org_id = $1 and ended_at is null and lease_until <= $2 limit 50',
    [orgOf(parts), new Date(parts.clock().getTime() - graceMs)],
  );
  for (const offer of found.rows) {
    const asked = await changeCall(parts, offer.call_id, (turn) => turn.task('compare', {}));
    if (asked) await carryOut(parts, asked);
    const turned = await changeCall(parts, offer.call_id, async (turn) => {
      const party = partyById(turn, offer.party_id);
      if (party?.state !== 'ringing') return;
      // The carrier was silent and never rang it: that is not the agent's doing.
      if (party.leg_sid === null) return withdrawn(turn, party, 'line');
      await turn.task('drop-leg', { legSid: party.leg_sid });
      await left(turn, party, 'no-answer', 'line');
    });
    carryOutLater(parts, turned);
  }
}

async function endReservations(parts: VoiceParts): Promise<void> {
  const now = parts.clock();
  const found = await parts.pool.query<{ id: string }>(
    `select id from voice_call where org_id = $1 and phase = 'dialling' and reserved_until <= $2 limit 50`,
    [orgOf(parts), now],
  );
  for (const { id } of found.rows) {
    const turned = await changeCall(parts, id, async (turn) => {
      const { reserved_until: until, phase } = turn.call;
      if (phase === 'dialling' && until !== null && until <= now) await endCall(turn, 'line');
    });
    carryOutLater(parts, turned);
  }
}

async function endWrapUps(parts: VoiceParts): Promise<void> {
  const org = orgOf(parts);
  const now = parts.clock();
  const found = await parts.pool.query<{ person_id: string }>(
    `select person_id from voice_agent where org_id = $1 and state = 'wrap-up' and wrap_up_ends_at <= $2`,
    [org, now],
  );
  for (const { person_id: person } of found.rows)
    await inTransaction(parts.pool, (db) => agentEvent(db, parts, { org, person }, { kind: 'time' }, now));
}

/** A desk that was not heard of for so long is switched off; its person signs on anew. Never in a call. */
const silentMs = 10 * 60_000;
async function signOffSilent(parts: VoiceParts): Promise<void> {
  const org = orgOf(parts);
  const now = parts.clock();
  const found = await parts.pool.query<{ person_id: string }>(
    `select person_id from voice_agent where org_id = $1 and state not in ('offline', 'on-call', 'wrap-up')
       and coalesce(seen_at, since) <= $2`,
    [org, new Date(now.getTime() - silentMs)],
  );
  const wanted = { state: 'offline', reason: null } as const;
  for (const { person_id: person } of found.rows)
    await inTransaction(parts.pool, (db) =>
      agentEvent(db, parts, { org, person }, { kind: 'asked', wanted }, now),
    );
}

async function compareSome(parts: VoiceParts, olderMs: number): Promise<void> {
  const now = parts.clock();
  // Marked as looked at first, so that no other process looks at the same ones.
  const found = await parts.pool.query<{ id: string }>(
    `update voice_call set checked_at = $2 where (org_id, id) in (
       select org_id, id from voice_call where org_id = $1 and phase <> 'ended' and reserved_until is null
         and coalesce(checked_at, created_at) <= $3 order by coalesce(checked_at, created_at) limit 20
       for update skip locked) returning id`,
    [orgOf(parts), now, new Date(now.getTime() - olderMs)],
  );
  for (const { id } of found.rows) {
    const turned = await changeCall(parts, id, (turn) => turn.task('compare', {}));
    carryOutLater(parts, turned);
  }
}

/** Every desk shows the queues: told when a number of them is another. The estimate in steps of half a minute. */
async function tellQueues(parts: VoiceParts): Promise<void> {
  const org = orgOf(parts);
  await inTransaction(parts.pool, async (db) => {
    const states = await queueStates(db, parts, parts.clock());
    if (states.length === 0) return;
    const now = states.map((one) =>
      [
        one.waiting,
        one.available,
        one.estimateSeconds === null ? '' : Math.round(one.estimateSeconds / 30),
      ].join(' '),
    );
    const changed = await db.query(
      `insert into voice_queue (org_id, id, told) select $1, i.id, i.told from unnest($2::text[], $3::text[]) i (id, told)
       on conflict (org_id, id) do update set told = excluded.told where voice_queue.told <> excluded.told`,
      [org, states.map((one) => one.id), now],
    );
    if ((changed.rowCount ?? 0) > 0) await changedPeople(db, org, null);
  });
}
