// For tests only: the trainer's room over a vault in memory, runs of R2 as the practice room would hand them.
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { RunRow } from '#shared/contract/practice.ts';
import { training as contract } from '#shared/contract/training.ts';
import { scenarioBase, complete } from '#shared/domain/practice/base.ts';
import { answer, createRun, type PracticeRun } from '#shared/domain/practice/run.ts';
import { scenarioFile, type Scenario } from '#shared/domain/practice/scenario.ts';
import type { Result } from '#shared/domain/result.ts';
import base from '../../../data/scenarios/base/en.json' with { type: 'json' };
import r2file from '../../../data/scenarios/R2.json' with { type: 'json' };
import type { PlayedRun } from '../practice/ports.ts';
import type { Context } from '../router/context.ts';
import { cheapScrypt } from '../vault/testing.ts';
import { createTraining, type TrainingRoom } from './compose.ts';
import { draftHeadsSchema, trainingSchema } from './schema.ts';

export const r2 = complete(scenarioFile.parse(r2file), scenarioBase.parse(base));
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const passphrase = 'a lantern by the river';
export const start = '2026-11-22T10:00:00.000Z';

export const bench = {
  db: new Database(':memory:'),
  room: null as TrainingRoom | null,
  nowMs: 0,
  mono: 0,
  kept: [] as { row: RunRow; skills: object; run: PracticeRun | null; scenario: Scenario }[],
};
export const theRoom = (): TrainingRoom => {
  if (bench.room === null) throw new Error('no room yet');
  return bench.room;
};
const now = (): string => new Date(bench.nowMs).toISOString();
export const pass = (ms: number): void => {
  bench.nowMs += ms;
  bench.mono += ms;
};

export function build(): TrainingRoom {
  const playedOf = (runId: string): PlayedRun | null => {
    const found = bench.kept.find((k) => k.row.id === runId);
    return found === undefined || found.run === null
      ? null
      : { row: found.row, run: found.run, scenario: found.scenario };
  };
  return createTraining({
    init: { practice: true },
    dataFolder: fileURLToPath(new URL('../../../data', import.meta.url)),
    core: () => bench.db,
    clock: { now, monotonic: () => bench.mono },
    after: () => () => undefined,
    files: {
      fileDialog: async () => ({ ok: true, value: { handle: null, name: null } }),
      redeemHandle: async () => ({ ok: true, value: { path: '/nowhere' } }),
    },
    changed: () => undefined,
    practice: () => ({
      liveOf: () => null,
      playedOf,
      inject: () => ({ ok: true, value: null }),
      scenarios: () => theRoom().port?.scenariosOf([r2]) ?? [r2],
    }),
    attempts: () => bench.kept,
    nameless: (name) =>
      bench.kept.filter(({ row }) => row.trainee.id === null && row.trainee.name === name).length,
    join: joinKept,
    answeredAt: () => null,
    cost: cheapScrypt,
  });
}
/** As the practice room beside it does. */
function joinKept({ id, name }: { id: string; name: string }): number {
  const theirs = bench.kept.filter(({ row }) => row.trainee.id === null && row.trainee.name === name);
  for (const one of theirs) one.row = { ...one.row, trainee: { id, name } };
  return theirs.length;
}
export const shipped = [r2];
/** A fresh vault, nobody in it. */
export function reset(): void {
  bench.db = new Database(':memory:');
  bench.db.exec(
    `${trainingSchema} ${draftHeadsSchema} CREATE TABLE settings_core (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`,
  );
  bench.nowMs = Date.parse(start);
  bench.mono = 0;
  bench.kept = [];
  bench.room = build();
}

export type Name = Exclude<keyof typeof contract, 'changed'>;
export async function ask(name: Name, input: object = {}): Promise<Result<never>> {
  const context = { now: now(), changed: () => undefined, about: () => undefined } as unknown as Context;
  const run = theRoom().handlers[name] as unknown as (input: object, c: Context) => Promise<Result<never>>;
  const parsed = contract[name].input.parse(input);
  const done = await run(parsed as object, context);
  if (done.ok) contract[name].output.parse(done.value);
  return done;
}
export const value = async <T = Record<string, never>>(name: Name, input: object = {}): Promise<T> => {
  const done = await ask(name, input);
  if (!done.ok) throw new Error(`${name}: ${done.code} ${done.message}`);
  return done.value as T;
};
export const setUp = () => value('setUp', { id: uuid(1), name: 'Priya Trainer', passphrase });

/** A finished call of R2, said line by line. */
export function play(id: number, lines: readonly string[], change: Partial<RunRow> = {}): string {
  let run = createRun(r2, { seed: 7, level: 3 });
  for (const text of lines) {
    const next = answer(r2, run, { text, by: 'typed' });
    if (!next.ok) throw new Error(next.code);
    run = next.value;
  }
  bench.kept.unshift({ row: rowOf(id, change), skills: { empathy: 0.5 }, run, scenario: r2 });
  return uuid(id);
}
export const rowOf = (id: number, change: Partial<RunRow> = {}): RunRow => ({
  id: uuid(id),
  scenarioId: 'R2',
  scenarioVersion: r2.version,
  title: r2.title,
  level: 3,
  seed: 7,
  trainee: { id: 'ann', name: 'Ann Agent' },
  assignmentId: null,
  startedAt: now(),
  endedAt: now(),
  state: 'finished',
  ending: 'resolved',
  score: 82,
  passed: true,
  bookmarks: 0,
  old: false,
  interrupted: false,
  ...change,
});
export const rating = (runId: string, n: number, change: object = {}) => ({
  id: uuid(n),
  runId,
  perCue: [],
  items: [],
  overall: 88,
  criticalMet: true,
  note: '',
  ...change,
});
