// What the sender does next, and how it takes a refusal: pure decisions (architecture rule 7). The urgent lane is looked at
// before every request; a lane that rests or stops never keeps the other from going on.
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Lane } from '#shared/domain/messages/lane.ts';

export interface LaneNow {
  /** Something waits in it. */
  waits: boolean;
  /** It failed a moment ago, or must not send: not before its next try. */
  rests: boolean;
  /** It must hear where the backend stands before it sends again. */
  unsure: boolean;
}
export interface Now {
  lanes: Record<Lane, LaneNow>;
  changesDue: boolean;
  documentsDue: boolean;
  /** What was set aside has not been asked about on this connection. */
  asideDue: boolean;
  /** The last thing that was done was to ask for changes: waiting items get their turn between. */
  changesLast: boolean;
}
export type Step = 'handshake' | 'changes' | 'documents' | 'aside' | Lane;

/** Null: nothing to do until something happens. */
export function nextStep(now: Now): Step | null {
  const { urgent, normal } = now.lanes;
  const first = (lane: LaneNow, name: Lane): Step | null =>
    lane.rests ? null : lane.unsure ? 'handshake' : lane.waits ? name : null;
  const second = first(normal, 'normal');
  return (
    first(urgent, 'urgent') ??
    (second === 'handshake' ? second : null) ??
    (now.changesDue && !(now.changesLast && second !== null) ? 'changes' : null) ??
    (now.documentsDue ? 'documents' : null) ??
    second ??
    (now.changesDue ? 'changes' : null) ??
    (now.asideDue ? 'aside' : null)
  );
}

/**
 * How far a failure reaches. `lane`: that lane alone; `all`: nothing can be asked now; `smaller`: send less at once;
 * `again`: enrolled anew meanwhile, what was asked no longer counts.
 */
export type Reach = 'lane' | 'all' | 'smaller' | 'again';
export function reachOf(failure: {
  code: ErrorCode;
  /** The backend's own word, or null. */
  error: string | null;
  status: number;
  retryAfterMs: number | null;
  items: number;
}): Reach {
  if (failure.status === 413 || failure.error === 'too-large') return failure.items > 1 ? 'smaller' : 'lane';
  if (failure.retryAfterMs !== null || failure.error === 'busy' || failure.status === 429) return 'all';
  switch (failure.code) {
    case 'backend-refused':
    case 'backend-upgrade':
    case 'backend-older':
    case 'backend-not-durable':
    case 'not-enrolled':
      return 'all';
    case 'interrupted':
      return 'again';
    default:
      return 'lane';
  }
}

const smallest = 20;
export const largestSize = 500;
/** Items for the first batch of a connection: the first acknowledgement shows soon (facts: sync 3.3). */
export const firstSize = 50;
/**
 * Items for the next batch: more after a quick one, fewer after a slow one, so that an urgent message never
 * waits long behind a batch that is on its way.
 */
export function nextSize(size: number, tookMs: number): number {
  if (tookMs > 1500) return Math.max(Math.min(size, smallest), Math.floor(size / 2));
  return tookMs > 700 ? size : Math.min(largestSize, size * (tookMs > 150 ? 2 : 4));
}
/** After a batch that got no answer: perhaps it was too much for this line. */
export const sizeAfterSilence = (size: number): number => Math.max(1, Math.floor(size / 4));
