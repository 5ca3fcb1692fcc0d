// Asking ahead against the sample EHR, with a clock and timers that are moved by hand.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { asker } from '#demo/ehr/testing.ts';
import { ringing } from '#shared/domain/calls/call.ts';
import type { DisclosureRole } from '#shared/domain/disclosure/table.ts';
import { putCall } from '../calls/store.ts';
import { createCardCache } from '../patient/store.ts';
import { begin, type Bench, openBench } from './testing.ts';
import { cardsAhead, keptDays, mostPeople, pace, purgedAtOnce } from './policy.ts';

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

let b: Bench;
beforeEach(() => void (b = openBench(ehr)));

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
