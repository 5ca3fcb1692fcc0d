// Sleep, wake, screen lock and shutdown, as the desk wants to hear them.
import type { Host } from '#host/host.ts';
import { powerEvents, type PowerEvent } from '#host/link.ts';

/** Electron's powerMonitor, as far as it is used. */
export interface PowerSource {
  on(event: PowerEvent, listener: (event?: { preventDefault(): void }) => void): unknown;
}

export function watchPower(source: PowerSource): Host['onPower'] {
  const listeners = new Set<(event: PowerEvent) => void>();
  for (const event of powerEvents)
    source.on(event, (given) => {
      // The system waits then, for a while: the vault is closed in order before the app ends (electron.d.ts, `shutdown`).
      if (event === 'shutdown') given?.preventDefault();
      for (const listener of listeners) listener(event);
    });
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}
