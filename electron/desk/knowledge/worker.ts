// The threads of this room, one file for both: one searches (search-room.ts), one builds the index. Each has a read-only keyed
// connection of its own, so that neither, however long it takes, holds up a save (architecture rule 5). Speaks only the messages
// of protocol.ts.
import type Database from 'better-sqlite3';
import { parentPort } from 'node:worker_threads';
import { asFailure, openReadOnly } from '../vault/open.ts';
import { fail, FailureError, ok } from '#shared/domain/result.ts';
import { buildParts } from './index-build.ts';
import { sumOf } from './index-store.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { articleSearch, type ArticleSearcher } from './search.ts';

const port = parentPort;
if (!port) throw new Error('the search worker runs as a worker thread');
const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

/** Decrypted pages kept in memory; the whole full-text index of the starter articles fits. */
const cacheKiB = 8_000;

let db: Database.Database | null = null;
let searcher: ArticleSearcher | null = null;
let parts: Uint8Array[] = [];
let sent = 0;
let whenSent: (() => void) | null = null;
/** Rises with each loading, so that one that was begun before a newer one ends. */
let loading = 0;

const failureOf = (error: unknown) => {
  const known = asFailure(error);
  return known instanceof FailureError
    ? known.failure
    : fail('unexpected', error instanceof Error ? error.name : '');
};

function open(message: Extract<ToWorker, { kind: 'open' }>): void {
  const key = Buffer.from(message.key);
  try {
    db = openReadOnly(message.file, key);
  } finally {
    key.fill(0);
  }
  if (message.mode === 'build') return build(db, new Int32Array(message.flag));
  db.pragma(`cache_size=-${cacheKiB}`);
  searcher = articleSearch(db, (says) => say({ kind: 'index', says }));
  say({ kind: 'ready' });
  load(searcher);
}

function reload(): void {
  if (searcher) load(searcher);
}
/** One waits at most: it reads all that changed until it begins. */
let refreshing = false;
function refresh(): void {
  const by = searcher;
  if (by === null || refreshing) return;
  refreshing = true;
  const steps = by.refresh();
  const step = (): void => {
    let done = searcher !== by;
    try {
      done ||= steps.next().done === true;
    } catch {
      // The question that comes next meets the same, and says so.
      done = true;
    }
    if (done) refreshing = false;
    else setImmediate(step);
  };
  setImmediate(step);
}
/** A step a turn, so that questions are answered in between. */
function load(by: ArticleSearcher): void {
  const mine = ++loading;
  const steps = by.load();
  const step = (): void => {
    if (mine !== loading || searcher !== by) return;
    try {
      if (steps.next().done !== true) setImmediate(step);
    } catch {
      say({ kind: 'index', says: 'damaged' });
    }
  };
  setImmediate(step);
}

function build(from: Database.Database, flag: Int32Array): void {
  const made = buildParts(
    from,
    (done) => say({ kind: 'progress', done }),
    () => Atomics.load(flag, 0) !== 0,
  );
  if (made === null) return;
  ({ parts } = made);
  whenSent = () => say({ kind: 'built', head: made.head });
  next();
}
function next(): void {
  const bytes = parts[sent];
  if (bytes === undefined) return whenSent?.();
  const part = sent++;
  say({ kind: 'progress', done: 90 + Math.floor((10 * part) / parts.length) });
  say({ kind: 'part', part, bytes, sum: sumOf(bytes) });
}

function close(): void {
  searcher?.wipe();
  searcher = null;
  for (const part of parts) part.fill(0);
  parts = [];
  db?.close();
  db = null;
  say({ kind: 'wiped' });
}

port.on('message', (message: ToWorker) => {
  if (message.kind === 'search') {
    const { id, request, today, role } = message;
    try {
      const result = searcher ? ok(searcher.search(request, role, today)) : fail('vault-closed');
      say({ kind: 'answer', id, result });
    } catch (error) {
      say({ kind: 'answer', id, result: failureOf(error) });
    }
    return;
  }
  try {
    if (message.kind === 'open') open(message);
    else if (message.kind === 'reload') reload();
    else if (message.kind === 'refresh') refresh();
    else if (message.kind === 'next') next();
    else close();
  } catch (error) {
    say({ kind: 'refused', failure: failureOf(error) });
  }
});
