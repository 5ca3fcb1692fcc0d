// Things that happen later, all of which end together: a process that stops must not wait for a caller's patience.
export interface Timers {
  /** Returns how to call it off. */
  after(ms: number, run: () => void): () => void;
  close(): void;
}

export function makeTimers(): Timers {
  const waiting = new Set<NodeJS.Timeout>();
  let closed = false;
  return {
    after(ms, run) {
      if (closed) return () => undefined;
      const timer = setTimeout(() => {
        waiting.delete(timer);
        run();
      }, ms);
      waiting.add(timer);
      return () => {
        clearTimeout(timer);
        waiting.delete(timer);
      };
    },
    close() {
      closed = true;
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}
