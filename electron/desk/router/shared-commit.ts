// Reads that were finished in the same turn share one durable commit: each has an audit row of its own, in the order in
// which they were finished, and none of their answers leaves before all rows are on the disk. If the commit fails, none
// leaves at all.

/** Rows of one commit; more begin the next. */
const mostRows = 200;
/** How long a finished read waits for others that are already in line, ms of the steady clock. */
const mostMs = 4;

export interface Finished {
  /** It may still be answered. One that may not has settled itself, and is not part of the commit. */
  stands(): boolean;
  /** Writes its row, inside the shared transaction. */
  row(): void;
  /** The row is durable: the answer may leave. */
  committed(): void;
  failed(error: unknown): void;
}
export interface SharedCommit {
  add(finished: Finished): void;
  /** Commits now what waits: a write comes next, and rows stand in the order in which things were done. */
  flush(): void;
}
export interface SharedCommitDeps {
  /** One durable transaction around `work`; throws what the disk says. */
  commit(work: () => void): void;
  soon(task: () => void): void;
  /** Requests are in line that may be finished in a moment. */
  more(): boolean;
  /** Milliseconds. */
  monotonic(): number;
}

export function createSharedCommit(deps: SharedCommitDeps): SharedCommit {
  let waiting: Finished[] = [];
  let since = 0;

  function flush(): void {
    // A refusal on the way commits by itself, and finds nothing waiting.
    const finished = waiting;
    waiting = [];
    const group = finished.filter((one) => one.stands());
    if (group.length === 0) return;
    try {
      deps.commit(() => {
        for (const one of group) one.row();
      });
    } catch (error) {
      for (const one of group) one.failed(error);
      return;
    }
    for (const one of group) one.committed();
  }
  function due(): void {
    if (waiting.length === 0) return;
    if (deps.more() && deps.monotonic() - since < mostMs) deps.soon(due);
    else flush();
  }
  return {
    add(finished) {
      waiting.push(finished);
      if (waiting.length === 1) {
        since = deps.monotonic();
        deps.soon(due);
      } else if (waiting.length >= mostRows) flush();
    },
    flush,
  };
}
