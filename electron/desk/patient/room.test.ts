import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { patient as contract } from '#shared/contract/patient.ts';
import type { RoomHandlers } from '../router/context.ts';
import type { PatientRoom } from './room.ts';
import { elena, elenaId } from './testing.ts';
import { contextId, id, said, startTestDesk, type TestDesk } from './testing-desk.ts';

let t: TestDesk;
beforeAll(async () => void (t = await startTestDesk()));
afterAll(() => t.server.close());
beforeEach(() => t.reset());

it('fits the router', () => expectTypeOf<PatientRoom>().toExtend<RoomHandlers<'patient'>>());

describe('candidates', () => {
  const byNumber = (number: string) => t.desk.room.candidates({ callId: contextId, number }, t.desk.ctx());
  it('shows the name to call by and the language, asks for Patient only', async () => {
    const answer = await byNumber('+16175550142');
    expect(answer).toEqual({
      ok: true,
      value: {
        candidates: [
          {
            patientId: elenaId,
            preferredName: 'Elena',
            language: 'Spanish',
            interpreterNeeded: false,
            why: 'number',
            rank: 1,
            fits: ['number'],
            differs: [],
            standing: 'active',
            twin: false,
            double: false,
            throughMerged: false,
            kept: false,
          },
        ],
        more: false,
        unreadable: 0,
        from: 'server',
      },
    });
    expect(contract.candidates.output.safeParse(answer.ok && answer.value).success).toBe(true);
    expect(t.asked()).toEqual(['/fhir/Patient/_search']);
    expect(new URLSearchParams(t.server.asked[0]?.body).get('phone')).toContain('617-555-0142');
  });
  it('compares digits: a server’s loose hit is no candidate; a number of before is one, and told as such', async () => {
    expect(await byNumber('+16175550143')).toMatchObject({ ok: true, value: { candidates: [] } });
    expect(await byNumber('+16175550199')).toMatchObject({
      ok: true,
      value: { candidates: [{ patientId: elenaId, fits: ['old-number'] }] },
    });
  });
  it('several people at one number are a list', async () => {
    t.records['Patient'] = [
      elena,
      { ...elena, id: 'luis', name: [{ given: ['Luis'] }] },
      { resourceType: 'Patient', id: 4 },
    ];
    const answer = await byNumber('6175550142');
    expect(answer).toMatchObject({
      ok: true,
      value: { candidates: [{ preferredName: 'Elena' }, { preferredName: 'Luis' }], unreadable: 1 },
    });
  });
  it('at most twenty', async () => {
    t.records['Patient'] = Array.from({ length: 30 }, (_, i) => ({ ...elena, id: `e${i}` }));
    expect(await byNumber('6175550142')).toMatchObject({
      ok: true,
      value: { more: true, candidates: { length: 20 } },
    });
  });
  it('by name without its accents, by birth date as typed', async () => {
    const named = (name: string, birthDate?: string) =>
      t.desk.room.candidates({ callId: null, name, birthDate }, t.desk.ctx());
    expect(await named('elena alcantar')).toMatchObject({
      ok: true,
      value: { candidates: [{ why: 'name' }] },
    });
    expect(await named('Ortiz, Maria', '12 May 1968')).toMatchObject({
      ok: true,
      value: { candidates: [{ why: 'name-and-birth-date' }] },
    });
    expect(await named('elena brown')).toMatchObject({ ok: true, value: { candidates: [] } });
    expect(await named('elena', '1969-05-12')).toMatchObject({ ok: true, value: { candidates: [] } });
    expect(await named('elena', 'yesterday-ish')).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(await named('?')).toMatchObject({ ok: false, code: 'invalid-input' });
  });
  it('anonymous is not searched for', async () => {
    expect(await byNumber('anonymous')).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(t.server.asked).toHaveLength(0);
  });
  it.each([
    ['gone', 'ehr-offline'],
    ['html', 'ehr-not-fhir'],
    [403, 'ehr-refused'],
    [503, 'ehr-busy'],
  ] as const)('%s is told as it is', async (what, code) => {
    t.trouble = what;
    expect(await byNumber('6175550142')).toMatchObject({ ok: false, code });
  });
  it('no EHR at all', async () => {
    t.client = null;
    expect(await byNumber('6175550142')).toMatchObject({ ok: false, code: 'ehr-offline' });
  });
  it('offline: people met before are found by their number', async () => {
    await t.verify();
    t.trouble = 'gone';
    expect(await byNumber('6175550142')).toMatchObject({
      ok: true,
      value: { from: 'cache', candidates: [{ preferredName: 'Elena' }] },
    });
    expect(await byNumber('6175550143')).toMatchObject({ ok: false, code: 'ehr-offline' });
  });
});

describe('verification', () => {
  it('two facts make level 1, a third level 2; nothing but Patient is asked for', async () => {
    t.desk.room.choose(id, t.desk.ctx());
    expect(await t.check('fullName')).toMatchObject({
      ok: true,
      value: { outcome: 'matched', level: 0, wrongLeft: 3 },
    });
    expect(await t.check('phoneOnFile')).toMatchObject({ ok: true, value: { outcome: 'matched', level: 0 } });
    expect(await t.check('birthDate')).toMatchObject({
      ok: true,
      value: { outcome: 'matched', level: 2, locked: false },
    });
    expect(t.asked()).toEqual([`/fhir/Patient/${elenaId}`]);
    const state = t.desk.room.verification({ contextId }, t.desk.ctx());
    expect(state).toMatchObject({
      ok: true,
      value: { level: 2, chosen: { preferredName: 'Elena', language: 'Spanish' } },
    });
    expect(contract.verification.output.safeParse(state.ok && state.value).success).toBe(true);
    expect(t.desk.changed).toContain(`patient.changed ${contextId}`);
  });
  it('the answer never holds what the record says', async () => {
    t.desk.room.choose(id, t.desk.ctx());
    const wrong = await t.check('birthDate', '1970-01-01');
    expect(JSON.stringify([wrong, t.desk.room.verification({ contextId }, t.desk.ctx())])).not.toMatch(
      /1968|Alc|02445|0142/,
    );
  });
  it('what was said is not kept', async () => {
    t.desk.room.choose(id, t.desk.ctx());
    await t.check('birthDate', '1971-07-17');
    expect(JSON.stringify(t.desk.core.prepare('select * from verification').all())).not.toContain('1971');
  });
  it('three wrong answers close the record for this call, whoever is chosen', async () => {
    await t.verify();
    expect(await t.card('allergies')).toMatchObject({ ok: true });
    for (const left of [2, 1, 0])
      expect(await t.check('address', '99999')).toMatchObject({
        ok: true,
        value: { outcome: 'not-matched', wrongLeft: left, locked: left === 0 },
      });
    expect(await t.check('phoneOnFile')).toMatchObject({
      ok: true,
      value: { outcome: 'locked', level: 0, locked: true },
    });
    expect(await t.card('allergies')).toMatchObject({ ok: false, code: 'not-verified' });
    t.desk.room.choose({ contextId, patientId: 'luis' }, t.desk.ctx());
    const other = await t.desk.room.check(
      { contextId, patientId: 'luis', fact: 'fullName', stated: 'Luis A' },
      t.desk.ctx(),
    );
    expect(other).toMatchObject({ ok: true, value: { outcome: 'locked' } });
  });
  it('an unclear answer counts neither way', async () => {
    t.desk.room.choose(id, t.desk.ctx());
    expect(await t.check('birthDate', 'in spring')).toMatchObject({
      ok: true,
      value: { outcome: 'unclear', wrongLeft: 3 },
    });
    expect(await t.check('fullName', 'Elena')).toMatchObject({
      ok: true,
      value: { outcome: 'unclear', wrongLeft: 3 },
    });
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      ok: true,
      value: { level: 0, levelAt: null },
    });
  });
  it('a twin needs the name', async () => {
    t.records['Patient'] = [{ ...elena, multipleBirthBoolean: true }];
    t.desk.room.choose(id, t.desk.ctx());
    await t.check('birthDate');
    expect(await t.check('address')).toMatchObject({ ok: true, value: { level: 0 } });
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      ok: true,
      value: { nameNeeded: true },
    });
    expect(await t.check('fullName')).toMatchObject({ ok: true, value: { level: 2 } });
  });
  it('only the chosen patient is compared, and evidence is that patient’s alone', async () => {
    expect(await t.check('fullName')).toMatchObject({ ok: false, code: 'conflict' });
    await t.verify();
    t.desk.room.choose({ contextId, patientId: 'luis' }, t.desk.ctx());
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      ok: true,
      value: { level: 0 },
    });
    expect(await t.card('identity')).toMatchObject({ ok: false, code: 'conflict' });
    t.desk.room.unchoose({ contextId }, t.desk.ctx());
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      ok: true,
      value: { chosen: null, level: 0 },
    });
    t.desk.room.choose(id, t.desk.ctx());
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      ok: true,
      value: { level: 1 },
    });
  });
  it('survives the desk’s end, and goes on without the server', async () => {
    t.desk.room.choose(id, t.desk.ctx());
    await t.check('fullName');
    const again = t.desk.restart();
    t.trouble = 'gone';
    expect(again.verification({ contextId }, t.desk.ctx())).toMatchObject({
      ok: true,
      value: {
        chosen: { preferredName: 'Elena' },
        facts: [{ fact: 'fullName', state: 'matched' }, {}, {}, {}],
      },
    });
    t.desk.setNow('2026-11-23T03:00:00.000Z');
    expect(await t.check('birthDate', said.birthDate, again)).toMatchObject({
      ok: true,
      value: { outcome: 'matched', level: 1, from: 'cache' },
    });
  });
  it('offline with nobody kept: the failure by its name, no wrong answer counted', async () => {
    t.trouble = 'gone';
    t.desk.room.choose(id, t.desk.ctx());
    expect(await t.check('fullName')).toMatchObject({ ok: false, code: 'ehr-offline', retryable: true });
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      ok: true,
      value: { wrongLeft: 3, chosen: { preferredName: '' } },
    });
  });
  it('evidence can’t be rewritten', async () => {
    await t.verify();
    expect(() => t.desk.core.exec('update verification set matched = 1')).toThrow(/append-only/);
  });
  it('a record that can’t be read opens nothing', async () => {
    t.records['Patient'] = [{ ...elena, meta: 'R' }];
    t.desk.room.choose(id, t.desk.ctx());
    expect(await t.check('fullName')).toMatchObject({ ok: false, code: 'ehr-unreadable' });
  });
});

describe('hostile input never reaches a handler', () => {
  it.each<[keyof typeof contract, unknown]>([
    ['candidates', {}],
    ['candidates', { callId: null }],
    ['candidates', { callId: null, number: '', name: '' }],
    ['candidates', { callId: 'x', number: '1' }],
    ['candidates', { callId: null, number: '1'.repeat(41) }],
    ['choose', { contextId, patientId: '../Patient' }],
    ['choose', { contextId, patientId: 'a?b' }],
    ['check', { ...id, fact: 'ssn', stated: '1' }],
    ['check', { ...id, fact: 'fullName', stated: '  ' }],
    ['card', { ...id, card: 'everything', fresh: true }],
    ['card', { ...id, card: 'identity', fresh: true, role: 'nurse' }],
  ])('%s %j', (name, input) => {
    const spec = contract[name];
    expect(spec.kind === 'request' && spec.input.safeParse(input).success).toBe(false);
  });
});
