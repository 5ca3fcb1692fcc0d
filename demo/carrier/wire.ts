// What went over the carrier's wires, in order: tests hold the product against it, the demo's pages show it. Session
// descriptions and tokens are left out; the oldest entries go first.
import type { z } from 'zod';
import type { wireEntry } from './control-schema.ts';

type Entry = z.infer<typeof wireEntry>;
export interface Wire {
  /** Returns how to set the status once the answer is there. */
  note(what: Entry['what'], name: string, fields: Record<string, unknown>): (status: number) => void;
  after(n: number): Entry[];
}
const most = 5_000;
const hidden = /^(sdp|token|reconnect|authorization|password|twiml)$/i;

export function makeWire(now: () => Date): Wire {
  const entries: Entry[] = [];
  let last = 0;
  return {
    note(what, name, fields) {
      const kept = Object.fromEntries(
        Object.entries(fields).map(([k, v]) => [k, hidden.test(k) ? '(left out)' : v]),
      );
      const entry: Entry = { n: ++last, at: now().toISOString(), what, name, status: null, fields: kept };
      entries.push(entry);
      if (entries.length > most) entries.splice(0, entries.length - most);
      return (status) => void (entry.status = status);
    },
    after: (n) => entries.filter((e) => e.n > n),
  };
}
