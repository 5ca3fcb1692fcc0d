// A save: message, outbox row, audit row and kept result in one durable commit, against what this disk asks for one durable
// write. Two spans: from the handler's entry to the commit's return (what the limit is about), and from the frame's entry
// into the router to its reply (schema, gate and kept answers come on top).
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { filled } from '#tests/support/message.ts';
import { until } from '#tests/support/until.ts';
import { benchDesk, type BenchDesk } from './desk.ts';
import { calibrator, spread, spreadLine, type Bench } from './measure.ts';

const runs = 2000;

export const articlesIn = (desk: BenchDesk): Promise<number> =>
  until('articles in', 120_000, async () => {
    const { knowledge } = await desk.ask<{ knowledge: { articles: number; importing: number | null } }>(
      'status.read',
    );
    return knowledge.importing === null && knowledge.articles > 2000;
  });

/** Opens and keeps a draft; answers what to save. */
export async function prepared(desk: BenchDesk, n: number): Promise<{ id: string; fields: DraftFields }> {
  // As the page makes it: ids rise with time.
  const id = uuidv7();
  const draft = await desk.ask<{ fields: DraftFields }>('messages.open', {
    id,
    accountId: 'harbor',
    callId: null,
    otherPhoneWhy: 'bench',
  });
  const fields = {
    ...filled(
      draft.fields,
      'The words of an invented caller, written down as they were said. '.repeat(6).trim(),
    ),
    // Not in the words: a bare 103 is a temperature there.
    bestTime: `run ${n}`,
  };
  await desk.ask('messages.keep', { id, fields });
  return { id, fields };
}

/**
 * Times every transaction of this process from inside: `entered` when its function begins (the router's calls the handler
 * first), `committed` when COMMIT has returned.
 */
export function timeTransactions(): { last(): number; stop(): void } {
  const original = Database.prototype.transaction;
  let entered = 0;
  let committed = 0;
  Database.prototype.transaction = function timed(
    this: Database.Database,
    work: (...args: unknown[]) => unknown,
  ) {
    const made = original.call(this, (...args: unknown[]) => {
      entered = performance.now();
      return work(...args);
    });
    const immediate = (...args: unknown[]): unknown => {
      const answer: unknown = made.immediate(...args);
      committed = performance.now();
      return answer;
    };
    return Object.assign((...args: unknown[]): unknown => made(...args), {
      default: made.default,
      deferred: made.deferred,
      exclusive: made.exclusive,
      immediate,
    });
  } as typeof original;
  return {
    last: () => committed - entered,
    stop: () => void (Database.prototype.transaction = original),
  };
}

export async function run(bench: Bench): Promise<void> {
  const transactions = timeTransactions();
  const desk = await benchDesk();
  const disk = calibrator(desk.folder);
  try {
    await articlesIn(desk);
    const saves: number[] = [];
    const frames: number[] = [];
    const writes: number[] = [];
    for (let n = 0; n < runs; n++) {
      const message = await prepared(desk, n);
      // As the page leaves it: a moment's rest between two requests, in which prepared work may be done.
      await new Promise((resolve) => setImmediate(resolve));
      const started = performance.now();
      await desk.ask('messages.save', message, randomUUID());
      frames.push(performance.now() - started);
      saves.push(transactions.last());
      writes.push(disk.once());
    }
    const save = spread(saves);
    const write = spread(writes);
    bench.print(spreadLine('save (handler entry → commit)', save));
    bench.print(spreadLine('save (frame in → reply)', spread(frames)));
    bench.print(spreadLine('calibrator (append 4 KiB + fdatasync)', write));
    bench.limit('save p50 / calibrator p50', save.p50 / write.p50, 3, '×');
    bench.limit('save p95 / calibrator p95', save.p95 / write.p95, 3, '×');
  } finally {
    disk.close();
    transactions.stop();
    await desk.close();
  }
}
