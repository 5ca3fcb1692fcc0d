// The outbox of acts: kept before they are sent, sent one after another, kept while the record is away and sent when it is
// back, also after a restart. An act that was begun is brought to an end whatever becomes of the page that asked.
import type Database from 'better-sqlite3';
import type { Act } from '#shared/domain/acts/act.ts';
import { howOf } from '#shared/domain/acts/how.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { appendAudit } from '../audit/append.ts';
import { createRuns } from '../fhir/runs.ts';
import { answerTo } from './insurer.ts';
import { type ActsClient, type Outcome, perform } from './perform.ts';
import { type ActRow, type ActStore, senderOf } from './store.ts';
import { verify } from './verify.ts';

export interface KeeperParts {
  core(): Database.Database | null;
  store: ActStore;
  fhir(): ActsClient | null;
  clock(): string;
  publish(topic: string, ids: readonly string[]): void;
  failed(error: unknown): void;
  /** The reader's key is open: what was asked for can be read. */
  readable(): boolean;
  /** The record is asked in this person's name now, or in the desk's own: another's sign-in sends nobody else's acts. */
  signsFor(personId: string): boolean;
  /** Runs once, later; gives what takes it back. */
  later(ms: number, task: () => void): () => void;
}
/** Between two looks whether the record is back. */
const pausesMs = [3_000, 5_000, 10_000, 20_000, 30_000] as const;
/** Nobody there: the next one would wait as long. */
const away: readonly ErrorCode[] = ['ehr-offline', 'ehr-not-fhir'];

/** As long as bookings: the practice asks about a call for weeks. */
export const keptDays = 30;
const waits = ({ state }: ActRow): boolean => state === 'queued' || state === 'sending';

export function createKeeper(parts: KeeperParts) {
  const { store } = parts;
  const runs = createRuns(parts.failed);
  const { signal } = new AbortController();
  let failedRounds = 0;
  let cancelNext: (() => void) | null = null;
  let round: Promise<void> | null = null;
  const open = (): boolean => parts.core() !== null && parts.readable();

  function keep(row: ActRow): void {
    const db = parts.core();
    // The vault was closed meanwhile: the row still says `sending`, and is gone on with when it is open again.
    if (db === null) return;
    db.transaction(() => {
      store.put(row);
      appendAudit(db, {
        event: 'acts.sent',
        outcome: 'ok',
        person: senderOf(row),
        surface: 'desk',
        subject: {
          patientId: row.patientId,
          callId: row.contextId,
          what: [row.actId, row.kind, row.how, row.state, row.progress.code ?? 'none'].join(':'),
        },
        at: parts.clock(),
      });
    }).immediate();
    parts.publish('acts.changed', [row.actId]);
  }

  function after(row: ActRow, outcome: Exclude<Outcome, { kind: 'not-taken' }>): ActRow {
    const { progress } = row;
    const clear = { ...progress, code: null, differences: [] };
    const verified = progress.step === 'verify' ? ('told' as const) : progress.verified;
    switch (outcome.kind) {
      case 'done':
        return {
          ...row,
          state: 'done',
          progress: {
            ...clear,
            perhaps: true,
            record: outcome.record,
            doneAt: progress.doneAt ?? parts.clock(),
            verified,
          },
        };
      case 'wait':
        return {
          ...row,
          state: 'queued',
          progress: {
            ...clear,
            code: outcome.code,
            perhaps: progress.perhaps || outcome.perhaps,
            base: progress.base ?? outcome.base ?? null,
            record: outcome.record ?? progress.record,
          },
        };
      case 'refused':
        return { ...row, state: 'refused', progress: { ...clear, code: outcome.code } };
      case 'conflict':
        return { ...row, state: 'conflict', progress: { ...clear, code: 'ehr-conflict' } };
      case 'differs':
        return {
          ...row,
          state: 'open',
          progress: { ...clear, perhaps: true, record: outcome.record, differences: outcome.differences },
        };
      case 'unread':
        return {
          ...row,
          state: 'open',
          progress: { ...clear, perhaps: true, record: outcome.record, code: 'act-unread' },
        };
    }
  }

  /** As what it is asked for; where the record turns out not to take that, as a task; else told. */
  async function send(fhir: ActsClient, row: ActRow, act: Act): Promise<ActRow> {
    const { actId, contextId, patientId, at, progress } = row;
    if (progress.step === 'verify' && progress.record !== null) {
      const { verified } = store.answered(actId);
      if (verified === null) return after(row, { kind: 'refused', code: 'not-found' });
      const told = await verify({ fhir, signal }, progress.record, verified);
      return after(row, told.kind === 'not-taken' ? { kind: 'refused', code: 'ehr-unsupported' } : told);
    }
    let now = row;
    for (;;) {
      const outcome = await perform(
        { fhir, signal },
        act,
        { actId, contextId, patientId, at, caller: progress.caller ?? null },
        now.how,
        {
          base: now.progress.base,
          made: now.progress.record,
        },
      );
      if (outcome.kind !== 'not-taken') return after(now, outcome);
      // What may stand there already is not sent as another thing beside it; a person isn't let do that either.
      if (now.progress.perhaps) return after(now, { kind: 'refused', code: 'act-look' });
      const can = (type: string) => (type === 'Task' ? fhir.abilities.can('Task', 'create') : 'no');
      const next = now.how === 'record' ? howOf(act.kind, can) : null;
      if (next?.how === 'task') now = { ...now, ...next };
      else {
        const none = { ...now, how: 'message' as const, why: 'no-task' as const };
        return after(none, { kind: 'refused', code: 'ehr-unsupported' });
      }
    }
  }

  const run = (actId: string): Promise<void> =>
    runs.run(actId, async () => {
      const fhir = parts.fhir();
      const found = store.find(actId);
      if (found === null || fhir === null || !open() || !waits(found)) return;
      // Nobody else is at it here: what came of an earlier sending could not be kept.
      const perhaps = found.progress.perhaps || found.state === 'sending';
      const progress = { ...found.progress, perhaps };
      if (!parts.signsFor(senderOf(found).id)) {
        const other: ActRow = {
          ...found,
          state: 'queued',
          progress: { ...progress, code: 'act-other-person' },
        };
        if (found.state === 'queued' && found.progress.code === 'act-other-person') return;
        store.put(other);
        parts.publish('acts.changed', [actId]);
        return;
      }
      const sending: ActRow = { ...found, state: 'sending', progress };
      const act = store.asked(actId);
      parts
        .core()
        ?.transaction(() => store.put(sending))
        .immediate();
      parts.publish('acts.changed', [actId]);
      const ended = await send(fhir, sending, act).catch((error: unknown) => {
        parts.failed(error);
        return after(sending, { kind: 'wait', code: 'unexpected', perhaps: true });
      });
      keep(ended);
      if (ended.state === 'done' && act.kind === 'benefit-request') await poll(ended.actId);
    });

  /** Looks for the insurer's answer; what was read before stays when nobody answers. */
  async function poll(actId: string): Promise<ErrorCode | null> {
    const fhir = parts.fhir();
    const row = store.find(actId);
    if (fhir === null || row?.progress.record?.type !== 'CoverageEligibilityRequest') return null;
    const said = await answerTo(fhir, row.progress.record.id, row.patientId, signal);
    const db = parts.core();
    if (!said.ok) return said.code;
    if (db === null || !parts.readable()) return 'locked';
    db.transaction(() =>
      store.putAnswered(actId, {
        ...store.answered(actId),
        answer: { asOf: parts.clock(), said: said.value },
      }),
    ).immediate();
    parts.publish('acts.changed', [actId]);
    return null;
  }

  /** All that waits, oldest first; where nobody is there the rest waits too. */
  async function sendAll(): Promise<void> {
    let left = false;
    for (const { actId } of store.waiting()) {
      if (!open()) return;
      await run(actId);
      if (!open()) return;
      const row = store.find(actId);
      if (row === null || !waits(row)) continue;
      left = true;
      if (row.progress.code !== null && away.includes(row.progress.code)) break;
    }
    if (left) tryLater();
    else failedRounds = 0;
  }
  function tryLater(): void {
    const pause = pausesMs[Math.min(failedRounds++, pausesMs.length - 1)] ?? 30_000;
    cancelNext?.();
    cancelNext = parts.later(pause, () => {
      cancelNext = null;
      void wake();
    });
  }
  /** Settles when all that waits was tried once; while one round runs it is the same round. */
  function wake(): Promise<void> {
    if (!open() || parts.fhir() === null) return Promise.resolve();
    cancelNext?.();
    cancelNext = null;
    round ??= sendAll()
      .catch((error: unknown) => {
        parts.failed(error);
        tryLater();
      })
      .finally(() => (round = null));
    return round;
  }

  return {
    isRunning: runs.isRunning,
    poll,
    wake,
    /** Sends one that is kept as `queued`; settles when that was tried. What then waits is tried again later. */
    async send(actId: string): Promise<void> {
      await run(actId);
      const row = open() ? store.find(actId) : null;
      if (row !== null && waits(row) && cancelNext === null && round === null) tryLater();
    },
    /** Something else got an answer from the record: what waits needn't wait longer. */
    back(): void {
      if (cancelNext !== null) void wake();
    },
    /** What is over leaves the vault: what was asked for is at the record, and its event in the audit. */
    purge(): void {
      const before = new Date(Date.parse(parts.clock()) - keptDays * 86_400_000).toISOString();
      parts
        .core()
        ?.transaction(() => store.purge(before))
        .immediate();
    },
    /** At opening and at unlocking: what a crash left under way may have arrived; its id makes sending it again harmless. */
    async resume(): Promise<void> {
      if (!open()) return;
      const left = store.waiting().filter((r) => r.state === 'sending' && !runs.isRunning(r.actId));
      const db = parts.core();
      db?.transaction(() => {
        for (const row of left)
          store.put({
            ...row,
            state: 'queued',
            resumed: true,
            progress: { ...row.progress, perhaps: true },
          });
      }).immediate();
      if (left.length > 0)
        parts.publish(
          'acts.changed',
          left.map((r) => r.actId),
        );
      await wake();
    },
    stop(): void {
      cancelNext?.();
      cancelNext = null;
    },
  };
}
export type Keeper = ReturnType<typeof createKeeper>;
