// Asking ahead against the sample EHR, with a clock and timers that are moved by hand.
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { asker } from '#demo/ehr/testing.ts';
import { ringing } from '#shared/domain/calls/call.ts';
import type { DisclosureRole } from '#shared/domain/disclosure/table.ts';
import { putCall } from '../calls/store.ts';
import { createFhirClient } from '../fhir/client.ts';
import { bookingSchema } from '../booking/schema.ts';
import { createPeople } from '../patient/people.ts';
import { keptSchema } from '../patient/kept/schema.ts';
import { patientCallerSchema, patientNumbersSchema, patientSchema } from '../patient/schema.ts';
import { createCardCache } from '../patient/store.ts';
import { patientTables } from '../vault/tables-patients.ts';
import { workSchema } from '../work/handlers.ts';
import { createPrefetch } from './compose.ts';
import { cardsAhead, keptDays, mostPeople, pace, purgedAtOnce } from './policy.ts';

const begin = '2026-11-22T15:00:00.000Z';
let ehr: Ehr;
let patients: { id: string; name: { family: string }[]; telecom: { value: string }[] }[];
beforeAll(async () => {
  ehr = await startEhr({ port: 0, now: begin, admin: true });
  const all = await asker(ehr)<{ entry: { resource: (typeof patients)[number] }[] }>(
    'GET',
    '/Patient?_count=200',
  );
  patients = all.body.entry.map((e) => e.resource);
});
afterAll(() => ehr.close());

interface Bench {
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
  now(): string;
  people: ReturnType<typeof createPeople>;
}
function open(): Bench {
  const core = new Database(':memory:');
  core.exec(`${patientSchema}${patientCallerSchema}${bookingSchema}${workSchema}
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
      clock,
      after(ms, run) {
        const one = { at: steady + ms, run };
        waiting.push(one);
        return () => void (waiting.includes(one) && waiting.splice(waiting.indexOf(one), 1));
      },
      changed: () => undefined,
      log: {
        error: (_event, fields) => {
          throw new Error(JSON.stringify(fields));
        },
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
    wall(ms) {
      nowMs += ms;
      steady += ms;
    },
  };
  return b;
}
let b: Bench;
beforeEach(() => void (b = open()));

const uuid = (n: number) => `0193f3a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const chosen = (patientId: string, n = 1, at = begin) =>
  b.core.prepare('insert into verification_choice values (?, ?, ?, ?)').run(uuid(n), patientId, at, 'p-1');
const cardsOf = (patientId: string) =>
  b.kept
    .prepare<[string], { card: string }>('select card from cache where patient_id = ? order by card')
    .all(patientId)
    .map((r) => r.card);
const person = (n: number) => patients[n]?.id ?? '';

describe('who is asked for', () => {
  it('visitors of today and tomorrow, recent calls, work that falls due, numbers: identity, visits and cover', async () => {
    chosen(person(3));
    b.core
      .prepare('insert into work values (?, ?, null, ?)')
      .run(
        'w',
        '2026-11-22T20:00:00.000Z',
        JSON.stringify({ patientId: null, number: patients[4]?.telecom[0]?.value }),
      );
    b.core
      .prepare('insert into work values (?, ?, null, ?)')
      .run('later', '2026-11-29T20:00:00.000Z', JSON.stringify({ patientId: person(5), number: null }));
    b.prefetch.opened();
    const delays = await b.settle();
    expect(cardsOf(person(3))).toEqual(['appointments', 'coverage', 'identity', 'person']);
    expect(cardsOf(person(4))).toContain('identity');
    expect(cardsOf(person(5))).toEqual([]);
    expect(b.view().people).toBeGreaterThanOrEqual(2);
    // Politely: the first after a while, then never two within half a second.
    expect(delays[0]).toBe(pace.firstMs);
    expect(delays.slice(1).every((ms) => ms >= pace.betweenMs)).toBe(true);
    // Nothing that tells of a person stands in an address.
    for (const one of b.asked) expect(one.split(' ')[1]).not.toMatch(/[?]|555/);
  });
  it('each card opens from the store afterwards, and the next round asks for nobody anew while they are young', async () => {
    chosen(person(3));
    b.prefetch.opened();
    await b.settle();
    const before = b.asked.length;
    expect(b.people.kept(person(3))?.facts?.birthDate).toMatch(/^\d{4}-/);
    await b.next();
    await b.settle();
    expect(b.asked.slice(before).filter((a) => a.startsWith('GET /Patient'))).toEqual([]);
  });
  it.each<[DisclosureRole | null, string[]]>([
    [null, []],
    ['trainer', []],
    ['agent', ['identity', 'appointments', 'coverage']],
    ['supervisor', ['identity', 'appointments', 'coverage']],
    ['after-hours', ['identity', 'appointments']],
    ['nurse', ['identity', 'appointments', 'allergies', 'conditions', 'medicines']],
  ])('%s: %j', (role, cards) => expect(cardsAhead(role)).toEqual(cards));
  it('nobody who may see it sits here: nothing is asked for', async () => {
    b.role = 'trainer';
    chosen(person(3));
    b.prefetch.opened();
    for (let i = 0; i < 10; i++) await b.next();
    expect(b.asked).toEqual([]);
    expect(b.view().ahead.state).toBe('off');
  });
  it('of a restricted record no more than the name to call by (C26)', async () => {
    const ask = asker(ehr);
    const secret = { resourceType: 'Patient', id: 'secret-ahead', meta: { security: [{ code: 'R' }] } };
    await ask('PUT', '/Patient/secret-ahead', {
      ...secret,
      name: [{ given: ['Mina'], family: 'Oyelaran' }],
      birthDate: '1971-07-17',
    });
    chosen('secret-ahead');
    b.prefetch.opened();
    await b.settle();
    expect(cardsOf('secret-ahead')).toEqual(['person']);
    expect(JSON.stringify(b.kept.prepare('select * from cache').all())).not.toMatch(/Oyelaran|1971-07-17/);
    expect(b.asked.filter((a) => a.includes('secret-ahead'))).toHaveLength(1);
  });
});

describe('when', () => {
  const rings = (at: string, state: 'ringing' | 'active' | 'ended', number = '') => {
    const call = ringing({
      id: uuid(50),
      line: 'practice',
      number,
      dnis: '+15550000001',
      accountId: 'a',
      rangAt: at,
      waitedSeconds: null,
    });
    putCall(b.core, { ...call, state, answeredAt: state === 'active' ? at : null }, null);
  };
  it('a call that begins has its first second to itself, and what was under way is begun anew', async () => {
    chosen(person(3));
    b.prefetch.opened();
    b.hangs = true;
    await b.next();
    expect(b.view().ahead.state).toBe('running');
    expect(b.asked).toHaveLength(1);
    rings(b.now(), 'ringing');
    b.prefetch.disturbed();
    expect(await b.next()).toBe(pace.callMs);
    expect(b.view().ahead.state).toBe('call');
    b.wall(500);
    rings(b.now(), 'active');
    await b.next();
    expect(b.asked).toHaveLength(1);
    b.hangs = false;
    await b.settle();
    expect(b.asked.slice(0, 2).every((one) => one.startsWith('POST /Appointment/_search'))).toBe(true);
    expect(cardsOf(person(3))).toContain('identity');
  });
  it('a call that goes on adds nobody, not by its number and not by who was chosen; when it is over it does', async () => {
    const number = patients[4]?.telecom[0]?.value ?? '';
    rings(begin, 'active', number);
    b.prefetch.opened();
    await b.settle();
    expect(cardsOf(person(4))).toEqual([]);
    chosen(person(3), 50);
    b.core.prepare('insert into messages values (?, null)').run(uuid(50));
    b.prefetch.seated();
    await b.settle();
    expect(cardsOf(person(3))).toEqual([]);
    rings(begin, 'ended', number);
    b.prefetch.seated();
    await b.settle();
    expect(cardsOf(person(3))).toContain('identity');
    b.core.prepare('delete from verification_choice').run();
    b.prefetch.seated();
    await b.settle();
    expect(cardsOf(person(4))).toContain('identity');
  });
  it('locked: stops at once and keeps nothing that comes afterwards', async () => {
    chosen(person(3));
    b.prefetch.opened();
    await b.next();
    b.locked = true;
    b.prefetch.locked();
    const before = b.asked.length;
    for (let i = 0; i < 5; i++) await b.next();
    expect(b.asked.length).toBe(before);
    expect(cardsOf(person(3))).toEqual([]);
  });
  it('the record is away: it waits longer each time; a pause that the server asks for is kept', async () => {
    chosen(person(3));
    b.instead = () => {
      throw new TypeError('no connection');
    };
    b.prefetch.opened();
    await b.next();
    expect(b.view().ahead.state).toBe('away');
    expect(await b.next()).toBe(pace.awayMs);
    expect(await b.next()).toBe(2 * pace.awayMs);
    b.instead = () =>
      new Response('{"resourceType":"OperationOutcome"}', {
        status: 429,
        headers: { 'content-type': 'application/fhir+json', 'retry-after': '3600' },
      });
    expect(await b.next()).toBe(4 * pace.awayMs);
    b.instead = null;
    const asked = b.asked.length;
    let waited = 0;
    while (b.asked.length === asked) waited += Number(await b.next());
    expect(waited).toBeGreaterThanOrEqual(3_600_000);
    await b.settle();
    expect(cardsOf(person(3))).toContain('identity');
  });
  it('a person whom the record does not know is left out, the others come', async () => {
    chosen('nobody-here', 1);
    chosen(person(3), 2);
    b.prefetch.opened();
    await b.settle();
    expect(cardsOf('nobody-here')).toEqual([]);
    expect(cardsOf(person(3))).toContain('identity');
  });
});

describe('how they go', () => {
  const put = (id: string, at: string) => {
    const cache = createCardCache(() => b.kept);
    cache.write(id, 'person', '{}', at);
    cache.write(id, 'identity', '{}', at);
    cache.writeNumbers(id, [`1617555${id}`], ['16175559999']);
    cache.names.put(id, [{ word: `name${id}`, former: false }], '1980-01-01');
  };
  const rows = () =>
    ['cache', 'cache_number', 'kept_name', 'kept_word', 'kept_person'].map(
      (t) => b.kept.prepare<[], { n: number }>(`select count(*) as n from ${t}`).get()?.n,
    );
  const daysAgo = (days: number) => new Date(Date.parse(begin) - days * 86_400_000).toISOString();

  it('whole persons by age, at the unlock and hour by hour; whoever was asked about again stays', async () => {
    put('0001', daysAgo(keptDays + 1));
    put('0002', daysAgo(keptDays + 1));
    put('0002', daysAgo(1));
    put('0003', daysAgo(keptDays - 0.01));
    b.role = null;
    b.prefetch.opened();
    expect(rows()).toEqual([4, 4, 2, 2, 2]);
    expect(b.view()).toMatchObject({ people: 2, days: keptDays });
    expect(await b.next()).toBe(pace.purgeMs);
    expect(rows()).toEqual([2, 2, 1, 1, 1]);
  });
  it('in pieces when there are many', async () => {
    b.kept.transaction(() => {
      for (let i = 0; i < purgedAtOnce * 2 + 10; i++) put(String(i), daysAgo(30));
    })();
    b.role = null;
    b.prefetch.opened();
    expect(rows()[4]).toBe(purgedAtOnce + 10);
    while ((await b.next()) === 0);
    expect(rows()).toEqual([0, 0, 0, 0, 0]);
  });
  it('forgotten at once when a person says so, names in memory too', async () => {
    put('0001', begin);
    b.role = null;
    const cache = createCardCache(() => b.kept);
    expect(cache.names.find(['name0001'], [], 5)).toEqual(['0001']);
    const forgetting = b.prefetch.handlers.forget({}, {} as never);
    while ((await b.next()) !== false);
    expect(await forgetting).toMatchObject({ ok: true, value: { people: 0, since: null } });
    expect(rows()).toEqual([0, 0, 0, 0, 0]);
    expect(cache.names.find(['name0001'], [], 5)).toEqual([]);
    put('0001', begin);
    expect(cache.names.find(['name0001'], [], 5)).toEqual(['0001']);
  });
  it('never more than the most', () => expect(mostPeople).toBeLessThanOrEqual(25_000));
});
