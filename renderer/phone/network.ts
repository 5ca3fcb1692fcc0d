// The network went or came back, as the browser tells it. The SDK would believe in its old connection for up to 15 s: an idle
// phone registers anew at once and says meanwhile that it can't ring; a call is left to the SDK, which takes it up by itself.

/** A cable that is plugged in, or a wireless network that is looked for, tells several times. ms */
export const restMs = 400;

export interface NetworkDeps {
  events: Pick<EventTarget, 'addEventListener'>;
  later(ms: number, task: () => void): () => void;
  changed(): void;
}
/** Calls `changed` once things have come to rest, as for the order `power: network`. */
export function watchNetwork({ events, later, changed }: NetworkDeps): void {
  let cancel: (() => void) | null = null;
  const told = (): void => {
    cancel?.();
    cancel = later(restMs, () => {
      cancel = null;
      changed();
    });
  };
  events.addEventListener('online', told);
  events.addEventListener('offline', told);
}
