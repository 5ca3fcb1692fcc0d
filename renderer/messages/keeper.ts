// Keeps a draft on the desk while it is typed (C38): sent after a pause of 300 ms, or after 450 ms without one, one at a time,
// and again until the desk has confirmed. Knows no screen and no clock of its own.
import type { Result } from '#shared/domain/result.ts';

export type KeptState =
  /** All that was typed until then is on the desk's disk. */
  | { kind: 'kept'; at: string }
  /** Typed and on its way; `at` is the last confirmation. */
  | { kind: 'typing'; at: string | null }
  /** Not confirmed, with the reason; it is tried again by itself. */
  | { kind: 'unkept'; code: string; at: string | null };

export interface KeeperDeps<T> {
  send(value: T): Promise<Result<{ keptAt: string }>>;
  /** Runs once after `ms`; answers how to cancel it. */
  after(ms: number, run: () => void): () => void;
  onState(state: KeptState): void;
}

export const keeperTimes = { pause: 300, longest: 450, late: 1200, again: 1500 } as const;

export interface Keeper<T> {
  changed(value: T): void;
  /** Sends now what is waiting; settles when all of it was answered once, kept or not. */
  flush(): Promise<void>;
  /** Sends nothing any more: the message was saved, or the draft is gone. */
  stop(): void;
}

export function createKeeper<T>(deps: KeeperDeps<T>, keptAt: string | null): Keeper<T> {
  let waiting: { value: T } | null = null;
  let sending: Promise<void> | null = null;
  let at = keptAt;
  let stopped = false;
  let cancelPause = (): void => undefined;
  let cancelLongest: (() => void) | null = null;

  const tell = (state: KeptState): void => {
    if (!stopped) deps.onState(state);
  };
  const clearTimers = (): void => {
    cancelPause();
    cancelLongest?.();
    cancelLongest = null;
  };

  function push(): Promise<void> {
    clearTimers();
    if (sending !== null) return sending.then(() => (waiting === null || stopped ? undefined : push()));
    if (waiting === null || stopped) return Promise.resolve();
    const { value } = waiting;
    waiting = null;
    // A desk that restarts may take seconds to say so; the agent is told before.
    const cancelLate = deps.after(keeperTimes.late, () =>
      tell({ kind: 'unkept', code: 'desk-unavailable', at }),
    );
    sending = deps.send(value).then((result) => {
      cancelLate();
      sending = null;
      if (result.ok) {
        at = result.value.keptAt;
        tell(waiting === null ? { kind: 'kept', at } : { kind: 'typing', at });
        return;
      }
      waiting ??= { value };
      tell({ kind: 'unkept', code: result.code, at });
      if (!stopped) cancelPause = deps.after(keeperTimes.again, () => void push());
    });
    return sending;
  }

  return {
    changed(value) {
      if (stopped) return;
      waiting = { value };
      tell({ kind: 'typing', at });
      cancelPause();
      cancelPause = deps.after(keeperTimes.pause, () => void push());
      cancelLongest ??= deps.after(keeperTimes.longest, () => void push());
    },
    flush: push,
    stop() {
      stopped = true;
      waiting = null;
      clearTimers();
    },
  };
}
