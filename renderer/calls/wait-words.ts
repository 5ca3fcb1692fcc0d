// How long a caller has waited, in words: this time, and in all when it was not the first.
import type { Call } from '#shared/domain/calls/call.ts';
import { useLive } from '../telephony/store.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { longWait } from './words.ts';

/** `1:02`, or `1:02 now, 9:40 in all`; `long`: whoever answers says sorry first. */
export function waitWords(seconds: number, before: number): { span: string; long: boolean } {
  const now = formatSpan(seconds);
  const all = seconds + before;
  return {
    span: before < 1 ? now : t('calls.waited.all', { now, all: formatSpan(all) }),
    long: all > longWait,
  };
}

/** Seconds of waits before this one, also of calls that this caller gave up. */
export function useWaitedBefore(call: Pick<Call, 'id'>): number {
  const live = useLive(call.id);
  const { waitedInAllSeconds: all = null, waitedSeconds: now = null } = live ?? {};
  return all === null || now === null ? 0 : Math.max(0, all - now);
}
