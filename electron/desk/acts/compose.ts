// The acts room in this desk: its store in the vault, its outbox, and what is gone on with after a restart.
import type Database from 'better-sqlite3';
import type { PatientGate } from '../booking/gate.ts';
import { findCall } from '../calls/store.ts';
import { errorFields, type Log } from '../log.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { RoomHandlers } from '../router/context.ts';
import { createKeeper } from './keeper.ts';
import { messageHandler } from './message.ts';
import type { ActsClient } from './perform.ts';
import { actsRoom } from './room.ts';
import { createActStore } from './store.ts';

export interface ActsParts {
  patients: { client: ActsClient | null; gate: PatientGate };
  core(): Database.Database | null;
  sealer: Sealer;
  night: { handlers: { messages: Pick<RoomHandlers<'messages'>, 'open' | 'read' | 'save'> } };
  clock: { now(): string };
  /** The record is asked in this person's name now, or in the desk's own. */
  signsFor(personId: string): boolean;
  topics: { publish(topic: string, ids: readonly string[]): void };
  log: Pick<Log, 'error'>;
  /** Runs once, later; gives what takes it back. */
  later?: (ms: number, task: () => void) => () => void;
}
/** Longer than this nobody looks at a form that says "being sent". */
const answerWithinMs = 4_000;

function timer(ms: number, task: () => void): () => void {
  const running = setTimeout(task, ms);
  running.unref();
  return () => clearTimeout(running);
}

export function createActs(parts: ActsParts) {
  const { patients, sealer, later = timer } = parts;
  const openCore = (): Database.Database => {
    const db = parts.core();
    if (db === null) throw new Error('acts room without a vault');
    return db;
  };
  const store = createActStore(openCore, sealer);
  const fhir = (): ActsClient | null => patients.client;
  const clock = parts.clock.now;
  const failed = (error: unknown): void =>
    parts.log.error('request.unexpected', { name: 'acts', ...errorFields(error) });
  const keeper = createKeeper({
    core: parts.core,
    store,
    fhir,
    clock,
    publish: parts.topics.publish,
    failed,
    readable: sealer.readable,
    signsFor: parts.signsFor,
    later,
  });
  /** The work goes on; only the answer doesn't wait for it. */
  const atMost = (work: Promise<void>): Promise<void> =>
    new Promise((resolve) => {
      const stop = timer(answerWithinMs, resolve);
      void work.catch(failed).finally(() => {
        stop();
        resolve();
      });
    });
  const { gate } = patients;
  const handlers: RoomHandlers<'acts'> = {
    ...actsRoom({ gate, store, keeper, fhir, clock, atMost }),
    message: messageHandler({
      gate,
      store,
      messages: parts.night.handlers.messages,
      isCall: (contextId) => findCall(openCore(), contextId) !== null,
      isRunning: keeper.isRunning,
      hasRecord: () => fhir() !== null,
    }),
  };
  return {
    handlers,
    /** The vault was opened or unlocked. Settles when what waited was tried once. */
    async opened(): Promise<void> {
      // A disk that takes no write keeps nobody from sending what waits.
      try {
        keeper.purge();
      } catch (error) {
        failed(error);
      }
      await keeper.resume().catch(failed);
    },
    /** The record answered somebody: what waits is sent now. */
    back: keeper.back,
    /** Settles when all that waits was tried once. */
    wake: keeper.wake,
    stop: keeper.stop,
  };
}
