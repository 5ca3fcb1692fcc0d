// Masked numbers, for a reason and half a minute (C18), and what never reaches a handler.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { maskedNumbers, patient as contract, revealReasons } from '#shared/contract/patient.ts';
import { reasonCodes } from '#shared/domain/accounts/reason.ts';
import { subjectText } from '#shared/domain/audit/row.ts';
import { consent, coverage, elena, elenaId, forSister, sister } from './testing.ts';
import { contextId, id, startTestDesk, type TestDesk, value } from './testing-desk.ts';

let t: TestDesk;
beforeAll(async () => void (t = await startTestDesk()));
afterAll(() => t.server.close());
beforeEach(() => t.reset());

describe('masked numbers', () => {
  const reveal = (number: 'ssn' | 'licence' | 'passport', who: 'agent' | 'nurse' = 'agent') =>
    t.desk.room.reveal({ ...id, number, reason: 'records', why: 'records-release' }, t.desk.ctx(who));
  const member = (coverageId: string, reason: 'insurance' | 'refill' = 'insurance') =>
    t.desk.room.reveal(
      { ...id, number: 'wholeMemberId', coverageId, reason, why: 'eligibility-or-claim' },
      t.desk.ctx(),
    );
  const third = async () => {
    await t.verify();
    await t.check('address');
  };
  it('which there are is said, at the level at which they may be asked for', async () => {
    await t.verify();
    expect(value(await t.cardFor('identity', 'records'))).toMatchObject({ rows: [{ numbersOnFile: [] }] });
    await t.check('address');
    const card = value(await t.cardFor('identity', 'records'));
    expect(card).toMatchObject({ rows: [{ numbersOnFile: ['ssn', 'licence'] }] });
    expect(JSON.stringify(card)).not.toMatch(/999|2222|S999/);
  });
  it('the last four for half a minute, then everybody is told to mask it again', async () => {
    await third();
    const answer = value(await reveal('ssn'));
    expect(answer).toEqual({ value: '2222', whole: false, until: '2026-11-22T03:00:30.000Z' });
    expect(contract.reveal.output.safeParse(answer).success).toBe(true);
    expect(t.desk.about).toContainEqual({
      patientId: elenaId,
      callId: contextId,
      card: 'ssn',
      what: 'records:records-release',
    });
    t.desk.changed.length = 0;
    expect(t.desk.later.map((l) => l.ms)).toEqual([30_000]);
    for (const l of t.desk.later) l.task();
    expect(t.desk.changed).toEqual([`patient.changed ${contextId}`]);
    const kept = JSON.stringify(t.desk.patients.prepare('select json from cache').pluck().all());
    expect(kept).not.toMatch(/2222|99911111/);
  });
  it.each([
    ['below its level', async () => (await t.verify(), reveal('ssn')), 'not-verified'],
    ['to a role that never needs it', async () => (await third(), reveal('ssn', 'nurse')), 'not-for-reason'],
    ['for another reason', async () => (await third(), member('k1', 'refill')), 'not-for-reason'],
    ['a number that isn’t there', async () => (await third(), reveal('passport')), 'not-found'],
    ['of somebody else', async () => (await third(), member('k9')), 'not-found'],
    ['without a server', async () => (await third(), (t.trouble = 'gone'), reveal('ssn')), 'ehr-offline'],
  ] as const)('not %s', async (_name, run, code) => {
    t.records['Coverage'] = [coverage('k1'), coverage('k9', { beneficiary: { reference: 'Patient/x' } })];
    expect(await run()).toMatchObject({ ok: false, code });
  });
  it('a member number whole, to a scheduler who calls the payer', async () => {
    await third();
    expect(await member('k1')).toMatchObject({ value: { value: 'SUB990079829', whole: true } });
    expect(JSON.stringify(value(await t.cardFor('coverage', 'insurance')))).not.toContain('SUB99007');
  });
  it('not when the choice changed while the server was asked', async () => {
    await third();
    const late = reveal('ssn');
    t.desk.room.unchoose({ contextId }, t.desk.ctx());
    expect(await late).toMatchObject({ ok: false, code: 'conflict' });
    expect(t.desk.later).toEqual([]);
  });
  it('not while another is on the line, and not of a restricted record', async () => {
    Object.assign(t.records, {
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', ...forSister })],
    });
    await third();
    await t.caller('relative', 'Kim Torphy');
    expect(await reveal('ssn')).toMatchObject({ ok: false, code: 'not-for-caller' });
    await t.caller('self');
    expect(await reveal('ssn')).toMatchObject({ ok: true });
    t.records['Patient'] = [{ ...elena, meta: { security: [{ code: 'R' }] } }];
    expect(await reveal('ssn')).toMatchObject({ ok: false, code: 'not-found' });
  });
});

describe('hostile input never reaches a handler', () => {
  const base = { ...id, reason: 'records', why: 'records-release' };
  it.each<[keyof typeof contract, unknown]>([
    ['reveal', { ...base, number: 'mrn' }],
    ['reveal', { ...base, number: 'ssn', coverageId: 'k1' }],
    ['reveal', { ...base, number: 'wholeMemberId' }],
    ['reveal', { ...base, number: 'wholeMemberId', coverageId: '../Patient/x' }],
    ['reveal', { ...id, number: 'ssn', reason: 'records' }],
    ['reveal', { ...id, number: 'ssn', reason: 'curious', why: 'records-release' }],
    ['caller', { ...id, caller: 'admin', name: null }],
    ['caller', { ...id, caller: 'relative' }],
    ['caller', { ...id, caller: 'relative', name: 'x'.repeat(201) }],
    ['card', { ...id, card: 'identity', fresh: true, reason: 'unstated' }],
    ['check', { ...id, fact: 'callerName', stated: 'Kim Torphy' }],
  ])('%s %j', (name, input) => {
    const spec = contract[name];
    expect(spec.kind === 'request' && spec.input.safeParse(input).success).toBe(false);
  });
});

describe('what is audited', () => {
  it('each request about a patient, for everyone but those who work with made-up people', () => {
    for (const [name, spec] of Object.entries(contract)) {
      if (spec.kind !== 'request') continue;
      expect(spec.audit, name).toBe(`patient.${name}`);
      expect(spec.roles, name).not.toContain('trainer');
      expect(spec.when, name).toBe('open');
    }
  });
  it('a reveal by its codes: which number, on what call, why', () => {
    for (const reason of reasonCodes)
      for (const why of revealReasons)
        for (const card of maskedNumbers)
          expect(JSON.parse(subjectText({ card, what: `${reason}:${why}` }))).toEqual({
            card,
            what: `${reason}:${why}`,
          });
  });
});
