// One caller at a time hears the agent: whoever is talked to is put on hold, and only once that is confirmed the next leg is
// accepted, taken up again or connected. A hold that fails refuses what waited for it: nobody listens in on another's call.
import type { CallAsk } from '#shared/domain/calls/call.ts';
import type { LiveCall } from '#shared/domain/telephony/live.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Acts } from './acts.ts';
import type { AskedList } from './asked.ts';
import type { CallLog } from './call-log.ts';

export interface Turn {
  /** Nobody else is heard any more. */
  go(): void;
  /** Another one could not be put on hold. */
  refused(code: ErrorCode): void;
  /** Still asked for. */
  wanted(): boolean;
}
export interface TurnDeps {
  acts: Pick<Acts, 'later'>;
  asked: Pick<AskedList, 'asksOf'>;
  log: Pick<CallLog, 'current' | 'find' | 'live'>;
}
const comes: ReadonlySet<CallAsk> = new Set(['answer', 'resume']);

/** The caller is on hold, and the agent is not silent: whoever takes the call over is rung or talked to. */
const consults = (live: LiveCall | null): boolean =>
  live?.transfer?.kind === 'warm' &&
  (live.transfer.state === 'ringing' || live.transfer.state === 'consulting');

export function createTurns({ acts, asked, log }: TurnDeps) {
  const waiting = new Map<string, Turn>();
  const talking = (except: string) => log.current().filter((c) => c.id !== except && c.state === 'active');

  function failed(code: ErrorCode): void {
    for (const [callId, turn] of waiting) {
      waiting.delete(callId);
      if (turn.wanted()) turn.refused(code);
    }
  }
  function hold(callId: string): void {
    acts.later(
      { kind: 'hold', callId, party: null, on: true },
      () => log.find(callId)?.state === 'held',
      failed,
    );
  }
  return {
    hold,
    /** Another call is being dialled, is about to be heard, or a colleague is consulted about it: one more would hear that. */
    taken: (callId: string): boolean =>
      log
        .current()
        .some(
          (c) =>
            c.id !== callId &&
            (c.state === 'dialling' ||
              consults(log.live(c.id)) ||
              asked.asksOf(c.id).some((a) => comes.has(a))),
        ),
    /** At once when nobody else is talked to, else once all of them are on hold. */
    when(callId: string, turn: Turn): void {
      const others = talking(callId);
      if (others.length === 0) return turn.go();
      waiting.set(callId, turn);
      for (const other of others) if (!asked.asksOf(other.id).includes('hold')) hold(other.id);
    },
    waits: (callId: string): boolean => waiting.has(callId),
    /** After every report and snapshot. */
    look(): void {
      for (const [callId, turn] of waiting) {
        if (turn.wanted() && talking(callId).length > 0) continue;
        waiting.delete(callId);
        if (turn.wanted()) turn.go();
      }
    },
    /** Somebody else sits here. */
    clear: (): void => waiting.clear(),
  };
}
export type Turns = ReturnType<typeof createTurns>;
