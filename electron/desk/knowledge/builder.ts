// The desk's side of the thread that builds the search index: hands it the key, writes each piece it sends in a turn of its own,
// and puts the new generation in force at the end. Ended or killed half-way, the generation before stays in force.
import type Database from 'better-sqlite3';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts';
import { sqliteFailure } from '../vault/open.ts';
import { dropOnePart, type IndexWriter, writerFor } from './index-store.ts';
import { endThread, handKey, workerFile } from './threads.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

export interface BuilderOptions {
  /** Path of core.db. */
  file: string;
  /** A copy of its key that this may wipe; null while locked. */
  key: () => Buffer | null;
  /** The one writing connection. */
  db: Database.Database;
  /** 0 to 100, rising. */
  onProgress?: (done: number) => void;
  /** Milliseconds until a thread that says nothing is ended. */
  timeoutMs?: number;
  workerUrl?: URL;
}
export interface Built {
  articles: number;
  bytes: number;
  /** Longest time a write held the event loop, in milliseconds. */
  longestWriteMs: number;
}
export interface Building {
  /** Never rejects: `cancelled`, `interrupted`, `timed-out`, `locked`, `vault-…` come as failures. */
  readonly done: Promise<Result<Built>>;
  /** The thread wipes its arrays and ends. */
  stop(): Promise<void>;
}

/** The thread says something at least at every page of articles. */
const silenceMs = 60_000;
const writesBetween = 4;
/** V8's part alone; the arrays of numbers lie outside it. Measured at 50,000 articles: docs/knowledge.md. */
const heapMb = 384;

export function startBuilding(options: BuilderOptions): Building {
  const { db } = options;
  const key = options.key();
  if (key === null) return { done: Promise.resolve(fail('locked')), stop: () => Promise.resolve() };
  const worker = new Worker(workerFile(options.workerUrl), {
    name: 'knowledge-builder',
    stdin: false,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  worker.unref();
  const flag = new SharedArrayBuffer(4);
  const { promise: done, resolve } = Promise.withResolvers<Result<Built>>();
  let writer: IndexWriter | null = null;
  let bytes = 0;
  let longestWriteMs = 0;
  let writes = 0;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;

  const settle = (answer: Result<Built>): Promise<void> => {
    if (ended) return Promise.resolve();
    ended = true;
    clearTimeout(timer);
    Atomics.store(new Int32Array(flag), 0, 1);
    resolve(answer);
    return endThread(worker);
  };
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void settle(fail('timed-out', 'index builder')), options.timeoutMs ?? silenceMs);
    timer.unref();
  };
  const write = (work: () => void): void => {
    const from = performance.now();
    work();
    longestWriteMs = Math.max(longestWriteMs, performance.now() - from);
  };

  /**
   * The log is moved into the file after a few pieces, in a turn of its own: left to itself it is moved after a thousand pages at
   * once, which holds the desk three times as long as anything here.
   */
  async function eased(work: () => void): Promise<void> {
    write(work);
    if (++writes % writesBetween !== 0) return;
    await setImmediate();
    if (!ended && db.open) write(() => db.pragma('wal_checkpoint(passive)'));
  }

  async function heard(message: FromWorker): Promise<void> {
    if (ended) return;
    alive();
    if (message.kind === 'refused') return settle(message.failure);
    if (message.kind === 'progress') return options.onProgress?.(message.done);
    if (!db.open) return settle(fail('vault-closed'));
    if (message.kind === 'part') {
      if (writer === null) {
        const begun = (writer = writerFor(db));
        await dropOthers(begun.generation);
        if (ended || !db.open) return;
      }
      const into = writer;
      await eased(() => into.put(message.part, message.bytes, message.sum));
      if (ended) return;
      bytes += message.bytes.length;
      worker.postMessage({ kind: 'next' } satisfies ToWorker);
    } else if (message.kind === 'built') {
      const into = writer;
      if (into === null) return settle(fail('interrupted', 'index builder'));
      write(() => into.flip(message.head));
      await dropOthers(into.generation);
      return settle(ok({ articles: message.head.articles, bytes, longestWriteMs }));
    }
  }
  /** What an earlier build left, one piece a turn. */
  async function dropOthers(keep: number): Promise<void> {
    for (let more = true; more && !ended && db.open;) {
      await eased(() => (more = dropOnePart(db, keep)));
      alive();
      await setImmediate();
    }
  }

  worker.on('message', (message: FromWorker) => {
    heard(message).catch((error: unknown) => settle(failureOf(error)));
  });
  const gone = (): void => void settle(fail('interrupted', 'the index builder ended'));
  worker.once('error', gone);
  worker.once('exit', gone);
  alive();
  handKey(worker, 'build', options.file, key, flag);
  return { done, stop: () => settle(fail('cancelled')) };
}

const failureOf = (error: unknown): Failure =>
  sqliteFailure(error) ?? fail('unexpected', error instanceof Error ? error.name : 'index builder');
