// The room put together: a part of the composition root (compose.ts) that has a file of its own.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { hear } from '#shared/domain/emotion/caller.ts';
import { linearOf } from '#shared/domain/emotion/model.ts';
import { readModel } from '#shared/domain/emotion/read.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { Log } from '../log.ts';
import type { Topics } from '../router/topics.ts';
import type { DeskClock } from '../session/clock.ts';
import type { Session } from '../session/session.ts';
import { assistHandlers } from './handlers.ts';
import { keepModel, readEarOf } from './model-file.ts';
import { createAssistRoom } from './room.ts';

export interface AssistParts {
  mayHint(callId: string): boolean;
  /** The shipped `data` folder. */
  dataFolder: string;
  session: Session;
  core(): Database.Database | null;
  openCore(): Database.Database;
  clock: DeskClock;
  after(ms: number, run: () => void): () => void;
  topics: Topics;
  log: Log;
}

export function createAssist({
  mayHint,
  dataFolder,
  session,
  clock,
  after,
  topics,
  log,
  ...parts
}: AssistParts) {
  const model = keepModel({
    folder: join(dataFolder, 'models'),
    read: readEarOf((bytes) => {
      const read = readModel(bytes);
      if (!read.ok) return read;
      // A model that hears no callers would be silent for good and seem to be in order.
      return linearOf(read.value, 'caller') === null
        ? fail('model-damaged', 'caller')
        : ok((text: string) => hear(read.value, text));
    }),
    after,
    monotonic: clock.monotonic,
    log,
    changed: () => topics.publish('assist.changed'),
  });
  const common = { model, now: clock.now, monotonic: clock.monotonic };
  const room = createAssistRoom({
    ...common,
    mayHint,
    core: parts.core,
    after,
    soon: (task) => void setImmediate(task),
    topics,
    log,
    uuid: randomUUID,
    locked: () => session.phase() === 'locked',
    person: () => session.person(),
  });
  return { room, handlers: assistHandlers({ ...common, room, core: parts.openCore }) };
}
