// Whether a queue takes calls now. One that is closed takes messages instead: nobody waits for people who are not there.
import { Temporal } from 'temporal-polyfill';
import { weekdays } from '#shared/domain/accounts/account.ts';
import type { VoiceQueue } from './config.ts';

/** Closing time counts as closed; `24:00` is the end of the day. Without hours a queue never closes. */
export function isQueueOpen(queue: Pick<VoiceQueue, 'hours'> | undefined, now: Date): boolean {
  const hours = queue?.hours ?? null;
  if (hours === null) return true;
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(hours.zone);
  const clock = here.toPlainTime().toString({ smallestUnit: 'minute' });
  const day = weekdays[here.dayOfWeek - 1];
  return hours.spans.some((span) => span.day === day && span.open <= clock && clock < span.close);
}
