// What a ladder does next, decided from what is known and nothing else. Pure: the runner does it.
import type { LadderRow } from '#shared/domain/dispatch/index.ts';
import { diallingMs } from '#shared/domain/dispatch/index.ts';
import { backendAuthor, type AttemptMethod, type EntryOf } from '#shared/domain/messages/entry.ts';
import type { Case } from './case.ts';

type Attempt = EntryOf<'attempt'>;
export type Decision =
  /** Nothing now; look again then, or not before something comes in. */
  | { do: 'wait'; until: Date | null }
  /** Began here and never told its result: it is not repeated. */
  | { do: 'give-up'; attempt: Attempt }
  /** Nobody to reach by this step: the desks hear of it at once, it is no try. */
  | { do: 'nobody'; step: LadderRow; why: NobodyReason }
  | { do: 'reach'; step: LadderRow; contact: NonNullable<LadderRow['contact']>; to: string };
export type NobodyReason = 'nobody-scheduled' | 'no-address' | 'not-configured';

export interface DecideInput {
  found: Pick<Case, 'progress' | 'heard' | 'closed' | 'stale' | 'schedule' | 'without'>;
  /** A desk said that more comes, and it may hold attempts; counts for what is due at `from` (epoch ms). */
  heldUntil: (from: number) => Date | null;
  /** Whether a channel of this backend goes there. */
  canReach: (method: AttemptMethod | 'patient', to: string) => boolean;
  now: Date;
}

/** A late message doesn't run up its ladder at once: after a try the person has this long to answer. */
export const answerMs = 2 * 60_000;
/** Whom a desk dialled without saying what came of it is perhaps still being talked to: not called by us meanwhile. */
export const talkingMs = 10 * 60_000;
/** Results after which nobody is going to answer. */
const fruitless = new Set(['failed', 'declined', 'busy', 'no-answer']);
const byBackend = (e: Attempt): boolean => e.author.personId === backendAuthor.personId;

export function decide({ found, heldUntil, canReach, now }: DecideInput): Decision {
  const { progress } = found;
  const nothing: Decision = { do: 'wait', until: null };
  const wait = (until: number): Decision => ({ do: 'wait', until: new Date(until) });
  if (progress === null || found.closed || progress.state === 'accepted') return nothing;
  // What was done about it may be lost: the desks ring, a person decides.
  if (found.stale) return nothing;
  // Without a schedule nobody is known: it waits as it does without its account, and the desks ring.
  if (found.schedule === null) return nothing;
  const at = now.getTime();
  const attempts = found.heard.filter((e): e is Attempt => e.body.kind === 'attempt');
  const told = new Set(attempts.filter((a) => a.body.result !== 'dialling').map((a) => a.body.attemptId));
  const unanswered = attempts.filter((a) => a.body.result === 'dialling' && !told.has(a.body.attemptId));
  const lost = unanswered.find((a) => byBackend(a) && at - Date.parse(a.at) >= diallingMs);
  if (lost) return { do: 'give-up', attempt: lost };
  if (progress.claimedUntil !== null && Date.parse(progress.claimedUntil) > at)
    return wait(Date.parse(progress.claimedUntil));
  const dialled = unanswered.map((a) => Date.parse(a.at) + diallingMs).filter((until) => until > at);
  if (dialled.length > 0) return wait(Math.max(...dialled));

  // Whatever was begun by anybody is not repeated, whether it reached somebody or not.
  const passed = new Set(attempts.map((a) => a.body.stepId).filter((id) => id !== null));
  const talking = unanswered.filter((a) => !byBackend(a) && at - Date.parse(a.at) < talkingMs);
  const people = new Set(talking.map((a) => a.body.contact.personId));
  const free = Math.min(...talking.map((a) => Date.parse(a.at) + talkingMs));
  let left = found.without(passed);
  let step = left?.nextStep ?? null;
  let skips = false;
  while (step?.contact && people.has(step.contact.personId)) {
    passed.add(step.stepId);
    skips = true;
    left = found.without(passed);
    step = left?.nextStep ?? null;
  }
  // The agent phones the patient: nothing for the backend, but for whoever was passed over for a moment.
  if (step === null || step.method === 'patient') return skips ? wait(free) : nothing;
  const from = Math.max(Date.parse(step.dueAt), answeredBy(attempts, now));
  if (from > at) return wait(skips ? Math.min(from, free) : from);
  const held = heldUntil(from);
  if (held !== null && held > now) return wait(held.getTime());
  if (step.contact === null) return { do: 'nobody', step, why: 'nobody-scheduled' };
  const to = left?.nextAddress?.to;
  if (to === undefined || to === '') return { do: 'nobody', step, why: 'no-address' };
  if (!canReach(step.method, to)) return { do: 'nobody', step, why: 'not-configured' };
  return { do: 'reach', step, contact: step.contact, to };
}

/** Until when the person that was tried last may still answer (epoch ms); 0 = nobody is awaited. */
function answeredBy(attempts: readonly Attempt[], now: Date): number {
  const last = attempts.at(-1);
  if (!last || fruitless.has(last.body.result)) return 0;
  return Math.min(Date.parse(last.at), now.getTime()) + answerMs;
}
