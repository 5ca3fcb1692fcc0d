// Wrong secrets are counted before they are tried, on the disk, so that ending the desk in the middle of a try counts too
// (C8). After five comes a wait that grows with each further one; it is counted down by the steady clock alone, while the
// desk runs: neither a restart nor a changed clock shortens it.
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { failureOf } from './state.ts';
import type { TriesStore, Waiting } from './tries-store.ts';

/** Wrong secrets before the first wait. */
export const freeTries = 5;
const firstWaitMs = 15 * 60_000;
export const longestWaitMs = 8 * 60 * 60_000;
/** What a restart may add to a wait, at most. */
export const keptEveryMs = 5000;

/** After that many wrong ones: nothing, then 15 minutes, 30, 60 … at most eight hours. */
export const waitAfter = (wrong: number): number =>
  wrong < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(20, wrong - freeTries));

export interface TriesDeps {
  store: TriesStore;
  /** Milliseconds that only go forward. */
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
}
/** Wrong secrets that nobody was told of yet. */
export interface Alert {
  key: string;
  wrong: number;
}

export function createTries({ store, monotonic, after }: TriesDeps) {
  /** `since`: when `waitMs` was true, by the steady clock of this run. */
  let known: Map<string, Waiting & { since: number }> | null = null;
  let cancel: (() => void) | null = null;

  /** What the file says, unless the ring knows of more: then it was taken away or put back, and counts as spent. */
  function all(): Map<string, Waiting & { since: number }> {
    if (known !== null) return known;
    const since = monotonic();
    const filed = store.read();
    const found = new Map<string, Waiting & { since: number }>();
    for (const [key, waiting] of Object.entries(filed ?? {}))
      found.set(key, { ...waiting, waitMs: Math.min(waiting.waitMs, waitAfter(waiting.wrong)), since });
    for (const [key, wrong] of Object.entries(store.ring())) {
      const least = Math.max(wrong, freeTries);
      if (wrong > 0 && (found.get(key)?.wrong ?? 0) < wrong)
        found.set(key, { wrong: least, waitMs: waitAfter(least), untold: least, since });
    }
    known = found;
    keepOn();
    return found;
  }
  const left = (of: Waiting & { since: number }): number =>
    Math.max(0, Math.ceil(of.waitMs - (monotonic() - of.since)));

  /** Throws FailureError or a system error: then no secret may be tried. */
  function write(): void {
    const entries = [...all()].map(([key, of]): [string, Waiting] => [
      key,
      { wrong: of.wrong, waitMs: left(of), untold: of.untold },
    ]);
    store.write(Object.fromEntries(entries));
  }
  function keepOn(): void {
    cancel?.();
    cancel = null;
    if (![...(known ?? new Map()).values()].some((of) => left(of) > 0)) return;
    cancel = after(keptEveryMs, () => {
      try {
        write();
      } catch {
        // Then a restart waits for more of it: the safe side.
      }
      keepOn();
    });
  }

  return {
    /** Milliseconds until the next try; 0 = now. */
    waitMs: (key: string): number => {
      const of = all().get(key);
      return of === undefined ? 0 : left(of);
    },
    /** Wrong ones that are left before a wait. */
    left: (key: string): number => {
      const of = all().get(key);
      if (of === undefined || of.wrong === 0) return freeTries;
      return left(of) > 0 ? 0 : Math.max(1, freeTries - of.wrong);
    },
    /**
     * One try is about to be made: counted as a wrong one, durably, in the file and in the ring. Codes: `secret-wait`
     * with the milliseconds that are left as its message, disk-…: then nothing may be tried.
     */
    begin(key: string): Result<null> {
      const before = all().get(key);
      const wait = before === undefined ? 0 : left(before);
      if (wait > 0) return fail('secret-wait', String(wait));
      const wrong = (before?.wrong ?? 0) + 1;
      all().set(key, {
        wrong,
        waitMs: waitAfter(wrong),
        untold: (before?.untold ?? 0) + 1,
        since: monotonic(),
      });
      try {
        // The file first: what the ring knows of and the file does not counts as spent.
        write();
        store.note(key, wrong);
        keepOn();
        return ok(null);
      } catch (error) {
        return failureOf(error, 'tries');
      }
    },
    /** It was right: all tries are there again. What a disk refuses is counted once more at the next start. */
    right(key: string): void {
      const of = all().get(key);
      if (of === undefined) return;
      all().set(key, { wrong: 0, waitMs: 0, untold: of.untold - 1, since: monotonic() });
      settle(key, 0);
    },
    /** No secret was tried after all (the key store was away, the disk refused). */
    undone(key: string): void {
      const of = all().get(key);
      if (of === undefined || of.wrong === 0) return;
      all().set(key, { wrong: of.wrong - 1, waitMs: 0, untold: of.untold - 1, since: monotonic() });
      settle(key, of.wrong - 1);
    },
    /** Wrong ones since the last right one. */
    wrong: (key: string): number => all().get(key)?.wrong ?? 0,
    /** Wrong ones since they were last told, for the audit. */
    alerts: (): Alert[] =>
      [...all()].flatMap(([key, { untold }]) => (untold > 0 ? [{ key, wrong: untold }] : [])),
    told(): void {
      if (![...all().values()].some((of) => of.untold > 0)) return;
      for (const [key, of] of all())
        all().set(key, { ...of, waitMs: left(of), since: monotonic(), untold: 0 });
      try {
        write();
      } catch {
        // Told twice, then.
      }
    },
    stop(): void {
      cancel?.();
      cancel = null;
    },
  };

  function settle(key: string, wrong: number): void {
    try {
      store.note(key, wrong);
      write();
    } catch {
      // The count on the disk is the higher one.
    }
    keepOn();
  }
}
export type Tries = ReturnType<typeof createTries>;
