// Disclosure as the room enforces it: by reason and field, over several calls (C18, C19, C26). Real room, real client, a
// server that holds one made-up person.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { patient as contract } from '#shared/contract/patient.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { panelBlanks } from './blanks-panel.ts';
import { blanks, cut } from './cut.ts';
import { allergy, condition, elena, elenaId } from './testing.ts';
import { contextId, id, startTestDesk, type TestDesk, value } from './testing-desk.ts';

let t: TestDesk;
beforeAll(async () => void (t = await startTestDesk()));
afterAll(() => t.server.close());
beforeEach(() => t.reset());

describe('by reason and field', () => {
  it('a scheduler is not told what a visit’s call doesn’t need: cut out, and named', async () => {
    t.records['AllergyIntolerance'] = [
      allergy('a1', 'Penicillin', { criticality: 'high', reaction: [{ description: 'Hives all over' }] }),
    ];
    await t.verify();
    const card = value(await t.cardFor('allergies', 'new_appointment'));
    expect(card.rows).toMatchObject([{ substance: 'Penicillin', criticality: 'high', reactions: [] }]);
    expect(card.hidden).toEqual(['kind', 'reactions', 'confirmed', 'recorded', 'provenance']);
    expect(contract.card.output.safeParse(card).success).toBe(true);
    // The cache has it whole: a clinical line is shown it, also without the server.
    t.trouble = 'gone';
    const whole = value(await t.cardFor('allergies', 'urgent', 'nurse', false));
    expect(whole).toMatchObject({ from: 'cache', rows: [{ reactions: ['Hives all over'] }] });
    expect(whole.hidden).toBeUndefined();
    expect(JSON.stringify(await t.cardFor('allergies', 'new_appointment', 'agent', false))).not.toContain(
      'Hives',
    );
  });
  it('what a third fact is asked for with isn’t on the screen before it was said', async () => {
    await t.verify();
    const before = JSON.stringify(value(await t.cardFor('identity', 'new_appointment')));
    expect(before).toContain('Alcántar');
    expect(before).not.toMatch(/0142|Wisoky|02445|MRN-77/);
    await t.check('address');
    expect(JSON.stringify(value(await t.cardFor('identity', 'new_appointment')))).toMatch(/0142.*Wisoky/s);
  });
  it('nothing that such a call doesn’t need is fetched, and below its level neither', async () => {
    await t.verify();
    t.server.asked.length = 0;
    for (const [card, reason, code] of [
      ['coverage', 'refill', 'not-for-reason'],
      ['allergies', 'general', 'not-for-reason'],
      ['allergies', 'payment', 'not-for-reason'],
      ['appointments', 'records', 'not-verified'],
    ] as const)
      expect(await t.cardFor(card, reason)).toMatchObject({ ok: false, code });
    expect(t.server.asked).toHaveLength(0);
    await t.check('address');
    const visit = value(await t.cardFor('appointments', 'records'));
    expect(visit).toMatchObject({ rows: [{ practitioner: 'Dr. Iyer', what: null }] });
  });
  it('who may see what can change while the server is asked', async () => {
    await t.verify();
    const late = t.cardFor('identity', 'new_appointment');
    t.desk.room.unchoose({ contextId }, t.desk.ctx());
    expect(await late).toMatchObject({ ok: false, code: 'conflict' });
    t.desk.room.choose(id, t.desk.ctx());
    const closed = t.cardFor('appointments', 'new_appointment');
    for (const wrong of ['99999', '88888', '77777']) await t.check('address', wrong);
    expect(await closed).toMatchObject({ ok: false, code: 'not-verified' });
  });
  it('blanks are what a row of that card can be', () => {
    for (const [card, blank] of Object.entries(blanks)) {
      const row = {
        ...(card === 'identity' ? {} : { id: 'x' }),
        ...(card === 'appointments' ? { when: 'next' } : {}),
        ...blank,
      };
      const common = {
        patientId: 'p',
        state: 'recorded',
        from: null,
        asOf: null,
        stale: false,
        because: null,
      };
      const view = { card, ...common, unreadable: 0, withheldSome: false, more: false, rows: [row] };
      expect(contract.card.output.safeParse(view).error?.issues).toBeUndefined();
    }
  });
  it('rows of the further cards: what was said stays with those who care for the patient', () => {
    const contact = { id: 'c', ...panelBlanks.contacts, what: 'Asked about her results', by: 'Front desk' };
    const view = {
      card: 'contacts',
      patientId: elenaId,
      state: 'recorded',
      from: 'server',
      asOf: '2026-11-22T03:00:00.000Z',
      stale: false,
      because: null,
      unreadable: 0,
      withheldSome: false,
      more: false,
      rows: [contact],
    } as const satisfies CardView;
    const cutFor = (role: string, reason: string, level: 0 | 1 | 2 | 3) =>
      cut({ ...view, rows: [contact] }, { role, reason, level });
    expect(cutFor('agent', 'new_appointment', 1)).toMatchObject({
      rows: [{ what: null, by: 'Front desk' }],
      hidden: ['what'],
    });
    expect(cutFor('nurse', 'urgent', 1)).toEqual(view);
    expect(JSON.stringify(cutFor('nurse', 'urgent', 0))).not.toMatch(/Front desk|results/);
  });
});

describe('what is withheld is in no count', () => {
  it('a labelled entry that fits no schema is withheld, not unreadable', async () => {
    const labels = { meta: { security: [{ code: 'PSY' }] } };
    const broken = { clinicalStatus: 7 };
    t.records['Condition'] = [
      condition('x', 'Asthma', { ...broken, ...labels }),
      condition('y', 'Asthma', broken),
    ];
    await t.verify();
    const card = value(await t.cardFor('conditions', 'urgent', 'nurse'));
    expect(card).toMatchObject({ unreadable: 1, withheldSome: true, rows: [] });
    expect(JSON.stringify(card)).not.toContain('PSY');
  });
});

describe('wrong answers', () => {
  const other = (n: number) => ({ contextId: `0193f3a0-0000-7000-8000-00000000000${n}`, patientId: elenaId });
  const wrongOn = async (n: number) => {
    t.desk.room.choose(other(n), t.desk.ctx());
    return t.desk.room.check({ ...other(n), fact: 'birthDate', stated: '1970-01-01' }, t.desk.ctx());
  };
  it('ringing again doesn’t start anew: three in a day close the record, on each call', async () => {
    for (const [n, left] of [
      [2, 2],
      [3, 1],
      [4, 0],
    ] as const)
      expect(await wrongOn(n)).toMatchObject({ ok: true, value: { wrongLeft: left, locked: left === 0 } });
    await t.verify();
    const state = value(t.desk.room.verification({ contextId }, t.desk.ctx()));
    expect(state).toMatchObject({
      level: 0,
      locked: true,
      lockedBy: 'patient',
      lockedUntil: '2026-11-23T03:00:00.000Z',
    });
    expect(contract.verification.output.safeParse(state).success).toBe(true);
    expect(await t.check('fullName')).toMatchObject({ ok: true, value: { outcome: 'locked' } });
    // Another person's record isn't closed by it.
    t.records['Patient'] = [{ ...elena, id: 'luis' }];
    const luis = { contextId, patientId: 'luis' };
    t.desk.room.choose(luis, t.desk.ctx());
    const asked = { ...luis, fact: 'birthDate', stated: '1968-05-12' } as const;
    expect(await t.desk.room.check(asked, t.desk.ctx())).toMatchObject({ value: { outcome: 'matched' } });
    // A day later those calls no longer count; a call that closed itself stays closed.
    t.desk.setNow('2026-11-23T03:00:00.001Z');
    expect(t.desk.restart().verification({ contextId: other(9).contextId }, t.desk.ctx())).toMatchObject({
      value: { locked: false },
    });
    t.desk.room.choose(id, t.desk.ctx());
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      value: { locked: false, wrongLeft: 3 },
    });
  });
  it('a call that closed itself stays closed when the day is over', async () => {
    t.desk.room.choose(id, t.desk.ctx());
    for (const wrong of ['1970-01-01', '1971-01-01', '1972-01-01']) await t.check('birthDate', wrong);
    t.desk.setNow('2026-11-25T03:00:00.000Z');
    expect(t.desk.room.verification({ contextId }, t.desk.ctx())).toMatchObject({
      value: { locked: true, lockedBy: 'call', lockedUntil: null },
    });
  });
});

describe('further facts', () => {
  it('the last of the record number; a call of this desk to a number on file', async () => {
    await t.verify();
    const check = (fact: 'recordNumber' | 'calledBack', stated: string) =>
      t.desk.room.check({ ...id, fact, stated }, t.desk.ctx());
    expect(await check('calledBack', '617-555-0142')).toMatchObject({
      value: { outcome: 'unclear', level: 1 },
    });
    t.desk.setDialled('+16175550199');
    expect(await check('calledBack', 'x')).toMatchObject({ value: { outcome: 'unclear', wrongLeft: 3 } });
    t.desk.setDialled('+16175550142');
    expect(await check('calledBack', 'x')).toMatchObject({ value: { outcome: 'matched', level: 2 } });
    expect(await check('recordNumber', 'mrn 78')).toMatchObject({ value: { outcome: 'not-matched' } });
    const state = value(t.desk.room.verification({ contextId }, t.desk.ctx()));
    expect(state.furtherFacts).toMatchObject([
      { fact: 'recordNumber', state: 'wrong' },
      { fact: 'calledBack', state: 'matched' },
    ]);
    expect(JSON.stringify(state)).not.toMatch(/rn77|MRN|0142/);
  });
});
