// The practice room's state: who practises, scenarios, kept runs, the run that goes on, and what the middle shows between
// calls. Read from the practice desk, never guessed.
import { create } from 'zustand';
import { uuidv7 } from 'uuidv7';
import type {
  KeptRun,
  PracticeProgress,
  PracticeTrainee,
  PracticeView,
  RunRow,
  ScenarioSummary,
} from '#shared/contract/practice.ts';
import type { DeskAct, PracticeLevel, Scenario } from '#shared/domain/practice/scenario.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { Assignment } from '#shared/domain/training/records.ts';
import { useDeskView } from '../app/desk-store.ts';
import { careline } from '../bridge/index.ts';
import { suggestionOf } from './attempts.ts';

/** What the middle shows between calls: what a call will be, or a run that is over. */
export type Shown =
  | {
      kind: 'brief';
      scenarioId: string;
      /** null = what the attempts so far suggest; a fresh seed. */
      level: PracticeLevel | null;
      seed: number | null;
      assignmentId: string | null;
    }
  | { kind: 'run'; runId: string };

interface PracticeRoom {
  /** undefined = not read yet; null = nobody said. */
  trainee: PracticeTrainee | null | undefined;
  scenarios: readonly ScenarioSummary[] | null;
  assignments: readonly Assignment[];
  rows: readonly RunRow[];
  progress: PracticeProgress | null;
  /** Why the room could not be read; what was read before stays. */
  failure: Failure | null;
  shown: Shown | null;
  /** The run that goes on, by its call, with the scenario it is played by. */
  view: PracticeView | null;
  scenario: Scenario | null;
  /** Why the run that goes on could not be read. */
  viewFailure: Failure | null;
  /** Runs whose debrief was opened. */
  kept: Readonly<Record<string, KeptRun>>;
  show(shown: Shown): void;
}

export const usePractice = create<PracticeRoom>()((set) => ({
  trainee: undefined,
  scenarios: null,
  assignments: [],
  rows: [],
  progress: null,
  failure: null,
  shown: null,
  view: null,
  scenario: null,
  viewFailure: null,
  kept: {},
  show: (shown) => set({ shown }),
}));

const get = usePractice.getState;
const set = usePractice.setState;

export const brief = (
  scenarioId: string,
  more: Partial<Extract<Shown, { kind: 'brief' }>> = {},
): Extract<Shown, { kind: 'brief' }> => ({
  kind: 'brief',
  scenarioId,
  level: null,
  seed: null,
  assignmentId: null,
  ...more,
});

const number = (id: string): number => Number(/\d+/.exec(id)?.[0] ?? 0);
/** R2 before R10, a translation after what it translates. */
const inOrder = (all: readonly ScenarioSummary[]): ScenarioSummary[] =>
  all.toSorted((a, b) => number(a.id) - number(b.id) || a.id.localeCompare(b.id));

let newest = 0;
/** Reads all between-calls state anew; a read that was overtaken is dropped. `now` decides what is due. */
export async function readPractice(now: () => Date): Promise<void> {
  const mine = ++newest;
  const [trainee, scenarios, assignments] = await Promise.all([
    careline.practice.trainee(),
    careline.practice.scenarios(),
    careline.practice.assignments(),
  ]);
  const who = trainee.ok ? trainee.value : null;
  const [rows, progress] = await Promise.all([
    careline.practice.runs({ trainee: who }),
    who === null ? null : careline.practice.progress({ trainee: who }),
  ]);
  if (mine !== newest) return;
  const failed = [trainee, scenarios, assignments, rows, progress].find((r) => r !== null && !r.ok);
  if (!trainee.ok || !scenarios.ok || !rows.ok)
    return set({ failure: failed === undefined || failed === null || failed.ok ? null : failed });
  const open = assignments.ok ? assignments.value : [];
  const done = progress?.ok === true ? progress.value : null;
  const next = suggestionOf(inOrder(scenarios.value), rows.value, open, done, now().toISOString());
  set({
    trainee: trainee.value,
    scenarios: inOrder(scenarios.value),
    assignments: open,
    rows: rows.value,
    progress: done,
    failure: null,
    shown:
      get().shown ??
      (next === null ? null : brief(next.scenarioId, { level: next.level, assignmentId: next.assignmentId })),
  });
}

/** The run that goes on, as the desk has it; null = none. Answers the run that was going on before and is over now. */
export async function readCurrent(): Promise<string | null> {
  const before = get().view?.row ?? null;
  const current = await careline.practice.current();
  if (!current.ok) {
    set({ viewFailure: current });
    return null;
  }
  if (current.value === null) {
    set({ view: null, scenario: null, viewFailure: null });
    return before === null ? null : before.id;
  }
  const { runId } = current.value;
  const view = await careline.practice.view({ runId });
  if (!view.ok) {
    set({ viewFailure: view });
    return null;
  }
  await take(view);
  return null;
}

/** Takes a view that is not older than the one that is held, with the scenario it is played by. */
async function take(result: Result<PracticeView>): Promise<Failure | null> {
  if (!result.ok) return result;
  const view = result.value;
  const { scenario, view: held } = get();
  if (held !== null && held.row.id === view.row.id && held.run.lines.length > view.run.lines.length)
    return null;
  if (scenario !== null && held?.row.id === view.row.id) {
    set({ view, viewFailure: null });
    return null;
  }
  const body = await careline.practice.scenario({ id: view.row.scenarioId });
  set(body.ok ? { view, scenario: body.value, viewFailure: null } : { viewFailure: body });
  return null;
}

/** A debrief's whole run; read again when something about it changed. */
export async function readKept(runId: string): Promise<Failure | null> {
  const run = await careline.practice.run({ runId });
  if (!run.ok) return run;
  set(({ kept }) => ({ kept: { ...kept, [runId]: run.value } }));
  return null;
}

const sure = { sureWithin: 20_000 };

export async function sitDown(trainee: PracticeTrainee): Promise<Failure | null> {
  const done = await careline.practice.sitDown(trainee, sure);
  if (!done.ok) return done;
  set({ trainee: done.value, shown: null });
  return null;
}

export interface Ring {
  scenarioId: string;
  level: PracticeLevel;
  seed: number;
  assignmentId: string | null;
}
/** It rings on the practice line; the desk's own card shows it. One id for all tries of this ring. */
export async function letItRing(ring: Ring, id: string = uuidv7()): Promise<Failure | null> {
  const { trainee } = get();
  if (trainee === null || trainee === undefined) return null;
  const done = await careline.practice.start({ id, ...ring, trainee }, sure);
  return done.ok ? null : done;
}

export type Reply = { choiceId: string } | { text: string; by: 'typed' | 'spoken' | 'script' };
/** One turn; repeats safely while the desk restarts. */
export async function say(runId: string, reply: Reply): Promise<Failure | null> {
  const turn = (): number | null =>
    get().view?.row.id === runId ? (get().view?.run.lines.length ?? null) : null;
  const before = heardLast();
  const failed = await take(await careline.practice.say({ runId, reply, turn: turn() }, sure));
  if (failed?.code !== 'conflict') return failed;
  // An act at the desk came between: nothing new was heard, so the same answer still fits.
  await readCurrent();
  if (heardLast() !== before) return failed;
  return take(await careline.practice.say({ runId, reply, turn: turn() }, sure));
}
const heardLast = (): number => get().view?.run.lines.findLastIndex((line) => line.who === 'caller') ?? -1;
export const askForHint = async (runId: string): Promise<Failure | null> =>
  take(await careline.practice.hint({ runId }, sure));
export const bringIn = async (
  runId: string,
  target: NonNullable<PracticeView['party']>['target'],
): Promise<Failure | null> => take(await careline.practice.bringIn({ runId, id: uuidv7(), target }, sure));
export const tellParty = async (runId: string, text: string): Promise<Failure | null> =>
  take(await careline.practice.tellParty({ runId, text }, sure));
export const moveParty = async (
  runId: string,
  what: 'join' | 'hand-over' | 'let-go',
): Promise<Failure | null> => take(await careline.practice.party({ runId, what }, sure));

/** R9 and whatever else is sensitive: another one instead, without a reason and without a mark. */
export async function decline(scenarioId: string, level: PracticeLevel): Promise<Failure | null> {
  const { trainee, shown } = get();
  if (trainee === null || trainee === undefined) return null;
  const assignmentId = shown?.kind === 'brief' ? shown.assignmentId : null;
  const done = await careline.practice.decline(
    { id: uuidv7(), scenarioId, level, trainee, assignmentId },
    sure,
  );
  if (!done.ok) return done;
  set({ shown: brief(done.value.instead, { level }) });
  return null;
}

/** Failures are the desk's to say: an act that could not be counted changes nothing for the caller in hand. */
export const act = async (runId: string, what: DeskAct, detail: string | null): Promise<Failure | null> =>
  take(
    await careline.practice.act(
      { runId, act: what, detail: detail === null ? null : detail.slice(0, 60) },
      sure,
    ),
  );
/** The moment of the last line, found again in the debrief. */
export async function markMoment(runId: string): Promise<Failure | null> {
  const atMs = get().view?.run.lines.at(-1)?.atMs ?? 0;
  const done = await careline.practice.bookmark({ runId, atMs, label: '', on: true }, sure);
  return done.ok ? null : done;
}
export const composing = (runId: string): void => void careline.practice.composing({ runId });

/** A call is over: its debrief is shown, or what it was where nobody answered. */
export function showOver(runId: string): void {
  const row = get().rows.find((r) => r.id === runId);
  if (row === undefined) return;
  const { scenarioId, level, seed, assignmentId, state } = row;
  set({
    shown: state === 'finished' ? { kind: 'run', runId } : brief(scenarioId, { level, seed, assignmentId }),
  });
  const view = useDeskView.getState();
  view.setRightTab('practice');
  view.setLeftTab('practice');
}
