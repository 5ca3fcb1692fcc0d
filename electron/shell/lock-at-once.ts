// Sleep, the system's own lock and another person's session lock the desk at once (C3). The desk does it; this sees that
// it happened: a desk that doesn't confirm in time finds its pages emptied, and nothing kept that would open it again.
import type { Host } from '#host/host.ts';
import { locksAtOnce } from '#host/link.ts';

export interface LockDeps {
  onPower: Host['onPower'];
  later(ms: number, task: () => void): () => void;
  /** Drops what reopens the vault after a crash of the desk. */
  forget(): void;
  /** Ends each visible page's process and loads it anew. */
  renew(): void;
}
/** Milliseconds a desk has to lock and say so. */
export const lockWithin = 2000;

/** Returns what to call when the desk says that it is locked. */
export function lockAtOnce({ onPower, later, forget, renew }: LockDeps): () => void {
  let cancel: (() => void) | null = null;
  onPower((event) => {
    if (!locksAtOnce.includes(event)) return;
    forget();
    cancel?.();
    cancel = later(lockWithin, () => {
      cancel = null;
      renew();
    });
  });
  return () => {
    cancel?.();
    cancel = null;
  };
}
