// Work at the record that is known by an id of ours: one run at a time for each, and never a page's: what was begun is
// brought to an end when the page that asked is gone.
export interface Runs {
  isRunning(id: string): boolean;
  /** Settles when the one that is under way has ended. */
  wait(id: string): Promise<void>;
  /** A repeat waits for the first and starts nothing. Nothing of `work` escapes: what it throws is told to `failed`. */
  run(id: string, work: () => Promise<void>): Promise<void>;
}

export function createRuns(failed: (error: unknown) => void): Runs {
  const underWay = new Map<string, Promise<void>>();
  return {
    isRunning: (id) => underWay.has(id),
    wait: (id) => underWay.get(id) ?? Promise.resolve(),
    run(id, work) {
      const running = underWay.get(id);
      if (running !== undefined) return running;
      const done = work()
        .catch(failed)
        .finally(() => underWay.delete(id));
      underWay.set(id, done);
      return done;
    },
  };
}
