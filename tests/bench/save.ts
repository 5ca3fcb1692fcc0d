// A save: message, outbox row, audit row and kept result in one durable commit, from the frame's entry into the router to
// its reply, against what this disk asks for one durable write.
import { randomUUID } from 'node:crypto';
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
  const id = randomUUID();
  const draft = await desk.ask<{ fields: DraftFields }>('messages.open', {
    id,
    accountId: 'harbor',
    callId: null,
    otherPhoneWhy: 'bench',
  });
  const fields = filled(
    draft.fields,
    `Run ${n}. ${'The words of an invented caller, written down as they were said. '.repeat(6)}`,
  );
  await desk.ask('messages.keep', { id, fields });
  return { id, fields };
}

export async function run(bench: Bench): Promise<void> {
  const desk = await benchDesk();
  const disk = calibrator(desk.folder);
  try {
    await articlesIn(desk);
    const saves: number[] = [];
    const writes: number[] = [];
    for (let n = 0; n < runs; n++) {
      const message = await prepared(desk, n);
      // As the page leaves it: a moment's rest between two requests, in which prepared work may be done.
      await new Promise((resolve) => setImmediate(resolve));
      const started = performance.now();
      await desk.ask('messages.save', message, randomUUID());
      saves.push(performance.now() - started);
      writes.push(disk.once());
    }
    const save = spread(saves);
    const write = spread(writes);
    bench.print(spreadLine('save (frame in → reply after commit)', save));
    bench.print(spreadLine('calibrator (append 4 KiB + fdatasync)', write));
    bench.limit('save p50 / calibrator p50', save.p50 / write.p50, 3, '×');
    bench.limit('save p95 / calibrator p95', save.p95 / write.p95, 3, '×');
  } finally {
    disk.close();
    await desk.close();
  }
}
