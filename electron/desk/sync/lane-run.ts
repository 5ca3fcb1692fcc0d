// What the sender remembers of one lane while it runs: why it stands still, when it is tried next, how much it sends at
// once, and the batch that is ready. Lost at a restart without harm: the rows say all that counts.
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Lane } from '#shared/domain/messages/lane.ts';
import { retryDelay } from './backoff.ts';
import type { Batch } from './outbox.ts';
import { firstSize, largestSize } from './plan.ts';

export interface LaneRunDeps {
  after(ms: number, run: () => void): () => void;
  random(): number;
  nowMs(): number;
  /** The lane may be tried again. */
  ready(): void;
}

export function createLaneRun(name: Lane, deps: LaneRunDeps) {
  let attempt = 0;
  let cancel: (() => void) | null = null;
  const lane = {
    name,
    rests: false,
    unsure: true,
    trouble: null as ErrorCode | null,
    size: firstSize,
    /** The backend, or something before it, found more too large. */
    ceiling: largestSize,
    /** Answered, not yet written as acknowledged: the next batch begins behind it. */
    answered: 0,
    next: null as { batch: Batch; as: string } | null,
    nextTryMs: null as number | null,
    /** Stands still for a while because of `code`; only this lane. */
    rest(code: ErrorCode): void {
      lane.trouble = code;
      lane.doubt();
      attempt++;
      const ms = retryDelay(attempt, deps.random());
      lane.rests = true;
      lane.nextTryMs = deps.nowMs() + ms;
      cancel?.();
      cancel = deps.after(ms, () => {
        cancel = null;
        lane.rests = false;
        lane.nextTryMs = null;
        deps.ready();
      });
    },
    /** May be tried at once. */
    release(): void {
      cancel?.();
      cancel = null;
      attempt = 0;
      lane.rests = false;
      lane.nextTryMs = null;
    },
    /** Before sending again, ask where the backend stands. */
    doubt(): void {
      lane.unsure = true;
      lane.next = null;
      lane.answered = 0;
    },
    /** The backend took something. */
    went(): void {
      lane.trouble = null;
      attempt = 0;
    },
    stop: (): void => cancel?.(),
  };
  return lane;
}
export type LaneRun = ReturnType<typeof createLaneRun>;
