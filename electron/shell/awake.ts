// Keeps the computer from sleeping while somebody is on the line, and at no other time: one that never sleeps is a
// complaint of its own.

/** Electron's powerSaveBlocker, as far as it is used. */
export interface Blocker {
  start(type: 'prevent-app-suspension'): number;
  stop(id: number): unknown;
}

/** To be told whenever what the desk says of an open call may have changed. */
export function keepAwake(blocker: Blocker): (call: boolean) => void {
  let held: number | null = null;
  return (call) => {
    if (call && held === null) held = blocker.start('prevent-app-suspension');
    else if (!call && held !== null) {
      blocker.stop(held);
      held = null;
    }
  };
}
