// Tells the server what was kept for it (`kept-acts.ts`), each one at a time, and forgets it when the server has answered. A
// wrap-up may be told before the server knows that the call is over: it is refused then, and told again when the server does.
import type Database from 'better-sqlite3';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { Result } from '#shared/domain/result.ts';
import type { ActAnswer } from '#shared/protocol/telephony.ts';
import { forgetAct, readKeptActs } from './kept-acts.ts';

export interface TellingDeps {
  core(): Database.Database | null;
  send(act: Act, person: string): Promise<Result<ActAnswer>>;
  person(): string | null;
  /** The server says that this call is over for whoever sits here, or does not name it any more. */
  over(callId: string): boolean;
  /** Runs what may fail on a full disk; it is done at the next word then. */
  safely(what: () => void): void;
}

export function createTelling(deps: TellingDeps) {
  const underWay = new Set<string>();
  /** Nobody can say of another person's calls here how they stand: theirs are told when they sit here again. */
  const isOver = (act: Act, person: string): boolean =>
    act.kind === 'wrapped-up' && person === deps.person() && deps.over(act.callId);

  function tell(person: string, act: Act): void {
    const key = JSON.stringify([person, act]);
    if (underWay.has(key)) return;
    underWay.add(key);
    const over = isOver(act, person);
    void deps.send(act, person).then((answer) => {
      underWay.delete(key);
      const early = answer.ok && answer.value.refused === 'call-state' && act.kind === 'wrapped-up' && !over;
      // It ended while the answer was on its way.
      if (early && isOver(act, person)) return tell(person, act);
      // Refused is answered too: it will not be otherwise tomorrow.
      if (early || (!answer.ok && answer.retryable)) return;
      const open = deps.core();
      if (open !== null) deps.safely(() => forgetAct(open, person, act));
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
    ended: (): void => some(isOver),
  };
}
