// Carries out what a change of a call asked for: its tasks in their order, what came of them, then offers that have become
// possible. Everything here may be cut off at any point: the runner finds it again.
import type { VoiceParts } from './parts.ts';
import { assign } from './routing.ts';
import { runTask, type TaskOutcome } from './tasks.ts';
import type { Turned } from './turn.ts';

/** What each task came to; null = another process has it in hand. */
export async function runTasks(
  parts: VoiceParts,
  ids: readonly string[],
): Promise<{ outcomes: Map<string, TaskOutcome | null>; assign: boolean }> {
  const outcomes = new Map<string, TaskOutcome | null>();
  const left = [...ids];
  let looked = false;
  for (let id = left.shift(); id !== undefined; id = left.shift()) {
    const ran = await runTask(parts, id);
    outcomes.set(id, ran.outcome);
    left.push(...ran.tasks);
    looked ||= ran.assign;
  }
  return { outcomes, assign: looked };
}

const looking = new WeakMap<VoiceParts, { again: boolean }>();
/** Offers calls until nothing more can be offered; asked for while it runs, it looks once more. */
export async function assignAll(parts: VoiceParts): Promise<void> {
  const under = looking.get(parts);
  if (under) {
    under.again = true;
    return;
  }
  const mine = { again: true };
  looking.set(parts, mine);
  try {
    while (mine.again) {
      mine.again = false;
      const tasks = await assign(parts);
      for (const id of tasks)
        parts.voice.background.add(
          runTasks(parts, [id]).then((ran) => (ran.assign ? assignAll(parts) : undefined)),
        );
    }
  } finally {
    looking.delete(parts);
  }
}

/** Runs what a change wrote and waits for it. */
export async function carryOut(
  parts: VoiceParts,
  turned: Turned<unknown>,
): Promise<Map<string, TaskOutcome | null>> {
  const { outcomes, assign: more } = await runTasks(parts, turned.tasks);
  if (turned.assign || more) parts.voice.background.add(assignAll(parts));
  return outcomes;
}
/** The same without waiting: the answer to whoever asked leaves first. */
export function carryOutLater(parts: VoiceParts, turned: Turned<unknown> | null): void {
  if (turned !== null && (turned.tasks.length > 0 || turned.assign))
    parts.voice.background.add(carryOut(parts, turned));
}
