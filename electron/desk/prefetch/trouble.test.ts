// What the record refuses is left out, so that the others come; a record that becomes restricted; a clock that is set back;
// and what the audit log says of all this. Against the sample EHR, with timers that are moved by hand.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ehr, startEhr } from '#demo/ehr/server.ts';
import { asker } from '#demo/ehr/testing.ts';
import { mostTries, pace } from './policy.ts';
import { begin, type Bench, openBench } from './testing.ts';

let ehr: Ehr;
let b: Bench;
let ids: string[];
beforeAll(async () => {
  ehr = await startEhr({ port: 0, now: begin, admin: true });
  const all = await asker(ehr)<{ entry: { resource: { id: string } }[] }>('GET', '/Patient?_count=30');
  ids = all.body.entry.map((e) => e.resource.id);
});
afterAll(() => ehr.close());
beforeEach(() => void (b = openBench(ehr)));
const admin = (method: string, body?: object) =>
  fetch(`${ehr.adminUrl}/fault`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ehr.token}` },
    ...(body && { body: JSON.stringify(body) }),
  });
afterEach(() => admin('DELETE'));

const person = (n: number) => ids[n] ?? expect.unreachable();
let calls = 0;
const chosen = (patientId: string, at = begin) =>
  b.core
    .prepare('insert into verification_choice values (?, ?, ?, ?)')
    .run(`0193f3a0-0000-7000-8000-${String(++calls).padStart(12, '0')}`, patientId, at, 'p-1');
const cardsOf = (patientId: string) =>
  b.kept
    .prepare<[string], { card: string }>('select card from cache where patient_id = ? order by card')
    .all(patientId)
    .map((r) => r.card);
const readsOf = (patientId: string) =>
  b.asked.filter((a) => a.startsWith(`GET /Patient/${patientId}`)).length;
const whole = ['appointments', 'coverage', 'identity', 'person'];

describe('one that is refused holds nobody up', () => {
  it.each([
    ['refused (403)', 1, 403],
    ['broken (500)', mostTries, 500],
  ])('a person: %s, tried %i', async (_what, tries, status) => {
    await admin('POST', { path: `^GET /fhir/Patient/${person(3)}`, status, times: 0 });
    // The latest call comes first.
    chosen(person(4), '2026-11-22T14:00:00.000Z');
    chosen(person(3), '2026-11-22T14:59:00.000Z');
    b.prefetch.opened();
    await b.settle();
    const asked = readsOf(person(3));
    expect(cardsOf(person(4))).toEqual(whole);
    // The client repeats a broken exchange by itself.
    expect(asked).toBeGreaterThanOrEqual(tries);
    expect(asked).toBeLessThanOrEqual(tries * 4);
    // Not asked for again by the next round, but later.
    await b.next();
    await b.settle();
    expect(readsOf(person(3))).toBe(asked);
    b.wall(pace.leftOutMs);
    await b.next();
    await b.settle();
    expect(readsOf(person(3))).toBeGreaterThan(asked);
  });
  it('a card that the sign-in does not grant: the others are kept, of everybody, and it is not asked for each round', async () => {
    await admin('POST', { path: '^(POST|GET) /fhir/Coverage', status: 403, times: 0 });
    await admin('POST', { path: '^POST /fhir/?$', status: 405, times: 0 });
    chosen(person(3));
    chosen(person(4));
    b.prefetch.opened();
    await b.settle();
    for (const n of [3, 4]) expect(cardsOf(person(n))).toEqual(['appointments', 'identity', 'person']);
    const asked = readsOf(person(3));
    await b.next();
    await b.settle();
    expect(readsOf(person(3))).toBe(asked);
  });
  it('everybody is refused: the round ends soon, and is begun again later', async () => {
    await admin('POST', { path: '^GET /fhir/Patient/', status: 403, times: 0 });
    for (let n = 0; n < 20; n++) chosen(person(n));
    b.prefetch.opened();
    await b.settle();
    expect(b.asked.filter((a) => a.startsWith('GET /Patient/')).length).toBeLessThan(10);
    expect(b.view().ahead.state).toBe('idle');
  });
});

it('restricted since: it goes from the disk with the next look, and is not asked for each round', async () => {
  const ask = asker(ehr);
  const p = {
    resourceType: 'Patient',
    id: 'later-secret',
    name: [{ given: ['Mina'], family: 'Oyelaran' }],
    telecom: [{ system: 'phone', value: '617 555 0166' }],
    birthDate: '1971-07-17',
  };
  await ask('PUT', '/Patient/later-secret', p);
  chosen('later-secret');
  b.prefetch.opened();
  await b.settle();
  expect(cardsOf('later-secret')).toEqual(whole);
  await ask('PUT', '/Patient/later-secret', { ...p, meta: { security: [{ code: 'R' }] } });
  b.wall(2 * pace.youngMs);
  await b.next();
  await b.settle();
  expect(cardsOf('later-secret')).toEqual(['person']);
  expect(b.people.kept('later-secret')?.restricted).toBe(true);
  expect(JSON.stringify(b.kept.prepare('select * from cache').all())).not.toMatch(/Oyelaran|1971-07-17/);
  const asked = readsOf('later-secret');
  await b.next();
  await b.settle();
  expect(readsOf('later-secret')).toBe(asked);
});

it('a clock that is set back: what is kept counts as old and is asked for anew', async () => {
  chosen(person(3));
  b.prefetch.opened();
  await b.settle();
  const asked = readsOf(person(3));
  b.setBack(5 * pace.youngMs);
  await b.next();
  await b.settle();
  expect(readsOf(person(3))).toBe(asked + 1);
});

it('the audit log has a row before and a row after each look, by ids alone (C6)', async () => {
  const rows = () =>
    b.core
      .prepare<[], { event: string; outcome: string; person: string; role: string; subjects: string }>(
        'select event, outcome, person, role, subjects from audit order by seq',
      )
      .all();
  await admin('POST', { path: `^GET /fhir/Patient/${person(4)}`, status: 403, times: 0 });
  chosen(person(4), '2026-11-22T14:00:00.000Z');
  chosen(person(3));
  b.prefetch.opened();
  await b.settle();
  const about = (n: number) => rows().filter((r) => r.subjects.includes(`"${person(n)}"`));
  expect(about(3).map((r) => r.outcome)).toEqual(['asked', 'answered']);
  expect(about(4).map((r) => r.outcome)).toEqual(['asked', 'ehr-refused']);
  expect(about(3)[0]).toMatchObject({ event: 'kept.ahead', person: '', role: '' });
  expect(about(3)[0]?.subjects).toContain('identity:appointments:coverage');
  expect(rows().some((r) => r.subjects.includes('visits'))).toBe(true);
  expect(JSON.stringify(rows())).not.toContain('refused]');
});

it('a disk that takes or gives nothing ends neither the opening nor the desk, and is tried again', async () => {
  const broke: unknown[] = [];
  b.broke = (fields) => void broke.push(fields);
  b.role = null;
  b.kept.exec('alter table cache rename to away; alter table kept_word rename to gone');
  b.prefetch.opened();
  expect(broke).toHaveLength(2);
  b.kept.exec('alter table away rename to cache; alter table gone rename to kept_word');
  expect(await b.next()).toBe(pace.purgeMs);
  expect(broke).toHaveLength(2);
});
