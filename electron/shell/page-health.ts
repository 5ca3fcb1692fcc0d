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
  /** Its process is gone, or its document did not load. */
  ended(): void;
  hangs(): void;
  answers(): void;
  /** The next end is on purpose and must not use up what is allowed to accidents. */
  forgive(): void;
}
/** A page that hangs is left alone for so long (ms): a slow moment needs no question. */
export const patience = 8000;

export function createPageHealth(deps: HealthDeps): PageHealth {
  let ends: number[] = [];
  let asking = false;
  let waiting: (() => void) | null = null;

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
  return {
    ended() {
      answers();
      const decision = decideRestart('died', ends, deps.now());
      ends = decision.recent;
      if (decision.start) return deps.reload();
      ask(deps.askLost, () => {
        ends = [];
        deps.reload();
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
