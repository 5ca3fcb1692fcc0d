// The record system is asked again by itself while it is away, so that nobody has to watch for it.
import { useEffect, useEffectEvent } from 'react';

/** Calls `again` every `everyMs` while `isAway`; a hidden page asks nothing. */
export function useRetry(isAway: boolean, again: () => void, everyMs: number): void {
  const ask = useEffectEvent(again);
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && ask(), everyMs);
    return () => clearInterval(timer);
  }, [isAway, everyMs]);
}
