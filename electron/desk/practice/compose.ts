// The practice desk's rooms put together: a part of the composition root (compose.ts) that has a file of its own. On a live
// desk it has no line, no surroundings and no runs: every question is refused by name, and nothing stands around a handler.
import type Database from 'better-sqlite3';
import type { Host } from '#host/host.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Line } from '#shared/domain/calls/line.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { findCall } from '../calls/store.ts';
import type { Log } from '../log.ts';
import type { Handlers } from '../router/context.ts';
import type { Topics } from '../router/topics.ts';
import type { DispatchFacts } from '../sync/backend-side.ts';
import { createSpeech } from '../speech/handlers.ts';
import type { Connection } from '../sync/connection.ts';
import type { PracticeSide, TrainingRoom } from '../training/compose.ts';
import { noTraining } from '../training/none.ts';
import { around } from './around.ts';
import { noPractice, practiceHandlers } from './handlers.ts';
import { rolePlayLine } from './line.ts';
import { lineNamed } from './line-named.ts';
import { createParties } from './parties.ts';
import type { PartyWords } from './party-words.ts';
import { noTrainer, type PracticePort, type TrainingPort } from './ports.ts';
import { createPracticeRoom } from './room.ts';
import { attempts, joinNameless, namelessOf } from './store.ts';
import { createSurroundings } from './surroundings.ts';

export interface PracticeParts {
  init: { practice: boolean; profile: string };
  core(): Database.Database | null;
  openCore(): Database.Database;
  clock: { now(): string; monotonic(): number };
  after(ms: number, run: () => void): () => void;
  topics: Topics;
  log: Log;
  files: Pick<Host, 'fileDialog' | 'redeemHandle'>;
  content: { scenarios: readonly Scenario[]; parties: PartyWords };
  oncall: { accountOf(id: string): Account | null; accounts(): readonly Account[] };
  /** Somebody else practises at this desk from now on. */
  named(): void;
  /** The trainer's room beside this one; null = nobody trains here. */
  trainer: ((of: PracticeSide) => TrainingRoom) | null;
}
export interface Practice {
  /** Practice, practice aloud, and the trainer's room; on a live desk each refuses by name. */
  rooms: Pick<Handlers, 'practice' | 'speech' | 'training'>;
  /** No trainer is signed in any more. */
  locked(): void;
  /** What the desk's own handlers do is told to the run that goes on. */
  around(handlers: Handlers): Handlers;
  port: PracticePort | null;
  /** Null on a live desk: it has lines of its own. */
  line: Line | null;
  /** What a practice desk has instead of a backend; null on a live desk. */
  backend: { state(): Connection | 'none'; facts(): DispatchFacts; queued(): void } | null;
  /** Hints of how the caller sounds may show on this call: on a live desk only. */
  mayHint(callId: string): boolean;
  opened(): void;
  stop(): void;
}

const noTrainerHere = (): TrainingRoom => ({ handlers: noTraining(), port: null, locked: () => undefined });

export function createPractice(parts: PracticeParts): Practice {
  const ignore = (): void => undefined;
  const speech = createSpeech(parts);
  if (!parts.init.practice)
    return {
      rooms: { practice: noPractice(), speech: speech.handlers, training: noTraining() },
      locked: ignore,
      around: (handlers) => handlers,
      port: null,
      line: null,
      backend: null,
      mayHint: () => true,
      opened: ignore,
      stop: ignore,
    };
  const { core, openCore, clock, after, topics, log, content } = parts;
  const common = { core, after, now: clock.now, monotonic: clock.monotonic, topics, log };
  const trainer =
    parts.trainer?.({
      practice: () => room.port,
      attempts: () => attempts(openCore()),
      nameless: (name) => namelessOf(openCore(), name),
      join: (who) => joinNameless(openCore(), who),
      answeredAt: (callId) => findCall(openCore(), callId)?.answeredAt ?? null,
    }) ?? noTrainerHere();
  const training = (): TrainingPort => trainer.port ?? noTrainer;
  const line = rolePlayLine(after);
  const surroundings = createSurroundings({
    ...common,
    changed: (...names) => names.forEach((name) => topics.publish(name)),
  });
  const room = createPracticeRoom({
    ...common,
    line,
    surroundings,
    shipped: content.scenarios,
    training,
    dnisOf: (accountId) => parts.oncall.accountOf(accountId)?.lines[0]?.dnis ?? null,
    lineNamed: (text) => lineNamed(text, parts.oncall.accounts()),
  });
  let desk: Handlers | null = null;
  const parties = createParties({
    ...common,
    room,
    words: content.parties,
    calls() {
      if (desk === null) throw new Error('parties before the desk');
      return desk.calls;
    },
  });
  return {
    locked() {
      trainer.locked();
      // Nobody is listened to behind the lock.
      speech.stop();
    },
    rooms: {
      training: trainer.handlers,
      practice: practiceHandlers({
        core: openCore,
        room,
        parties,
        training,
        files: parts.files,
        named: parts.named,
      }),
      speech: speech.handlers,
    },
    around(handlers) {
      desk = around(handlers, room, log);
      return desk;
    },
    port: room.port,
    line,
    backend: { state: surroundings.state, facts: surroundings.facts, queued: surroundings.send },
    // The scenario knows what its caller feels and has hints of its own: a guess beside it would be a second truth.
    mayHint: () => false,
    opened() {
      room.opened();
      parties.opened();
    },
    stop() {
      speech.stop();
      parties.stop();
      room.stop();
      surroundings.stop();
      line.close();
    },
  };
}
