// How long callers wait, from the queues' own feed: a sum for the top bar, one line a queue (row 59). Pure.
import type { QueueState } from '#shared/domain/telephony/live.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';

export interface QueueSum {
  waiting: number;
  longestSeconds: number | null;
}
/** Queues whose callers this agent may be offered, and those that need a certificate which they don't hold. */
export function queuesFor<Q extends Pick<QueueState, 'skill'>>(
  queues: readonly Q[],
  skills: readonly string[],
): { mine: Q[]; others: Q[] } {
  const served = (q: Q): boolean => q.skill === null || skills.includes(q.skill);
  return { mine: queues.filter(served), others: queues.filter((q) => !served(q)) };
}

export function queueSum(queues: readonly QueueState[]): QueueSum {
  const longest = queues.map((q) => q.longestSeconds).filter((s) => s !== null);
  return {
    waiting: queues.reduce((sum, q) => sum + q.waiting, 0),
    longestSeconds: longest.length === 0 ? null : Math.max(...longest),
  };
}

export const queueSumWords = ({ waiting, longestSeconds }: QueueSum): string =>
  longestSeconds === null || waiting === 0
    ? t('telephony.queue.count', { count: waiting })
    : t('telephony.queue.sum', { count: waiting, longest: formatSpan(longestSeconds) });

/** `2 wait, longest 1:48 · about 3 min for the next` — an estimate only where the server has one. */
export function queueLine(
  q: Pick<QueueState, 'waiting' | 'longestSeconds' | 'estimateSeconds' | 'available'>,
): string {
  return [
    q.longestSeconds === null || q.waiting === 0
      ? t('telephony.queue.wait', { count: q.waiting })
      : t('telephony.queue.wait.longest', { count: q.waiting, longest: formatSpan(q.longestSeconds) }),
    q.estimateSeconds === null ? t('telephony.queue.estimate.none') : estimate(q.estimateSeconds),
    t('telephony.queue.available', { count: q.available }),
  ].join(' · ');
}
const estimate = (seconds: number): string =>
  t('telephony.queue.estimate', { minutes: Math.max(1, Math.round(seconds / 60)) });
