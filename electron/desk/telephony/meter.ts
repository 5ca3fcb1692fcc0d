// The microphone's level is measured only while somebody looks at it: a page that locked, reloaded or died can't say so itself,
// so a meter that nobody reads is switched off, and one that this desk never asked for too (the desk before it did).
import type { EngineOrder } from '#shared/domain/telephony/engine.ts';

export interface MeterDeps {
  order(order: Extract<EngineOrder, { kind: 'meter' }>): boolean;
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
}
/** Without a reader for this long it is switched off, ms. Pages read ten times a second, hidden ones about once. */
const unreadMs = 2500;
/** Levels that were on their way when it was switched off are no reason to say it again, ms. */
const againMs = 1000;

export function createMeter(deps: MeterDeps) {
  let wanted = false;
  let runs = false;
  let readAt = 0;
  let offAt = -Infinity;
  let cancel: (() => void) | null = null;

  function off(): boolean {
    cancel?.();
    cancel = null;
    runs = false;
    offAt = deps.monotonic();
    return deps.order({ kind: 'meter', on: false });
  }
  function watch(): void {
    cancel?.();
    const left = unreadMs - (deps.monotonic() - readAt);
    cancel = deps.after(Math.max(0, Math.round(left)), () => {
      if (deps.monotonic() - readAt >= unreadMs) off();
      else watch();
    });
  }
  function on(): boolean {
    readAt = deps.monotonic();
    runs = deps.order({ kind: 'meter', on: true });
    if (runs) watch();
    return runs;
  }
  return {
    /** A page's wish. False = there is no engine. */
    want(next: boolean): boolean {
      wanted = next;
      return next ? on() : off();
    },
    /** Somebody looks. One that was hidden for a while and looks again finds it running again. */
    read(): void {
      readAt = deps.monotonic();
      if (wanted && !runs) on();
    },
    /** The engine measures. */
    heard(): void {
      if (!runs && deps.monotonic() - offAt >= againMs) off();
    },
    /** A new engine measures nothing yet. */
    started(): void {
      if (runs) on();
    },
    /** At a lock: whoever looked can't any more. */
    stop(): void {
      wanted = false;
      if (runs) off();
      cancel?.();
    },
  };
}
export type Meter = ReturnType<typeof createMeter>;
