// A wait after wrong secrets: the desk says how long it still is, this page counts on by a clock that nobody can set.
import { useEffect, useState } from 'react';
import { readSession } from '../app/session-store.ts';

const beat = 500;

/** Milliseconds that are left of `waitMs`, which `of` (a slot as it was read) told; 0 = over. Reads the session anew then. */
export function useWait(of: object, waitMs: number): number {
  const [counted, setCounted] = useState({ of, left: waitMs });
  useEffect(() => {
    if (waitMs <= 0) return;
    const endsAt = performance.now() + waitMs;
    const timer = setInterval(() => {
      const left = Math.max(0, endsAt - performance.now());
      setCounted({ of, left });
      if (left > 0) return;
      clearInterval(timer);
      void readSession();
    }, beat);
    return () => clearInterval(timer);
  }, [of, waitMs]);
  // Every reading of the session tells another object.
  return counted.of === of ? counted.left : waitMs;
}
