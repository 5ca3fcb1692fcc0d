// What a ladder does next, decided from what is known and nothing else. Pure: the runner does it.
import type { DispatchProgress, LadderRow } from '#shared/domain/dispatch/index.ts';
import { diallingMs } from '#shared/domain/dispatch/index.ts';
import type { Entry, EntryOf } from '#shared/domain/messages/entry.ts';

type Attempt = EntryOf<'attempt'>;
export type Decision =
  /** Nothing now; look again then, or not before something comes in. */
  | { do: 'wait'; until: Date | null }
  /** Began and never told its result: it is not repeated. */
  | { do: 'give-up'; attempt: Attempt }
  /** Nobody to reach by this step. */
  | { do: 'nobody'; step: LadderRow; why: 'nobody-scheduled' | 'no-address' }
  | { do: 'reach'; step: LadderRow; contact: NonNullable<LadderRow['contact']>; to: string };

/** A late message doesn't run up its ladder at once: after a try the person has this long to answer. */
export const answerMs = 2 * 60_000;
/** Results after which nobody is going to answer. */
const fruitless = new Set(['failed', 'declined', 'busy', 'no-answer']);

/** @param heldUntil a desk said that more comes, and it may hold attempts. */
export function decide(
  progress: DispatchProgress | null,
  entries: readonly Entry[],
  heldUntil: Date | null,
  now: Date,
): Decision {
  if (progress === null || entries.some((e) => e.body.kind === 'close')) return { do: 'wait', until: null };
  if (progress.state !== 'open') return { do: 'wait', until: null };
  if (heldUntil !== null && heldUntil > now) return { do: 'wait', until: heldUntil };
  const attempts = entries.filter((e): e is Attempt => e.body.kind === 'attempt');
  const told = new Set(attempts.filter((a) => a.body.result !== 'dialling').map((a) => a.body.attemptId));
  const open = attempts.filter((a) => a.body.result === 'dialling' && !told.has(a.body.attemptId));
  const lost = open.find((a) => Math.abs(now.getTime() - Date.parse(a.at)) >= diallingMs);
  if (lost) return { do: 'give-up', attempt: lost };
  if (progress.claimedUntil !== null && Date.parse(progress.claimedUntil) > now.getTime())
    return { do: 'wait', until: new Date(progress.claimedUntil) };
  if (progress.dialling !== null)
    return { do: 'wait', until: new Date(Date.parse(progress.dialling.at) + diallingMs) };
  const step = progress.nextStep;
  // The agent phones the patient: nothing for the backend.
  if (step === null || step.method === 'patient') return { do: 'wait', until: null };
  const from = Math.max(Date.parse(step.dueAt), answeredBy(attempts, now));
  if (from > now.getTime()) return { do: 'wait', until: new Date(from) };
  if (step.contact === null) return { do: 'nobody', step, why: 'nobody-scheduled' };
  const to = progress.nextAddress?.to;
  if (to === undefined || to === '') return { do: 'nobody', step, why: 'no-address' };
  return { do: 'reach', step, contact: step.contact, to };
}

/** Until when the person that was tried last may still answer (epoch ms); 0 = nobody is awaited. */
function answeredBy(attempts: readonly Attempt[], now: Date): number {
  const last = attempts.at(-1);
  if (!last || fruitless.has(last.body.result)) return 0;
  // An attempt of a desk whose clock runs ahead holds nothing back for long.
  return Math.min(Date.parse(last.at), now.getTime()) + answerMs;
}
