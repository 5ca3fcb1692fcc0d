// The page's monotonic time for stopwatches: the desk's clock may be shifted in a demo, a call's length may not.
import { useEffect, useState } from 'react';

/** Milliseconds as `performance.now()` gives them, read anew every `everyMs`. */
export function useMonotonic(everyMs = 500): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
