// Runs and their scenarios as they lie in the vault, read once: a turn of a call must not parse its whole history again.
import type Database from 'better-sqlite3';
import { practiceRun, type PracticeRun } from '#shared/domain/practice/run.ts';
import { scenario as scenarioSchema, type Scenario } from '#shared/domain/practice/scenario.ts';
import type { PlayedRun } from './ports.ts';
import { findAttempt, putRun, runText, scenarioText, type Attempt } from './store.ts';

/** A handful of calls is looked at in turn: the newest and what a debrief shows. */
const most = 6;
function remember<T>(of: Map<string, T>, key: string, value: T): T {
  const [oldest] = of.keys();
  if (of.size >= most && oldest !== undefined && !of.has(key)) of.delete(oldest);
  of.set(key, value);
  return value;
}

export function createKeeper(core: () => Database.Database) {
  const scenarios = new Map<string, Scenario>();
  const runs = new Map<string, { json: string; run: PracticeRun }>();

  function scenarioOf(hash: string): Scenario | null {
    const known = scenarios.get(hash);
    if (known !== undefined) return known;
    const text = scenarioText(core(), hash);
    const read = text === null ? null : scenarioSchema.safeParse(JSON.parse(text));
    return read?.success === true ? remember(scenarios, hash, read.data) : null;
  }
  function runOf(id: string): PracticeRun | null {
    const json = runText(core(), id);
    if (json === null) return null;
    const known = runs.get(id);
    // By its text, so that a write that was rolled back is not remembered as done.
    if (known?.json === json) return known.run;
    const read = practiceRun.safeParse(JSON.parse(json));
    return read.success ? remember(runs, id, { json, run: read.data }).run : null;
  }
  return {
    runOf,
    scenarioOf,
    /** Null = no such run, a declined one, or one whose run or scenario a later version can't read any more. */
    played(id: string): (PlayedRun & { attempt: Attempt }) | null {
      const attempt = findAttempt(core(), id);
      if (attempt === null || attempt.hash === null) return null;
      const run = runOf(id);
      const scenario = scenarioOf(attempt.hash);
      return run === null || scenario === null ? null : { row: attempt.row, attempt, run, scenario };
    },
    write(id: string, run: PracticeRun): void {
      const json = JSON.stringify(run);
      putRun(core(), id, json);
      remember(runs, id, { json, run });
    },
  };
}
export type Keeper = ReturnType<typeof createKeeper>;
