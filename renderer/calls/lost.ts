// Callers who were lost while they rang, because the desk or its line ended: nobody heard of them, so somebody calls back.
import type { Call } from '#shared/domain/calls/call.ts';
import { stillThere } from './steer.ts';

/** So long it is news; afterwards the call log has it. ms */
export const newsFor = 10 * 60_000;

/** The newest first, without those that were waved away. `now` is an ISO instant of the desk's clock. */
export const lostRings = (log: readonly Call[], now: string, seen: ReadonlySet<string>): Call[] =>
  log.filter(
    (c) =>
      c.state === 'missed' &&
      c.endedBy === 'line' &&
      !stillThere(c) &&
      c.endedAt !== null &&
      Date.parse(now) - Date.parse(c.endedAt) < newsFor &&
      !seen.has(c.id),
  );
