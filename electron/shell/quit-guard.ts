// Ending the app asks first while something would be interrupted (a call, a draft, an urgent message that only this
// computer has); once, however it was asked for: window, menu, keys. The system's own end never waits for a person.
import type { Leaving } from '#host/link.ts';
import { mayLeave, type LeavingReason } from './leaving.ts';

export interface QuitGuardDeps {
  leaving(): Leaving;
  /** True = leave anyway. Rejecting counts as staying. */
  ask(why: LeavingReason[], state: Leaving): Promise<boolean>;
  quit(): void;
  /** A person stays: the window may have been closed before the question. */
  stay(): void;
}
export interface QuitGuard {
  /** For `before-quit` and the main window's `close`: prevents the event and asks, or lets it go on. */
  check(event: { preventDefault(): void }): void;
  /** The system ends the session, or who started us is gone: no question. */
  endNow(): void;
}

export function createQuitGuard({ leaving, ask, quit, stay }: QuitGuardDeps): QuitGuard {
  let decided = false;
  let asking = false;

  return {
    check(event) {
      if (decided) return;
      const state = leaving();
      const may = mayLeave(state);
      if (may.ok) return;
      event.preventDefault();
      if (asking) return;
      asking = true;
      void ask(may.why, state)
        .catch(() => false)
        .then((leave) => {
          asking = false;
          // Meanwhile the system may have ended the app without asking.
          if (decided) return;
          if (!leave) return stay();
          decided = true;
          quit();
        });
    },
    endNow() {
      decided = true;
      quit();
    },
  };
}
