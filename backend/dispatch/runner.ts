// Runs ladders: takes what is due, writes `dialling` and commits, uses the channel, writes the result. Any number of
// processes may run it. Whoever dies in between leaves a `dialling` that is given up after two minutes, never repeated.
import { setTimeout as sleep } from 'node:timers/promises';
import { diallingMs } from '#shared/domain/dispatch/index.ts';
import {
  backendAuthor,
  type AttemptMethod,
  type Entry,
  type EntryOf,
} from '#shared/domain/messages/entry.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';
import { addressFor } from '#shared/domain/oncall/index.ts';
import type { PoolClient } from 'pg';
import {
  channelFor,
  failed,
  referenceOf,
  type ChannelName,
  type Notice,
  type Sent,
} from '../channels/channel.ts';
import { forgetOld, keepLink, newToken } from '../clinician/links.ts';
import { inTransaction } from '../db/transaction.ts';
import { addOwnEntries } from '../messages/own.ts';
import type { Parts } from '../parts.ts';
import { loadCase, type Case } from './case.ts';
import { decide, type Decision, type NobodyReason } from './decide.ts';
import { hold, lookAt, moreUntil, takeDue } from './wake.ts';

export interface DispatchParts extends Parts {
  /** Where this backend is reached when the channels name no public address. */
  ownUrl: () => string;
}
export interface Runner {
  /** Looks at everything that is due and settles when it was looked at and every result is written. */
  turn: () => Promise<void>;
  stop: () => Promise<void>;
}

type AttemptBody = EntryOf<'attempt'>['body'];
interface Send {
  org: string;
  messageId: string;
  urgency: number;
  attempt: AttemptBody;
  notice: Notice;
  /** Where the link goes that a voice can only speak of; null = this person had one, or has no place for it. */
  linkTo: { name: ChannelName; to: string } | null;
}
/** Sends at once, by rank of urgency: slow ones that may wait leave room for what may not. */
const most = [60, 40, 20] as const;
/** A row that could not be looked at: the next try, so that it holds up nobody else's. */
const againMs = 10_000;
const leastWithRoom = (sending: number): number | null =>
  sending < most[2] ? 9 : sending < most[1] ? 1 : sending < most[0] ? 0 : null;

/** @param everyMs between two looks; null = only when `turn` is called. */
export function startRunner(parts: DispatchParts, everyMs: number | null): Runner {
  let stopped = false;
  let looking: Promise<void> | null = null;
  const sending = new Set<Promise<void>>();

  async function look(): Promise<void> {
    for (;;) {
      const least = leastWithRoom(sending.size);
      if (stopped || least === null) return;
      const began = performance.now();
      const found = await takeOne(parts, least);
      if (found === null) return;
      // A thousand that come at once are looked at one by one, and pushes get their turn between.
      if (everyMs !== null) await sleep(Math.min(50, performance.now() - began));
      if (found === 'looked') continue;
      const work = finish(parts, found).catch(() => undefined);
      sending.add(work);
      void work.finally(() => sending.delete(work));
    }
  }
  const once = (): Promise<void> => {
    looking ??= look()
      .catch((error: unknown) => {
        const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
        parts.log('failed', { code: code || 'dispatch' });
      })
      .finally(() => (looking = null));
    return looking;
  };
  const timer = everyMs === null ? null : setInterval(() => void once(), everyMs);
  const cleaner = everyMs === null ? null : setInterval(() => void tidy(), 3_600_000);
  const tidy = (): Promise<void> => forgetOld(parts.pool, parts.clock()).catch(() => undefined);
  return {
    turn: async () => {
      for (let busy = true; busy;) {
        await once();
        busy = sending.size > 0;
        await Promise.all(sending);
      }
    },
    stop: async () => {
      stopped = true;
      if (timer) clearInterval(timer);
      if (cleaner) clearInterval(cleaner);
      await looking;
      await Promise.all(sending);
    },
  };
}

/** One ladder that is due: null = none, `looked` = nothing to send, else what must be sent now that it is written. */
async function takeOne(parts: DispatchParts, least: number): Promise<Send | 'looked' | null> {
  let taken: { org: string; messageId: string } | null = null;
  try {
    return await inTransaction(parts.pool, async (db) => {
      const now = parts.clock();
      const due = await takeDue(db, now, least);
      taken = due;
      if (due === null) return null;
      const { org, messageId } = due;
      const found = await loadCase(db, parts, org, messageId);
      if (found === null) {
        await lookAt(db, org, messageId, null);
        return 'looked';
      }
      // The desks ring on their own; when it is published, this is looked at again.
      if (found.account === null) parts.log('no-account', { org });
      const heldUntil = await moreUntil(db, org, messageId, now);
      const canReach = (method: AttemptMethod | 'patient', to: string): boolean => {
        const name = channelFor(method, to);
        return name !== null && parts.channels.get(name) !== null;
      };
      return act(db, parts, org, found, decide({ found, heldUntil, canReach, now }), now);
    });
  } catch (error) {
    // One message that cannot be looked at stops no other; when the database is away, this throws too.
    if (taken === null) throw error;
    const { org, messageId }: { org: string; messageId: string } = taken;
    await lookAt(parts.pool, org, messageId, new Date(parts.clock().getTime() + againMs));
    parts.log('failed', { org, code: 'ladder' });
    return 'looked';
  }
}

const rowOf = (parts: DispatchParts, messageId: string, at: Date, body: AttemptBody): Entry => ({
  schema: 1,
  id: parts.random.uuid(),
  messageId,
  at: at.toISOString(),
  author: backendAuthor,
  body,
});

const nobodyNotes: Record<NobodyReason, string> = {
  'nobody-scheduled': 'nobody is scheduled',
  'no-address': 'no address for this method',
  'not-configured': 'this channel is not configured',
};

async function act(
  db: PoolClient,
  parts: DispatchParts,
  org: string,
  found: Case,
  decision: Decision,
  now: Date,
): Promise<Send | 'looked'> {
  const messageId = found.message.id;
  const urgency = urgencyRank(found.urgency);
  if (decision.do === 'wait') {
    await lookAt(db, org, messageId, decision.until);
    return 'looked';
  }
  if (decision.do === 'give-up') {
    await lookAt(db, org, messageId, now);
    const body: AttemptBody = { ...decision.attempt.body, result: 'failed', note: 'unknown outcome' };
    await addOwnEntries(db, parts, org, urgency, [rowOf(parts, messageId, now, body)]);
    return 'looked';
  }
  const { step } = decision;
  const contact =
    decision.do === 'reach'
      ? { personId: decision.contact.personId, name: decision.contact.name, role: decision.contact.role }
      : {
          personId: step.contact?.personId ?? '',
          name: step.contact?.name ?? '',
          role: step.contact?.role ?? '',
        };
  const attempt: AttemptBody = {
    kind: 'attempt',
    attemptId: parts.random.uuid(),
    stepId: step.stepId,
    contact,
    method: step.method as AttemptMethod,
    to: decision.do === 'reach' ? decision.to : '',
    result: 'dialling',
    note: '',
  };
  if (decision.do === 'nobody') {
    await lookAt(db, org, messageId, now);
    await addOwnEntries(db, parts, org, urgency, [
      rowOf(parts, messageId, now, { ...attempt, result: 'failed', note: nobodyNotes[decision.why] }),
    ]);
    return 'looked';
  }
  const token = newToken(parts);
  const { attemptId, stepId, method, to } = attempt;
  await keepLink(db, token, { org, messageId, attemptId, stepId, contact, method, to }, now);
  // If this process ends now, somebody looks again when the attempt counts as lost.
  await lookAt(db, org, messageId, new Date(now.getTime() + diallingMs));
  await addOwnEntries(db, parts, org, urgency, [rowOf(parts, messageId, now, attempt)]);
  const link = `${parts.channels.publicUrl ?? parts.ownUrl()}/a/${token}`;
  const notice = { to, reference: referenceOf(messageId), link };
  return { org, messageId, urgency, attempt, notice, linkTo: linkFor(found, attempt, now) };
}

const linking = new Set<string>(['app', 'sms', 'email', 'webhook']);
/** A call says "open the link that was sent to you": so one must have been sent. */
function linkFor(found: Case, attempt: AttemptBody, now: Date): Send['linkTo'] {
  if (attempt.method !== 'voice' || found.schedule === null) return null;
  const person = found.schedule.people.find((p) => p.id === attempt.contact.personId);
  const had = found.entries.some(
    ({ body }) =>
      body.kind === 'attempt' &&
      body.contact.personId === attempt.contact.personId &&
      linking.has(body.method) &&
      !['dialling', 'failed'].includes(body.result),
  );
  if (!person || had) return null;
  for (const method of ['app', 'sms', 'email'] as const) {
    const place = addressFor(person, now.getTime(), found.schedule.zone, method, 'first');
    const name = place === null ? null : channelFor(method, place.to);
    if (place !== null && name !== null) return { name, to: place.to };
  }
  return null;
}

/** Uses the channel and writes what came of it. When that fails, the attempt stays open and is given up later. */
async function finish(parts: DispatchParts, send: Send): Promise<void> {
  const { org, messageId, urgency, attempt } = send;
  const sent = await deliver(parts, send);
  parts.log('paged', { org, code: sent.result });
  await inTransaction(parts.pool, async (db) => {
    await hold(db, org, messageId);
    const now = parts.clock();
    await lookAt(db, org, messageId, now);
    const body: AttemptBody = { ...attempt, result: sent.result, note: sent.note };
    await addOwnEntries(db, parts, org, urgency, [rowOf(parts, messageId, now, body)]);
  });
}

async function deliver(parts: DispatchParts, { attempt, notice, linkTo }: Send): Promise<Sent> {
  const name = channelFor(attempt.method, notice.to);
  const channel = name === null ? null : parts.channels.get(name);
  if (channel === null) return failed('this channel is not configured');
  const before = linkTo === null ? null : parts.channels.get(linkTo.name);
  const linked = linkTo === null ? null : await before?.send({ ...notice, to: linkTo.to }).catch(() => null);
  const sent = await channel.send(notice).catch(() => failed('the channel failed'));
  return linked?.result === 'sent' ? { ...sent, note: `${sent.note}; link sent too` } : sent;
}
