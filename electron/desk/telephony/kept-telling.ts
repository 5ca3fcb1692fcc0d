// Tells the server what was kept for it (`kept-acts.ts`), each one at a time, and forgets it when the server has answered. A
// wrap-up may be told before the server knows that the call is over: it is refused then, and told again when the server does.
import type Database from 'better-sqlite3';
import type { Call } from '#shared/domain/calls/call.ts';
import type { LiveCall } from '#shared/domain/telephony/live.ts';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { Result } from '#shared/domain/result.ts';
import type { ActAnswer } from '#shared/protocol/telephony.ts';
import { forgetAct, keepAct, readKeptActs } from './kept-acts.ts';

export interface TellingDeps {
  core(): Database.Database | null;
  send(act: Act, person: string): Promise<Result<ActAnswer>>;
  person(): string | null;
  /** The server says that this call is over for whoever sits here, or does not name it any more. */
  over(callId: string): boolean;
  row(callId: string): Call | null;
  endAsked(callId: string): boolean;
  now(): string;
  /** Runs what may fail on a full disk; it is done at the next word then. */
  safely(what: () => void): void;
}

/** An end that the server did not hear in time would surprise whoever has the caller by then, ms. */
const endKeptMs = 30 * 60_000;

export function createTelling(deps: TellingDeps) {
  const underWay = new Set<string>();
  /** Wrap-ups that were told because the server asked for them still; once each. */
  const closedTold = new Set<string>();
  /** An end is for the conversation that it was pressed in: never for one that rings, or began, after it. */
  function stands(act: Act): 'yes' | 'not-yet' | 'no' {
    if (act.kind !== 'end') return 'yes';
    const c = deps.row(act.callId);
    if (c === null) return 'no';
    if (c.endedAt === null) return deps.endAsked(act.callId) ? 'not-yet' : 'no';
    return Date.parse(deps.now()) - Date.parse(c.endedAt) <= endKeptMs ? 'yes' : 'no';
  }
  function forget(person: string, act: Act): void {
    const open = deps.core();
    if (open !== null) deps.safely(() => forgetAct(open, person, act));
  }
  /** Nobody can say of another person's calls here how they stand: theirs are told when they sit here again. */
  const isOver = (act: Act, person: string): boolean =>
    act.kind === 'wrapped-up' && person === deps.person() && deps.over(act.callId);

  function tell(person: string, act: Act): void {
    const key = JSON.stringify([person, act]);
    if (underWay.has(key)) return;
    const now = stands(act);
    if (now === 'no') forget(person, act);
    if (now !== 'yes') return;
    underWay.add(key);
    const over = isOver(act, person);
    void deps.send(act, person).then((answer) => {
      underWay.delete(key);
      const early = answer.ok && answer.value.refused === 'call-state' && act.kind === 'wrapped-up' && !over;
      // It ended while the answer was on its way.
      if (early && isOver(act, person)) return tell(person, act);
      // Refused is answered too: it will not be otherwise tomorrow.
      if (early || (!answer.ok && answer.retryable)) return;
      forget(person, act);
    });
  }
  function some(which: (act: Act, person: string) => boolean): void {
    const db = deps.core();
    if (db === null) return;
    for (const { person, act } of readKeptActs(db)) if (which(act, person)) tell(person, act);
  }
  return {
    tell,
    /** The server is there again. */
    all: (): void => some(() => true),
    /** After a snapshot: wrap-ups of calls that it says are over. */
    ended: (): void => some((act, person) => isOver(act, person) || stands(act) === 'no'),
    /** The server still waits for these to be written up: what was closed here is closed. */
    closed(calls: readonly LiveCall[]): void {
      const person = deps.person();
      if (person === null) return;
      for (const { callId, phase, endedAt } of calls) {
        const c = phase === 'ended' ? deps.row(callId) : null;
        const once = `${callId} ${endedAt}`;
        if (c?.state !== 'ended' || c.disposition === null || closedTold.has(once)) continue;
        closedTold.add(once);
        const { disposition, reasonCode } = c;
        const act = { kind: 'wrapped-up' as const, callId, disposition, reasonCode };
        const db = deps.core();
        if (db !== null) deps.safely(() => keepAct(db, person, act));
        tell(person, act);
      }
    },
  };
}
