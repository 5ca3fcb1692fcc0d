// The demo's two services as switches: off is a SIGKILL, on is a start on the same port.
import type { Child } from './child.ts';

export interface Switch {
  isUp: () => boolean;
  on: () => Promise<Record<string, unknown>>;
  off: () => Promise<void>;
  close: () => Promise<void>;
}

/** @param begin launches the process and tells it its configuration; called again at each start. */
export function makeSwitch(begin: () => Child): Switch {
  let child: Child | null = null;
  // One change at a time: two clicks must not make two processes.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };
  return {
    isUp: () => child?.running() ?? false,
    on: () =>
      inTurn(async () => {
        if (!child?.running()) child = begin();
        return child.ready;
      }),
    off: () => inTurn(async () => child?.kill()),
    close: () => inTurn(async () => child?.stop()),
  };
}
