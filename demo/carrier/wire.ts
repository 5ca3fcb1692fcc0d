// What went over the carrier's wires, in order: tests hold the product against it, the demo's pages show it. Session
// descriptions and tokens are left out; the oldest entries go first.
import type { z } from 'zod';
import type { wireEntry } from './control-schema.ts';

type Entry = z.infer<typeof wireEntry>;
export interface Noted {
  /** Once the answer is there; 0 = there was none. */
  done(status: number): void;
  /** What was read of the request afterwards. */
  add(fields: Record<string, unknown>): void;
}
export interface Wire {
  note(what: Entry['what'], name: string, fields: Record<string, unknown>): Noted;
  after(n: number): Entry[];
}
const most = 5_000;
const hidden = /^(sdp|token|reconnect|authorization|password|twiml)$/i;

const shown = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, hidden.test(k) ? '(left out)' : v]));

export function makeWire(now: () => Date): Wire {
  const entries: Entry[] = [];
  let last = 0;
  return {
    note(what, name, fields) {
      const entry: Entry = {
        n: ++last,
        at: now().toISOString(),
        what,
        name,
        status: null,
        fields: shown(fields),
      };
      entries.push(entry);
      if (entries.length > most) entries.splice(0, entries.length - most);
      return {
        done: (status) => void (entry.status = status),
        add: (more) => void Object.assign(entry.fields, shown(more)),
      };
    },
    after: (n) => entries.filter((e) => e.n > n),
  };
}
