// For tests: asking ahead against a server, with a clock and timers that are moved by hand.
import Database from 'better-sqlite3';
import type { DisclosureRole } from '#shared/domain/disclosure/table.ts';
import { createFhirClient } from '../fhir/client.ts';
import { createPeople } from '../patient/people.ts';
import { createCardCache } from '../patient/store.ts';
import { bookingSchema } from '../booking/schema.ts';
import { keptSchema } from '../patient/kept/schema.ts';
import { patientCallerSchema, patientNumbersSchema, patientSchema } from '../patient/schema.ts';
import { auditTables } from '../vault/tables-core.ts';
import { patientTables } from '../vault/tables-patients.ts';
import { workSchema } from '../work/handlers.ts';
import { createPrefetch } from './compose.ts';

export const begin = '2026-11-22T15:00:00.000Z';
export interface Bench {
  prefetch: ReturnType<typeof createPrefetch>;
  core: Database.Database;
  kept: Database.Database;
  /** Method, path and body of what was asked, in order. */
  asked: string[];
  /** Answers instead of the server while set. */
  instead: (() => Response) | null;
  /** The server never answers while set. */
  hangs: boolean;
  role: DisclosureRole | null;
  locked: boolean;
  /** Runs what waits next; its delay. False when nothing waits. */
  next(): Promise<number | false>;
  /** Until a round is over, with the delays that were kept. */
  settle(): Promise<number[]>;
  view(): { people: number; ahead: { state: string; left: number } };
  wall(ms: number): void;
  /** The desk's clock is set back; the steady one is not. */
  setBack(ms: number): void;
  now(): string;
  people: ReturnType<typeof createPeople>;
  /** Something broke; a test that wants it puts its own here. */
  broke(fields: unknown): void;
}
export function openBench(ehr: { url: string; token: string }): Bench {
  const core = new Database(':memory:');
  core.exec(`${patientSchema}${patientCallerSchema}${bookingSchema}${workSchema}${auditTables}
    create table calls (id text primary key, account_id text, state text, person text, started_at text, ended_at text,
      version integer default 1, json text);
    create table messages (id text primary key, closed_at text);`);
  const kept = new Database(':memory:');
  kept.exec(patientTables + patientNumbersSchema + keptSchema);
  let nowMs = Date.parse(begin);
  let steady = 0;
  const waiting: { at: number; run: () => void }[] = [];
  const clock = { now: () => new Date(nowMs).toISOString(), monotonic: () => steady };
  let busy = 0;
  const client = createFhirClient({
    base: ehr.url,
    token: () => ehr.token,
    async fetch(url, init) {
      b.asked.push(`${init?.method} ${String(url).slice(ehr.url.length)} ${String(init?.body ?? '')}`);
      if (b.hangs)
        return new Promise((_done, stop) =>
          init?.signal?.addEventListener('abort', () => stop(new Error('aborted'))),
        );
      busy++;
      try {
        if (init?.signal?.aborted === true) throw new Error('aborted');
        return b.instead?.() ?? (await fetch(url, init));
      } finally {
        busy--;
      }
    },
    wait: async () => {},
    nowMs: () => steady,
    onExchange: ({ waitMs }) => void (waitMs !== null && b.prefetch.pause(waitMs)),
  });
  const db = (): Database.Database | null => (b.locked ? null : kept);
  const cache = createCardCache(db);
  const people = createPeople({ fhir: () => client, cache, clock: clock.now });
  const b: Bench = {
    core,
    kept,
    people,
    broke(fields) {
      throw new Error(JSON.stringify(fields));
    },
    asked: [],
    instead: null,
    hangs: false,
    role: 'agent',
    locked: false,
    prefetch: createPrefetch({
      patients: { client, cache, people, forget: people.forget },
      kept: db,
      core: () => core,
      role: () => b.role,
      person: () => (b.role === null ? null : { id: 'p-1', role: b.role }),
      clock,
      after(ms, run) {
        const one = { at: steady + ms, run };
        waiting.push(one);
        return () => void (waiting.includes(one) && waiting.splice(waiting.indexOf(one), 1));
      },
      changed: () => undefined,
      log: {
        error: (_event, fields) => b.broke(fields),
      },
    }),
    async next() {
      for (let i = 0; i < 5 || busy > 0; i++) await new Promise((done) => setImmediate(done));
      const one = waiting.toSorted((x, y) => x.at - y.at)[0];
      if (one === undefined) return false;
      waiting.splice(waiting.indexOf(one), 1);
      const ms = Math.max(0, one.at - steady);
      b.wall(ms);
      one.run();
      for (let i = 0; i < 5 || busy > 0; i++) await new Promise((done) => setImmediate(done));
      return ms;
    },
    async settle() {
      const delays: number[] = [];
      for (let i = 0; i < 2000; i++) {
        if (b.view().ahead.state === 'idle' && i > 2) return delays;
        const ms = await b.next();
        if (ms === false) return delays;
        delays.push(ms);
      }
      throw new Error('never settled');
    },
    now: clock.now,
    view() {
      const answer = b.prefetch.handlers.read({}, {} as never);
      if (answer instanceof Promise || !answer.ok) throw new Error('view');
      return answer.value;
    },
    setBack: (ms) => void (nowMs -= ms),
    wall(ms) {
      nowMs += ms;
      steady += ms;
    },
  };
  return b;
}
