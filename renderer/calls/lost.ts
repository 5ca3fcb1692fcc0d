// Calls whose line broke: who was lost while they rang, so that somebody calls back, and what may be said of one that was
// talked on before the server has said where its caller is. Pure.
import type { Call } from '#shared/domain/calls/call.ts';
import type { LiveView } from '#shared/contract/telephony.ts';
import { mayLeave } from '../telephony/parties.ts';
import { lineLost, stillThere } from './steer.ts';

/** So long it is news; afterwards the call log has it. ms */
export const newsFor = 10 * 60_000;
/** The server says within that where the caller is; while it is not heard, it is waited for longer. ms */
const wordMs = { heard: 8_000, unheard: 30_000 } as const;

/** A server that is there ends a call within that. ms */
const tellMs = 3_000;

/** The own line broke, and where the caller is may still be told: nobody is called lost who waits or talks to somebody. */
export const isAwaited = (call: Call, nowMs: number, fresh: boolean): boolean =>
  call.line === 'live' &&
  call.endedBy === 'line' &&
  call.callerNow === undefined &&
  call.endedAt !== null &&
  nowMs - Date.parse(call.endedAt) < (fresh ? wordMs.heard : wordMs.unheard);

/**
 * What may be said after a call that was talked on: `looking` where the caller is, or that they were lost; null = neither.
 * @param fresh what the server says is fresh
 */
export const afterBreak = (call: Call, nowMs: number, fresh: boolean): 'looking' | 'lost' | null =>
  lineLost(call) ? (isAwaited(call, nowMs, fresh) ? 'looking' : 'lost') : null;

/** The newest first, without those that were waved away. `now` is an ISO instant of the desk's clock. */
export const lostRings = (
  log: readonly Call[],
  now: string,
  seen: ReadonlySet<string>,
  fresh = true,
): Call[] =>
  log.filter(
    (c) =>
      c.state === 'missed' &&
      c.endedBy === 'line' &&
      !stillThere(c) &&
      c.endedAt !== null &&
      Date.parse(now) - Date.parse(c.endedAt) < newsFor &&
      !isAwaited(c, Date.parse(now), fresh) &&
      !seen.has(c.id),
  );

/**
 * Hung up here, and the server, which alone ends it for the caller, has not said so: they may hear silence.
 * @param live what the server last said of the call
 */
export const isUntold = (
  call: Pick<Call, 'line' | 'state' | 'endedBy' | 'endedAt'>,
  live: Pick<LiveView, 'phase' | 'parties'> | null,
  nowMs: number,
  fresh: boolean,
): boolean =>
  call.line === 'live' &&
  call.state === 'wrap-up' &&
  call.endedBy === 'agent' &&
  call.endedAt !== null &&
  live !== null &&
  live.phase !== 'ended' &&
  !mayLeave(live) &&
  (!fresh || nowMs - Date.parse(call.endedAt) > tellMs);
