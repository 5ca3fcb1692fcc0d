// A page that ended comes back by itself, three times a minute at most; one that hangs or keeps ending is a person's
// question. Logic only: the window and the question are handed in.
import { decideRestart } from '#host/restart.ts';

export interface HealthDeps {
  now(): number;
  later(ms: number, task: () => void): () => void;
  reload(): void;
  /** Ends the page's process; what follows is `ended`. */
  end(): void;
  /** It ended too often. True = a person wants it opened again. */
  askLost(): Promise<boolean>;
  /** It has not answered for a while. True = a person wants it ended and loaded anew. */
  askHung(): Promise<boolean>;
}
export interface PageHealth {
  /** Its process is gone. */
  ended(): void;
  /** A document begins to load; to be called when it did not. That counts unless it is a death that `ended` tells of. */
  loads(): () => void;
  hangs(): void;
  answers(): void;
  /** The next end is on purpose and must not use up what is allowed to accidents. */
  forgive(): void;
}
/** A page that hangs is left alone for so long (ms): a slow moment needs no question. */
export const patience = 8000;
/** A load that failed because its process died is told of twice, in either order, within so long (ms). */
export const sameEnd = 250;

export function createPageHealth(deps: HealthDeps): PageHealth {
  let ends: number[] = [];
  let asking = false;
  let waiting: (() => void) | null = null;
  /** Of the document that is shown or loads; an older one's failure is old news. */
  let attempt = 0;

  const ask = (question: () => Promise<boolean>, then: () => void): void => {
    if (asking) return;
    asking = true;
    void question()
      .catch(() => false)
      .then((yes) => {
        asking = false;
        if (yes) then();
      });
  };
  const answers = (): void => {
    waiting?.();
    waiting = null;
  };
  const ended = (): void => {
    attempt++;
    answers();
    const decision = decideRestart('died', ends, deps.now());
    ends = decision.recent;
    if (decision.start) return deps.reload();
    ask(deps.askLost, () => {
      ends = [];
      deps.reload();
    });
  };
  return {
    ended,
    loads() {
      const mine = ++attempt;
      return () =>
        void deps.later(sameEnd, () => {
          if (mine === attempt) ended();
        });
    },
    hangs() {
      waiting ??= deps.later(patience, () => {
        waiting = null;
        ask(deps.askHung, () => {
          ends = [];
          deps.end();
        });
      });
    },
    answers,
    forgive: () => void (ends = []),
  };
}
