// Whom, and which card of whom, the record would not give: left out for a while, so that one refusal neither holds the
// others up nor is asked for round by round.
import { pace } from './policy.ts';

/** Beyond so many the oldest are tried again earlier. */
const most = 5000;

export interface LeftOut {
  /** A whole person, or one card of theirs. */
  add(patientId: string, card?: string): void;
  has(patientId: string, card?: string): boolean;
  clear(): void;
}

/** `monotonic`: ms on the steady clock. */
export function createLeftOut(monotonic: () => number): LeftOut {
  const until = new Map<string, number>();
  const key = (patientId: string, card = ''): string => `${patientId} ${card}`;
  return {
    add(patientId, card) {
      until.set(key(patientId, card), monotonic() + pace.leftOutMs);
      for (const old of until.keys()) {
        if (until.size <= most) break;
        until.delete(old);
      }
    },
    has: (patientId, card) => (until.get(key(patientId, card)) ?? -Infinity) > monotonic(),
    clear: () => until.clear(),
  };
}
