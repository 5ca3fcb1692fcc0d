// The trainer's room of a practice desk, put together: a part of the composition root. A live desk gets `noTraining` instead.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { training as contract } from '#shared/contract/training.ts';
import { certificateSet } from '#shared/domain/training/certificate.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { TrainingState } from '#shared/contract/training-shapes.ts';
import type { PracticePort, TrainingPort } from '../practice/ports.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { scryptCost, type ScryptCost } from '../vault/scrypt.ts';
import { authoringHandlers } from './authoring.ts';
import { certifyHandlers } from './certify.ts';
import type { AttemptKept, Training } from './deps.ts';
import { practiceName, saveFile, type FileHost } from './files.ts';
import { createLintThread } from './lint-thread.ts';
import { noTraining } from './none.ts';
import { assignmentsFor, peopleHandlers } from './people.ts';
import { reviewHandlers } from './review.ts';
import { createScenarios } from './scenarios.ts';
import { createSignedIn } from './signed-in.ts';
import { createSources } from './sources.ts';
import { commentsOf, ratingsOf, trainees } from './store.ts';

export interface TrainingParts {
  init: { practice: boolean };
  /** The `data` folder that ships. */
  dataFolder: string;
  /** Null while the vault is closed. */
  core(): Database.Database | null;
  clock: { now(): string; monotonic(): number };
  after(ms: number, run: () => void): () => void;
  files: FileHost;
  changed(topic: string): void;
  practice(): PracticePort;
  /** Newest first, with each skill's share by the machine. */
  attempts(): readonly AttemptKept[];
  /** Calls under this name by somebody without an id; `join` makes them that person's, and says how many. */
  nameless(name: string): number;
  join(who: { id: string; name: string }): number;
  /** Of the call; null = it rings, or nobody answered. */
  answeredAt(callId: string): string | null;
  /** What one guess at a trainer's passphrase costs; the vault's own unless a test makes many. */
  cost?: ScryptCost;
}
/** What the practice room beside it gives. */
export type PracticeSide = Pick<TrainingParts, 'practice' | 'attempts' | 'nameless' | 'join' | 'answeredAt'>;
export interface TrainingRoom {
  handlers: RoomHandlers<'training'>;
  port: TrainingPort | null;
  /** The desk was locked, or closes: no trainer is signed in any more. */
  locked(): void;
}

/** What needs no trainer. */
const open: readonly string[] = ['state', 'setUp', 'signIn', 'signOut'];
type AnyHandler = (input: never, context: Context) => unknown;

export function createTraining(parts: TrainingParts): TrainingRoom {
  if (!parts.init.practice) return { handlers: noTraining(), port: null, locked: () => undefined };
  const openCore = (): Database.Database => {
    const db = parts.core();
    if (db === null) throw new Error('handler without a vault');
    return db;
  };
  const signedIn = createSignedIn({
    core: openCore,
    random: randomBytes,
    cost: parts.cost ?? scryptCost,
    clock: parts.clock,
    after: parts.after,
    changed: () => parts.changed('training.changed'),
  });
  const sources = createSources(parts.dataFolder);
  const lintThread = createLintThread(sources.bases);
  const scenarios = createScenarios(parts.core, sources);
  const deps: Training = {
    core: openCore,
    signedIn,
    practice: parts.practice,
    attempts: () => parts.attempts().filter(({ row }) => row.state !== 'declined'),
    nameless: parts.nameless,
    join: parts.join,
    answeredAt: parts.answeredAt,
    scenarios,
    sources,
    set: certificateSet.parse(
      JSON.parse(readFileSync(join(parts.dataFolder, 'certificates', 'crisis.json'), 'utf8')),
    ),
    lintThread,
    host: parts.files,
    now: parts.clock.now,
    soon: () => setImmediate(),
  };
  const stated = (done: Result<unknown>): Result<TrainingState> => (done.ok ? ok(signedIn.state()) : done);
  const handlers: RoomHandlers<'training'> = {
    state: () => ok(signedIn.state()),
    setUp: async (given) => stated(await signedIn.setUp(given)),
    signIn: async (given) => stated(await signedIn.signIn(given)),
    signOut() {
      signedIn.end();
      return ok(signedIn.state());
    },
    key() {
      const key = signedIn.publicKey();
      return key === null ? fail('training-key-damaged') : ok({ text: `${JSON.stringify(key, null, 2)}\n` });
    },
    async keySave() {
      const key = signedIn.publicKey();
      if (key === null) return fail('training-key-damaged');
      const text = `${JSON.stringify(key, null, 2)}\n`;
      const name = `trainer-key-${key.keyId}`;
      return saveFile(deps.host, {
        title: 'Save the trainer’s key',
        suggested: practiceName(name, 'json'),
        text,
      });
    },
    ...peopleHandlers(deps),
    ...reviewHandlers(deps),
    ...authoringHandlers(deps),
    ...certifyHandlers(deps),
  };
  return {
    handlers: guarded(handlers, signedIn),
    port: {
      scenariosOf: scenarios.inForce,
      people: () => (parts.core() === null ? [] : trainees(openCore()).map(({ id, name }) => ({ id, name }))),
      assignmentsOf: (who) => (parts.core() === null ? [] : assignmentsFor(deps, who)),
      reviewOf: (runId) => ({
        comments: commentsOf(openCore(), runId),
        ratings: ratingsOf(openCore(), runId),
      }),
    },
    locked() {
      signedIn.end();
      lintThread.close();
      scenarios.changed();
    },
  };
}

/** Nothing works without a trainer; what changes something keeps the trainer signed in, looking on does not. */
function guarded(
  handlers: RoomHandlers<'training'>,
  signedIn: { current(): unknown; touch(): void },
): RoomHandlers<'training'> {
  const each = Object.entries(handlers as unknown as Record<string, AnyHandler>).map(
    ([name, run]): [string, AnyHandler] => {
      const spec = contract[name as keyof typeof contract];
      const acts = spec.kind === 'request' && spec.effect !== 'read';
      if (open.includes(name)) return [name, run];
      return [
        name,
        (input, context) => {
          if (signedIn.current() === null) return fail('training-signed-out');
          if (acts) signedIn.touch();
          return run(input, context);
        },
      ];
    },
  );
  return Object.fromEntries(each) as unknown as RoomHandlers<'training'>;
}
