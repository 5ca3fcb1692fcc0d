// Rounds of asking ahead: one thing at a time, slowly; out of the way of a call that begins; not at all while the desk is
// locked, the record is away or the server asked for a pause.
import type { Failure } from '#shared/domain/result.ts';
import { mostInRound, mostRefused, mostTries, pace } from './policy.ts';
import type { Source } from './source.ts';
import type { Wanted } from './wanted.ts';

/** `call`: a call has just begun; `away`: the record could not be asked, or asked for a pause. */
export type AheadState = 'off' | 'idle' | 'running' | 'call' | 'away';
export interface Ahead {
  state: AheadState;
  /** Persons who are still to be asked about in this round. */
  left: number;
  /** When the last round came to its end. */
  lastAt: string | null;
}
export interface RunnerParts {
  /** Null while there is no record, or nobody sits here who may see anything of it. */
  source(): Source | null;
  wanted(): Promise<Wanted>;
  /** Which cards of this person are missing or old; null = all are young. */
  missing(patientId: string): Parameters<Source['person']>[1] | null;
  /** The record would not give this person. */
  leave(patientId: string): void;
  /** How long a call still needs the line for itself, ms; 0 = none. */
  callMs(): number;
  after(ms: number, run: () => void): () => void;
  now(): string;
  monotonic(): number;
  changed(): void;
  failed(error: unknown): void;
}
type Job = (source: Source, signal: AbortSignal) => Promise<Failure | null>;

/** The record itself is away, or nobody is signed in to it; any other answer is about this person or this search alone. */
export const isAway = (f: Failure): boolean =>
  f.code === 'ehr-offline' || f.code === 'ehr-not-fhir' || f.code === 'ehr-signed-out';

export function createRunner(parts: RunnerParts) {
  let state: AheadState = 'off';
  let left = 0;
  let lastAt: string | null = null;
  let awayMs: number = pace.awayMs;
  /** Refusals in a row. */
  let refusals = 0;
  /** Not before this, on the steady clock: the server said so. */
  let notBefore = 0;
  let working: AbortController | null = null;
  let wake: (() => void) | null = null;
  /** Counts starts and stops: what an older one began does nothing more. */
  let turn = 0;

  const tell = (next: AheadState): void => {
    if (state === next) return;
    state = next;
    parts.changed();
  };
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = parts.after(ms, () => {
        wake = null;
        resolve();
      });
      wake = () => {
        cancel();
        resolve();
      };
    });
  /** Until no call begins and no pause is asked for. */
  async function quiet(mine: number): Promise<void> {
    while (mine === turn) {
      const call = parts.callMs();
      const paused = notBefore - parts.monotonic();
      if (call <= 0 && paused <= 0) return;
      tell(call > 0 ? 'call' : 'away');
      await rest(call > 0 ? call : paused);
    }
  }
  /**
   * Until it is done, or the record would not answer this one; then false. Broken off by a call, it is begun anew
   * afterwards; while the record is away it waits.
   */
  async function perform(job: Job, mine: number): Promise<boolean> {
    for (let tries = 1; ;) {
      await quiet(mine);
      const source = mine === turn ? parts.source() : null;
      if (source === null) return true;
      tell('running');
      const abort = new AbortController();
      working = abort;
      const failure = await job(source, abort.signal);
      if (working === abort) working = null;
      if (mine !== turn) return true;
      if (abort.signal.aborted) continue;
      refusals = failure?.code === 'ehr-refused' ? refusals + 1 : 0;
      if (failure === null || (!failure.retryable && !isAway(failure))) {
        awayMs = pace.awayMs;
        await rest(pace.betweenMs);
        return failure === null;
      }
      tell('away');
      await rest(Math.max(awayMs, notBefore - parts.monotonic()));
      awayMs = Math.min(awayMs * 2, pace.mostAwayMs);
      if (!isAway(failure) && tries++ >= mostTries) return false;
    }
  }
  async function round(mine: number): Promise<void> {
    refusals = 0;
    const { patientIds, numbers } = await parts.wanted();
    const ids = new Set(patientIds);
    const add =
      (ask: (source: Source, signal: AbortSignal) => ReturnType<Source['byNumber']>): Job =>
      async (source, signal) => {
        const answer = await ask(source, signal);
        if (!answer.ok) return answer;
        for (const id of answer.value) ids.add(id);
        return null;
      };
    await perform(
      add((source, signal) => source.visitors(mostInRound, signal)),
      mine,
    );
    for (const number of numbers)
      if (mine === turn)
        await perform(
          add((source, signal) => source.byNumber(number, signal)),
          mine,
        );
    const todo = [...ids].filter((id) => parts.missing(id) !== null).slice(0, mostInRound);
    for (const [i, id] of todo.entries()) {
      const cards = mine === turn ? parts.missing(id) : null;
      if (mine !== turn) return;
      if (refusals >= mostRefused) break;
      left = todo.length - i;
      if (cards === null) continue;
      if (!(await perform((source, signal) => source.person(id, cards, signal), mine))) parts.leave(id);
    }
  }
  async function run(mine: number): Promise<void> {
    await rest(pace.firstMs);
    while (mine === turn && parts.source() !== null) {
      await round(mine);
      if (mine !== turn) return;
      left = 0;
      lastAt = parts.now();
      tell('idle');
      await rest(pace.roundMs);
    }
  }
  function stop(): void {
    turn++;
    left = 0;
    working?.abort();
    wake?.();
    wake = null;
    tell('off');
  }
  return {
    state: (): Ahead => ({ state, left, lastAt }),
    /** From the beginning; what was under way is left. */
    start(): void {
      stop();
      if (parts.source() === null) return;
      awayMs = pace.awayMs;
      tell('idle');
      const mine = turn;
      run(mine).catch((error: unknown) => {
        parts.failed(error);
        if (mine === turn) stop();
      });
    },
    stop,
    /** A call began or changed: what is under way is broken off until the call's first second is over. */
    disturbed(): void {
      if (working !== null && parts.callMs() > 0) working.abort();
    },
    /** The server asked for a pause. */
    pause(ms: number): void {
      notBefore = Math.max(notBefore, parts.monotonic() + ms);
    },
  };
}
export type Runner = ReturnType<typeof createRunner>;
