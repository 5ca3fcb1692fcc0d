// A record that becomes restricted while this desk keeps it (C26): what is kept goes at once, whoever told the desk, and
// nothing of it is shown afterwards, also while the record is away. Real room, real SQLite, real client.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { elena, elenaId } from './testing.ts';
import { contextId, startTestDesk, type TestDesk, value } from './testing-desk.ts';
import { readPatient } from './person.ts';

let t: TestDesk;
beforeAll(async () => void (t = await startTestDesk()));
afterAll(() => t.server.close());
beforeEach(() => t.reset());

const secret = { ...elena, meta: { security: [{ code: 'R' }] } };
const secretRecord = () => readPatient(secret) ?? expect.unreachable();
const cardsKept = () =>
  t.desk.patients
    .prepare<[], { card: string }>('select card from cache order by card')
    .all()
    .map((r) => r.card);
/** Everything that stands in the file, as text. */
const onDisk = () =>
  JSON.stringify(
    ['cache', 'kept_person', 'kept_word', 'cache_number'].map((table) =>
      t.desk.patients.prepare(`select * from ${table}`).all(),
    ),
  );
const facts = /1968-05-12|alcantar|ortiz|Wisoky|Asthma|Penicillin|SUB990079829/i;
async function keptWhole(): Promise<void> {
  await t.verify();
  await t.check('address');
  await t.panel('clinical_message');
  expect(cardsKept()).toContain('conditions');
  expect(onDisk()).toMatch(facts);
}
const search = { callId: null, number: '+16175550142' };
const told: [string, () => unknown][] = [
  ['asking ahead read it', () => t.desk.room.people.putAhead(secretRecord(), '2026-11-22T03:00:05.000Z')],
  ['a search by number named it', () => t.desk.room.candidates(search, t.desk.ctx())],
  [
    'a search by name named it',
    () => t.desk.room.candidates({ callId: null, name: 'Alcantar' }, t.desk.ctx()),
  ],
  ['a card was asked for anew', () => t.card('identity')],
  [
    'the record was read anew for a comparison',
    () => {
      t.desk.setNow('2026-11-22T04:00:00.000Z');
      return t.check('fullName');
    },
  ],
];

describe.each(told)('%s', (_how, tell) => {
  it('what was kept goes from the disk at once', async () => {
    await keptWhole();
    t.records['Patient'] = [secret];
    await tell();
    expect(cardsKept()).toEqual(['person']);
    expect(onDisk()).not.toMatch(facts);
    expect(t.desk.room.gate.restricted(elenaId)).toBe(true);
  });
  it('afterwards every card is withheld, online, away, and after a restart', async () => {
    await keptWhole();
    t.records['Patient'] = [secret];
    await tell();
    for (const client of [t.client, null]) {
      t.client = client;
      const panel = await t.panel('clinical_message');
      expect(panel.failed).toEqual({});
      for (const answer of panel.answers)
        for (const card of answer.cards) expect(card.rows, `${card.card}`).toEqual([]);
      expect(panel.cards.conditions).toMatchObject({ state: 'withheld' });
      expect(value(await t.card('medicines', false))).toMatchObject({ state: 'withheld', rows: [] });
    }
    t.desk.room = t.desk.restart();
    expect(t.desk.room.gate.restricted(elenaId)).toBe(true);
    expect(value(await t.card('medicines', false))).toMatchObject({ state: 'withheld', rows: [] });
  });
});

it('a panel that is coming in tells no more of it, and keeps nothing that comes afterwards', async () => {
  await t.verify();
  await t.check('address');
  const input = { contextId, patientId: elenaId, reason: 'clinical_message' as const, fresh: true };
  const first = value(await t.desk.room.cards(input, t.desk.ctx('nurse')));
  expect(first.waiting).toContain('conditions');
  t.desk.room.people.putAhead(secretRecord(), '2026-11-22T03:00:05.000Z');
  for (let at = first; at.waiting.length > 0;) {
    const after = { panel: at.panel, seen: at.seen };
    at = value(await t.desk.room.cards({ ...input, after }, t.desk.ctx('nurse')));
    for (const card of at.cards) expect(card).toMatchObject({ state: 'withheld', rows: [] });
  }
  expect(cardsKept()).toEqual(['person']);
});
it('facts are still compared while the desk is open, from memory alone', async () => {
  t.records['Patient'] = [secret];
  await t.verify();
  expect(onDisk()).not.toMatch(facts);
  t.client = null;
  expect(value(await t.check('birthDate')).outcome).toBe('matched');
  t.desk.room.forget();
  expect(await t.check('birthDate')).toMatchObject({ ok: false, code: 'ehr-offline' });
});
it('a label that was taken off opens the record again once it was read', async () => {
  await keptWhole();
  t.desk.room.people.putAhead(secretRecord(), '2026-11-22T03:00:05.000Z');
  t.desk.room.people.putAhead(readPatient(elena) ?? expect.unreachable(), '2026-11-22T03:00:06.000Z');
  expect(t.desk.room.gate.restricted(elenaId)).toBe(false);
  expect(value(await t.card('conditions', false))).toMatchObject({ state: 'recorded' });
});
