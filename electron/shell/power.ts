// Sleep, wake, screen lock and shutdown, as the desk wants to hear them.
import type { Host } from '#host/host.ts';
import { powerEvents, type PowerEvent } from '#host/link.ts';

/** Electron's powerMonitor, as far as it is used. */
export interface PowerSource {
  on(event: PowerEvent, listener: () => void): unknown;
}

export function watchPower(source: PowerSource): Host['onPower'] {
  const listeners = new Set<(event: PowerEvent) => void>();
  for (const event of powerEvents) source.on(event, () => listeners.forEach((listener) => listener(event)));
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}
