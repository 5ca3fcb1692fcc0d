// The search thread: a read-only keyed connection of its own, so that no search, however long, holds up a save
// (architecture rule 5). Speaks only the messages of protocol.ts.
import { parentPort } from 'node:worker_threads';
import { asFailure, openReadOnly } from '../vault/open.ts';
import { fail, FailureError, ok } from '#shared/domain/result.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { makeSearcher } from './search.ts';
import { vocabularyOf } from './vocabulary.ts';

const port = parentPort;
if (!port) throw new Error('the search worker runs as a worker thread');
const say = (message: FromWorker) => port.postMessage(message);

/** Decrypted index pages kept in memory; the whole index of the starter articles fits. */
const cacheKiB = 16_000;

type Search = (message: Extract<ToWorker, { kind: 'search' }>) => FromWorker;
let search: Search | null = null;

function open(file: string, key: Buffer): Search {
  try {
    const db = openReadOnly(file, key);
    db.pragma(`cache_size=-${cacheKiB}`);
    const run = makeSearcher(db);
    const vocabulary = vocabularyOf(db);
    vocabulary();
    return ({ id, request, today }) => ({
      kind: 'answer',
      id,
      result: ok(run(request, today, vocabulary())),
    });
  } finally {
    key.fill(0);
  }
}

const failureOf = (error: unknown) => {
  const known = asFailure(error);
  return known instanceof FailureError
    ? known.failure
    : fail('unexpected', error instanceof Error ? error.name : '');
};

port.on('message', (message: ToWorker) => {
  if (message.kind === 'open') {
    try {
      search = open(message.file, Buffer.from(message.key));
      say({ kind: 'ready' });
    } catch (error) {
      say({ kind: 'refused', failure: failureOf(error) });
    }
    return;
  }
  try {
    say(search ? search(message) : { kind: 'answer', id: message.id, result: fail('vault-closed') });
  } catch (error) {
    say({ kind: 'answer', id: message.id, result: failureOf(error) });
  }
});
