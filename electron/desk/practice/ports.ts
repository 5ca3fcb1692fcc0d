// What the practice room asks of the trainer's room beside it (electron/desk/training), and what it gives to it. Neither imports
// the other: the composition root hands them to each other.
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Assignment, Comment, HumanRating } from '#shared/domain/training/records.ts';
import type { PracticeTrainee, RunRow } from '#shared/contract/practice.ts';

export interface TrainingPort {
  /** Shipped scenarios with corrected phrases, and what was published here beside or over them. */
  scenariosOf(shipped: readonly Scenario[]): readonly Scenario[];
  assignmentsOf(trainee: PracticeTrainee): Assignment[];
  /** Who is on the trainer's list. */
  people(): { id: string; name: string }[];
  /** The newest rating first; it counts. */
  reviewOf(runId: string): { comments: Comment[]; ratings: HumanRating[] };
}
/** A practice desk that no trainer works at. */
export const noTrainer: TrainingPort = {
  scenariosOf: (shipped) => shipped,
  assignmentsOf: () => [],
  people: () => [],
  reviewOf: () => ({ comments: [], ratings: [] }),
};

/** A run with the scenario that it was played by. */
export interface PlayedRun {
  row: RunRow;
  run: PracticeRun;
  scenario: Scenario;
}
export interface PracticePort {
  /** Null = it is over, declined, or there is none. */
  liveOf(runId: string): PlayedRun | null;
  /** Any run of this vault that still has its scenario; null = none, or one of before scenarios had acts. */
  playedOf(runId: string): PlayedRun | null;
  /** A trainer lets something happen in a call that is talked on: `not-found`, or `conflict` when it can't be now. */
  inject(runId: string, eventId: string): Result<null>;
  /** In force for runs that start now. */
  scenarios(): readonly Scenario[];
}
