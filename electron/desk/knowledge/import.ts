// Brings articles into core.db without holding up the desk: short write batches with a turn of the event loop in between
// (architecture rule 5), so that a message saved during an import waits one batch at most. Cancelled or killed half-way, the
// next run skips what is there.
import type Database from 'better-sqlite3';
import { setImmediate } from 'node:timers/promises';
import { type Article, article } from '#shared/domain/knowledge/article.ts';
import { type Result, fail, ok } from '#shared/domain/result.ts';
import { noteChange, retireShipped } from './delivered.ts';
import { headOf, moveHead } from './heads.ts';
import { toRow, writeRow } from './rows.ts';

/**
 * A batch ends after this time or this many articles, whichever is first; its commit comes on top (measured: 10 ms at p95
 * with it, 40 ms once or twice in an import, when the write-ahead log is moved into the file).
 */
const batchMs = 4;
const mostAtOnce = 12;

export interface ImportReport {
  added: number;
  /** Already there, word for word. */
  same: number;
  /** Not taken, with the reason; ids only, never text. */
  refused: { id: string; why: string }[];
  /** Longest time the event loop was held, in milliseconds. */
  longestBatchMs: number;
}
export interface ImportOptions {
  /** ISO instant kept as `imported_at`. */
  now: string;
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
  /** Monotonic milliseconds. */
  clock?: () => number;
}

/** Writes one checked article; says what became of it. Must run inside a transaction. */
function makeWriter(db: Database.Database, now: string) {
  const find = db.prepare<[string, number], { n: number; title: string; body: string }>(
    'select n, title, body from articles where id = ? and version = ?',
  );
  const kept = db.prepare('delete from article_superseded where n = ?');
  const supersede = db.prepare('update articles set current = 0 where n = ?');
  return (a: Article): 'added' | 'same' | 'changed' => {
    const there = find.get(a.id, a.version);
    const before = headOf(db, a.id);
    if (there) {
      if (there.title !== a.title || there.body !== a.body) return 'changed';
      // It came by the feed and does not count yet, or never will: what ships counts now.
      if (before === undefined) {
        moveHead(db, { id: a.id, n: there.n, version: a.version, sample: a.sample, byFeed: false });
        retireShipped(db, a.id, a.version);
        kept.run(there.n);
      }
      return 'same';
    }
    // What the organisation published is not undone by what ships; what it took out of use comes out of use.
    const counts = before === undefined || (before.version < a.version && before.by_feed === 0);
    if (before && counts) supersede.run(before.n);
    const n = writeRow(db, toRow(a, counts, now), a.callTypes);
    if (before && counts)
      noteChange(db, { at: now, what: 'changed', id: a.id, version: a.version, by_name: null, note: null });
    if (counts) {
      moveHead(db, { id: a.id, n, version: a.version, sample: a.sample, byFeed: false });
      retireShipped(db, a.id, a.version);
    }
    return 'added';
  };
}

/**
 * Imports articles of unknown quality: each is checked, a bad one is refused and the rest go on. `cancelled` when the signal
 * fires (what was committed stays). The same id and version with other words is refused: raise the version.
 */
export async function importArticles(
  db: Database.Database,
  articles: Iterable<unknown> | AsyncIterable<unknown>,
  options: ImportOptions,
): Promise<Result<ImportReport>> {
  const { now, onProgress, signal, clock = () => performance.now() } = options;
  const report: ImportReport = { added: 0, same: 0, refused: [], longestBatchMs: 0 };
  const write = makeWriter(db, now);
  const source =
    Symbol.asyncIterator in articles ? articles[Symbol.asyncIterator]() : articles[Symbol.iterator]();
  let done = 0;

  const take = (value: unknown) => {
    done++;
    const read = article.safeParse(value);
    if (!read.success) {
      const issue = read.error.issues[0];
      report.refused.push({ id: `#${done}`, why: `${issue?.path.join('.')}: ${issue?.code}` });
      return;
    }
    const outcome = write(read.data);
    if (outcome === 'changed') report.refused.push({ id: read.data.id, why: 'same version, other words' });
    else report[outcome]++;
  };

  const stopped = () => signal?.aborted === true || !db.open;
  const stop = async () => {
    // Lets a file that is being read close.
    await source.return?.();
    return fail('cancelled', `after ${done}`);
  };

  for (let ended = false; !ended;) {
    const batch: unknown[] = [];
    while (batch.length < mostAtOnce) {
      const next = await source.next();
      if (next.done) {
        ended = true;
        break;
      }
      batch.push(next.value);
    }
    for (let at = 0; at < batch.length;) {
      // The vault may have been locked while the next lines were read.
      if (stopped()) return stop();
      const started = clock();
      db.transaction(() => {
        do take(batch[at++]);
        while (at < batch.length && clock() - started < batchMs);
      }).immediate();
      report.longestBatchMs = Math.max(report.longestBatchMs, clock() - started);
      onProgress?.(done);
      await setImmediate();
    }
  }
  return stopped() ? stop() : ok(report);
}
