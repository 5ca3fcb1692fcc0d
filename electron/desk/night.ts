// The night's rooms put together: messages, dispatch with its alarm, hand-over. A part of the composition root
// (compose.ts) that has a file of its own.
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { Host } from '#host/host.ts';
import type { FlagOfCall } from '#shared/domain/assist/marks.ts';
import { findCall } from './calls/store.ts';
import { createAlarm } from './dispatch/alarm.ts';
import { keptAlarm } from './dispatch/kept-alarm.ts';
import { dispatchHandlers } from './dispatch/handlers.ts';
import { keepWords } from './dispatch/kept.ts';
import { findEmergency } from './emergency/handlers.ts';
import { handoverHandlers } from './handover/handlers.ts';
import { projectAgain } from './messages/again.ts';
import { projectLater } from './messages/project.ts';
import { readUnreadAgain } from './messages/unread.ts';
import { messageHandlers } from './messages/handlers.ts';
import { onCallAtSave } from './messages/on-call-at-save.ts';
import { warmScanner } from './messages/warm.ts';
import type { Sealer } from './messages/sealer.ts';
import type { OnCallRoom } from './oncall/room.ts';
import type { Handlers, Person } from './router/context.ts';
import { readClockOffset } from './sync/device.ts';

export interface NightDeps {
  core(): Database.Database | null;
  openCore(): Database.Database;
  sealer: Sealer;
  oncall: OnCallRoom;
  people(): readonly Person[];
  /** The backend is heard of and runs ladders. */
  running(): boolean;
  /** Red flags of a call: its message starts at no less, and carries them (O4). */
  flagsOf(callId: string): readonly FlagOfCall[];
  /** Something was queued for it; called inside the transaction that queues it. */
  queued(): void;
  now(): string;
  after(ms: number, run: () => void): () => void;
  /** For notices; null in a browser's tab. */
  host: Host | null;
  /** For files that are saved. */
  files: Pick<Host, 'fileDialog' | 'redeemHandle'>;
  /** Where the alarm of a restarted desk is kept; null = nowhere. */
  profile: string | null;
  publish(topic: string, ids: readonly string[]): void;
  failed(error: unknown): void;
}

export function createNight(deps: NightDeps) {
  const { openCore, sealer, oncall, running } = deps;
  const alarm = createAlarm({
    core: deps.core,
    running,
    now: deps.now,
    after: deps.after,
    notify:
      deps.host === null ? null : (input) => deps.host?.notify(input) ?? Promise.reject(new Error('no host')),
    kept: deps.profile === null ? null : keptAlarm(deps.profile),
    changed: (ids) => deps.publish('dispatch.changed', ids),
    failed: deps.failed,
  });
  const again = projectAgain({
    core: deps.core,
    sealer,
    accounts: oncall.accounts,
    accountOf: oncall.accountOf,
    now: deps.now,
    monotonic: () => performance.now(),
    after: deps.after,
    changed: (ids) =>
      ['messages', 'dispatch', 'handover'].forEach((room) => deps.publish(`${room}.changed`, ids)),
    failed: deps.failed,
  });
  const unread = readUnreadAgain({
    core: deps.core,
    sealer,
    accountOf: oncall.accountOf,
    monotonic: () => performance.now(),
    after: deps.after,
    changed: (ids) => {
      ['messages', 'dispatch', 'handover'].forEach((room) => deps.publish(`${room}.changed`, ids));
      deps.publish('outbox.changed', []);
    },
    failed: deps.failed,
  });
  const writer = {
    core: openCore,
    sealer,
    accountOf: oncall.accountOf,
    queued: deps.queued,
  };
  const warming = warmScanner(deps.after);
  const onCallOf = onCallAtSave(oncall);
  const kept = keepWords(sealer);
  const handlers: Pick<Handlers, 'messages' | 'dispatch' | 'handover'> = {
    messages: messageHandlers({
      ...writer,
      callOf: (id) => findCall(openCore(), id),
      emergencyOf: (id) => findEmergency(openCore(), id),
      flagsOf: deps.flagsOf,
      clockOffsetMs: () => readClockOffset(openCore()),
      uuid: randomUUID,
      onCallOf,
      running,
    }),
    dispatch: dispatchHandlers({
      ...writer,
      oncall,
      running,
      alarm: alarm.state,
      kept,
      monotonic: () => performance.now(),
      soon: () => nextTurn(),
    }),
    handover: handoverHandlers({
      ...writer,
      accounts: oncall.accounts,
      people: deps.people,
      running,
      host: deps.files,
      soon: () => nextTurn(),
    }),
  };
  return {
    handlers,
    alarm,
    /** Another account, or another version of one, may be in force: open messages follow it. */
    look(): void {
      // From here on this desk reads for itself.
      if (sealer.readable()) alarm.taken([]);
      const db = deps.core();
      const late = db === null ? [] : projectLater(db, sealer, oncall.accountOf);
      if (late.length > 0)
        ['messages', 'dispatch', 'handover'].forEach((room) => deps.publish(`${room}.changed`, late));
      again.look();
      unread.look();
    },
    locked: kept.forget,
    stop(): void {
      warming();
      alarm.stop();
      again.stop();
      unread.stop();
    },
  };
}
