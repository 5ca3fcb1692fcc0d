// Whose request is next: each page has a line of its own and the pages take turns, one request at a time. A page gone wild
// waits for itself; nobody else waits for it.

export interface Turns {
  /** Puts it at the end of the page's line; false when that line is full. */
  take(port: number, id: string, run: () => void): boolean;
  /** Takes a request out that has not had its turn; false when there is none of that id. */
  drop(port: number, id: string): boolean;
  /** Somebody is in line. */
  waiting(): boolean;
}
/** Requests that a page may have in its line: far more than any page of ours asks at once. */
export const mostWaiting = 500;

/** `soon` runs a task after whatever has arrived by now has been read. */
export function createTurns(soon: (task: () => void) => void): Turns {
  const lines = new Map<number, { id: string; run: () => void }[]>();
  let going = false;

  function round(): void {
    // A page that asks while this round runs is at the end of it: the round is the pages as they stand now.
    for (const [port, line] of new Map(lines)) {
      const next = line.shift();
      if (line.length === 0) lines.delete(port);
      next?.run();
    }
    going = lines.size > 0;
    if (going) soon(round);
  }
  return {
    take(port, id, run) {
      const line = lines.get(port) ?? [];
      if (line.length >= mostWaiting) return false;
      line.push({ id, run });
      lines.set(port, line);
      if (!going) {
        going = true;
        soon(round);
      }
      return true;
    },
    drop(port, id) {
      const line = lines.get(port) ?? [];
      const at = line.findIndex((waiting) => waiting.id === id);
      if (at < 0) return false;
      line.splice(at, 1);
      if (line.length === 0) lines.delete(port);
      return true;
    },
    waiting: () => lines.size > 0,
  };
}
