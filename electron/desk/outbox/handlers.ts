// What a page may ask about the outbox: how both lanes stand, the queue, the rescue file.
import type Database from 'better-sqlite3';
import type { Host } from '#host/host.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Lane } from '#shared/domain/messages/lane.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import { countUnread } from '../messages/unread.ts';
import { countLanes } from '../sync/counts.ts';
import { findEnrolment } from '../sync/device.ts';
import type { WrapForBackend } from '../sync/outbox.ts';
import { queuePage } from './queue.ts';
import { writeRescue } from './rescue.ts';

export interface OutboxDeps {
  core(): Database.Database;
  paused(lane: Lane): ErrorCode | null;
  tries(): { lastTryAt: string | null; nextTryAt: string | null };
  host: Pick<Host, 'fileDialog' | 'redeemHandle'>;
  wrap: WrapForBackend;
  sign(bytes: Buffer): Buffer;
  soon(): Promise<void>;
}

/** One at a time: two files of the same rows help nobody. */
export function outboxHandlers(deps: OutboxDeps): RoomHandlers<'outbox'> {
  let writing = false;
  return {
    state() {
      const counted = countLanes(deps.core());
      const acks = counted.map((lane) => lane.lastAckAt).filter((at) => at !== null);
      return ok({
        lanes: counted.map(({ lane, waiting, oldest, highest, acknowledged, quarantined }) => ({
          lane,
          waiting,
          oldest,
          highest,
          acknowledged,
          quarantined,
          paused: deps.paused(lane),
        })),
        ...deps.tries(),
        lastAckAt: acks.toSorted().at(-1) ?? null,
        unread: countUnread(deps.core()),
      });
    },
    queue: ({ state }, { after, limit }) => ok(queuePage(deps.core(), state, after, limit)),
    async rescue(_input, context) {
      const db = deps.core();
      if (writing) return fail('busy', 'rescue');
      const enrolment = findEnrolment(db);
      // Without an enrolment there is no key that only the backend has.
      if (enrolment === null) return fail('not-enrolled');
      writing = true;
      try {
        const picked = await deps.host.fileDialog({
          mode: 'save',
          title: 'Rescue file',
          suggested: `careline-rescue-${context.now.slice(0, 16).replaceAll(/[^0-9]/g, '')}.jsonl`,
          extensions: ['jsonl'],
        });
        if (!picked.ok) return picked;
        if (picked.value.handle === null) return ok({ file: null });
        const place = await deps.host.redeemHandle({ handle: picked.value.handle });
        if (!place.ok) return place;
        const file = await writeRescue(
          {
            db,
            wrap: deps.wrap,
            enrolment,
            sign: deps.sign,
            now: context.now,
            signal: context.signal,
            progress: (done, total) => context.progress(done, total),
            soon: deps.soon,
          },
          place.value.path,
        );
        if (!file.ok) return file;
        const { name, items, bytes } = file.value;
        return ok({ file: { name, items, bytes } });
      } finally {
        writing = false;
      }
    },
  };
}
