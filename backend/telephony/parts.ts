// What the rooms of telephony are given beside the backend's own parts.
import type { Parts } from '../parts.ts';
import type { Carrier } from './carrier.ts';
import type { TelephonyConfig } from './config.ts';

export interface Background {
  add: (work: Promise<unknown>) => void;
  /** Settles when nothing is under way. */
  settled: () => Promise<void>;
}
export function makeBackground(failed: (error: unknown) => void): Background {
  const under = new Set<Promise<unknown>>();
  return {
    add(work) {
      const kept = work.catch(failed);
      under.add(kept);
      void kept.finally(() => under.delete(kept));
    },
    async settled() {
      while (under.size > 0) await Promise.all(under);
    },
  };
}

export interface VoiceParts extends Parts {
  voice: {
    config: TelephonyConfig;
    carrier: Carrier;
    /** UUID version 7: sorted by time. */
    newId: () => string;
    /** What goes on after an answer was given; a process that ends waits for it. */
    background: Background;
  };
}
/** The organisation that this carrier account belongs to. */
export const orgOf = (parts: VoiceParts): string => parts.voice.config.organisation;
