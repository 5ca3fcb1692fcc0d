// The practice room's state: scenarios, kept runs, and what the middle shows. Read from the practice desk, never guessed.
import { create } from 'zustand';
import { uuidv7 } from 'uuidv7';
import type { KeptRun } from '#shared/contract/practice.ts';
import type { PracticeReply } from '#shared/domain/practice/run.ts';
import type { PracticeLevel, Scenario } from '#shared/domain/practice/scenario.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { runToResume, withRun } from './attempts.ts';
import type { Anchor } from './pace.ts';

/** What the middle shows: what a call will be, a call that rings, or a run (going on, or its debrief). */
export type Shown =
  | { kind: 'brief'; scenarioId: string; level: PracticeLevel | null; seed: number | null }
  | { kind: 'ringing'; scenarioId: string; level: PracticeLevel; seed: number; since: number }
  | { kind: 'run'; runId: string };

interface PracticeRoom {
  scenarios: readonly Scenario[] | null;
  runs: readonly KeptRun[];
  /** Why the room could not be read; what was read before stays. */
  failure: Failure | null;
  shown: Shown | null;
  /** The page's stopwatch of the call that goes on. */
  anchor: (Anchor & { runId: string }) | null;
  show(shown: Shown): void;
}

export const usePractice = create<PracticeRoom>()((set) => ({
  scenarios: null,
  runs: [],
  failure: null,
  shown: null,
  anchor: null,
  show: (shown) => set({ shown }),
}));

/** Reads everything anew. At the first time it also decides what to show: what was going on, else the first scenario. */
export async function readPractice(now: () => Date): Promise<void> {
  const [scenarios, runs] = await Promise.all([careline.practice.scenarios(), careline.practice.runs()]);
  if (!scenarios.ok || !runs.ok) {
    usePractice.setState({ failure: scenarios.ok ? (runs.ok ? null : runs) : scenarios });
    return;
  }
  const { shown } = usePractice.getState();
  const known = runs.value.filter(({ run }) => scenarios.value.some((s) => s.id === run.scenarioId));
  usePractice.setState({
    scenarios: scenarios.value,
    runs: runs.value,
    failure: null,
    shown: shown ?? firstShown(scenarios.value, known, now()),
  });
}

function firstShown(scenarios: readonly Scenario[], runs: readonly KeptRun[], now: Date): Shown | null {
  const runId = runToResume(runs, now);
  if (runId !== null) return { kind: 'run', runId };
  const first = scenarios[0];
  return first === undefined ? null : { kind: 'brief', scenarioId: first.id, level: null, seed: null };
}

const sure = { sureWithin: 20_000 };
const take = (done: Result<KeptRun>): Failure | null => {
  if (!done.ok) return done;
  usePractice.setState(({ runs }) => ({ runs: withRun(runs, done.value) }));
  return null;
};

/** The call is answered: the run begins and the caller speaks. `at` = the page's monotonic time, ms. */
export async function startRun(
  call: { scenarioId: string; level: PracticeLevel; seed: number },
  id: string,
  at: number,
): Promise<Failure | null> {
  const failed = take(await careline.practice.start({ id, ...call }, sure));
  if (failed === null)
    usePractice.setState({ shown: { kind: 'run', runId: id }, anchor: { runId: id, base: 0, at } });
  return failed;
}

/** One answer; repeats safely while the desk restarts. */
export const sayLine = async (runId: string, reply: PracticeReply, atMs: number): Promise<Failure | null> =>
  take(await careline.practice.answer({ id: runId, reply, atMs }, sure));

export const askForHint = async (runId: string): Promise<Failure | null> =>
  take(await careline.practice.hint({ id: runId }, sure));

export const newRunId = (): string => uuidv7();
