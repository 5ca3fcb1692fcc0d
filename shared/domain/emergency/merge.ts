// Ticks live on the call first and on the message after; merging the two loses none and doubles none.
import type { EmergencyTick } from './ticks.ts';

/** All ticks of both, each once, by time. At most the 200 that a message carries: the oldest are kept. */
export function mergeTicks(a: readonly EmergencyTick[], b: readonly EmergencyTick[]): EmergencyTick[] {
  const all = new Map([...a, ...b].map((t) => [`${t.stepId} ${t.on} ${t.at}`, t]));
  return [...all.values()].toSorted((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : 0)).slice(0, 200);
}
