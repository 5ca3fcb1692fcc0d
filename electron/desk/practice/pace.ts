// The time of the calls that go on, by the desk's monotonic clock: how long since the answer, and how long nobody has said
// anything. The time in which the desk was gone counts for the first (by the wall: `room.ts`), and is no silence.

export interface PaceDeps {
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
  /** So many seconds of silence, or of hold, have passed since the last words. */
  quiet(id: string, seconds: number): void;
}
interface Going {
  /** Monotonic ms at which the call's clock stood at 0. */
  base: number;
  /** Monotonic ms of the last words, or of the hold. */
  since: number;
  cancel: (() => void) | null;
}
/** As long as a line takes to hear, ms. */
export const hearingMs = (text: string): number => text.split(/\s+/).filter(Boolean).length * 330;

export function createPace({ monotonic, after, quiet }: PaceDeps) {
  const going = new Map<string, Going>();
  return {
    /** The clock runs from `atMs` on. */
    start(id: string, atMs: number): void {
      going.get(id)?.cancel?.();
      const now = monotonic();
      going.set(id, { base: now - atMs, since: now, cancel: null });
    },
    runs: (id: string): boolean => going.has(id),
    /** Ms since the answer; 0 for a call whose clock doesn't run. */
    clock(id: string): number {
      const g = going.get(id);
      return g === undefined ? 0 : Math.max(0, Math.round(monotonic() - g.base));
    },
    /** Something was said, done or typed that ends a silence; it begins again in `inMs`. */
    heard(id: string, inMs = 0): void {
      const g = going.get(id);
      if (g === undefined) return;
      g.since = Math.max(g.since, monotonic() + inMs);
    },
    /** Waits until nobody has said anything for so long; null = nothing is waited for. */
    wait(id: string, seconds: number | null): void {
      const g = going.get(id);
      if (g === undefined) return;
      g.cancel?.();
      g.cancel = null;
      if (seconds === null) return;
      g.cancel = after(Math.max(5, Math.ceil(g.since + seconds * 1000 - monotonic())), () => {
        g.cancel = null;
        quiet(id, seconds);
      });
    },
    stop(id: string): void {
      going.get(id)?.cancel?.();
      going.delete(id);
    },
    close(): void {
      for (const g of going.values()) g.cancel?.();
      going.clear();
    },
  };
}
export type Pace = ReturnType<typeof createPace>;
