// What this desk adds to the record: its own calls and messages among the contacts, once each, and the practice's list of what
// to bring. Real vault, real messages room, real client; all people are made up.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { ReasonCode } from '#shared/domain/accounts/reason.ts';
import { noRules } from '#shared/domain/booking/visit.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import type { DisclosureRole } from '#shared/domain/disclosure/table.ts';
import type { Draft, DraftFields } from '#shared/domain/messages/message.ts';
import type { CardName, CardView } from '#shared/domain/patient/card.ts';
import { cardView } from '#shared/domain/patient/card.ts';
import { repeatCaller } from '#shared/domain/patient/contacts.ts';
import { findCall, putCall } from '../calls/store.ts';
import { filled } from '../messages/testing.ts';
import { type Bench, makeBench, must, type TestPage } from '../router/testing.ts';
import { createPatients } from './compose.ts';
import { createVerificationStore } from './store.ts';
import { elenaId, visit } from './testing.ts';
import { startTestDesk, type TestDesk, value } from './testing-desk.ts';

const kind = { system: 'urn:visit', code: 'lab' };
const account = {
  reasons: [{ code: 'refill', label: 'Refill of a medicine' }],
  booking: {
    ...noRules,
    kinds: [
      { id: 'lab', label: 'Blood test', minutes: 10, codes: [kind], bring: ['Come fasting.', 'A list.'] },
    ],
  },
};
const note = (id: string, sent: string, more: object = {}) => ({
  resourceType: 'Communication',
  id,
  status: 'completed',
  subject: { reference: `Patient/${elenaId}` },
  sender: { reference: `Patient/${elenaId}` },
  medium: [{ coding: [{ code: 'PHONE' }] }],
  topic: { text: 'Asked for a refill' },
  sent,
  ...more,
});

let t: TestDesk;
let bench: Bench;
let page: TestPage;
let desk: ReturnType<typeof createPatients>;
let inHand = '';
const evidence = () => createVerificationStore(() => bench.vault.core);
beforeAll(async () => {
  t = await startTestDesk();
  bench = await makeBench();
  page = bench.page();
});
afterAll(async () => {
  bench.end();
  await t.server.close();
});
beforeEach(() => {
  t.reset();
  t.records['Communication'] = [];
  for (const table of ['verification_choice', 'acts', 'people'])
    bench.vault.core.exec(`delete from ${table}`);
  bench.vault.core.exec('update messages set call_id = null, patient_ref = null');
  bench.vault.core.exec("insert into people values ('p-agent', 'Imogen Invented', 'II', 'agent')");
  bench.vault.patients?.exec('delete from cache');
  desk = createPatients({
    init: { practice: false, fhir: { url: t.server.base, token: 'secret' } },
    session: { vault: () => bench.vault },
    clock: { now: () => bench.now },
    changed: () => undefined,
    oncall: { accounts: () => [], accountOf: () => account as never },
    sealer: bench.sealer,
  });
  bench.now = '2026-11-22T03:00:00.000Z';
  inHand = call({});
});

/** A call on which somebody was chosen and answered. */
function call(more: Partial<Call>, facts = ['fullName', 'birthDate'] as const, who = elenaId): string {
  const id = bench.call();
  const known = findCall(bench.vault.core, id);
  if (known === null) throw new Error('no call');
  putCall(bench.vault.core, { ...known, ...more }, 'p-agent');
  verify(id, facts, who);
  return id;
}
function verify(id: string, facts: readonly ('fullName' | 'birthDate')[], who = elenaId): void {
  evidence().choose(id, who, bench.now, 'p-agent');
  for (const fact of facts)
    evidence().add(id, { patientId: who, fact, matched: true, nameNeeded: false, at: bench.now }, 'p-agent');
}
const over = (rangAt: string, more: Partial<Call> = {}): Partial<Call> => ({
  rangAt,
  answeredAt: rangAt,
  endedAt: rangAt,
  state: 'ended',
  reasonCode: 'refill',
  ...more,
});
async function message(callId: string | null, change: Partial<DraftFields>): Promise<string> {
  const opened = must(
    await page.ask<Draft>('messages.open', {
      id: uuidv7(),
      accountId: 'harbor',
      callId,
      otherPhoneWhy: callId === null ? 'the softphone was down' : null,
    }),
  );
  must(
    await page.ask('messages.save', {
      id: opened.id,
      fields: { ...filled(opened.fields), ...change },
      incomplete: false,
    }),
  );
  return opened.id;
}
const became = (contextId: string, id: string): void =>
  void bench.vault.core
    .prepare(
      `insert into acts (id, context_id, patient_id, person, role, kind, at, asked_sealed, state, how, why, progress)
       values (?, ?, ?, 'p-agent', 'agent', 'contact-note', ?, x'00', 'done', 'record', '', ?)`,
    )
    .run(
      randomUUID(),
      contextId,
      elenaId,
      bench.now,
      JSON.stringify({ record: { type: 'Communication', id } }),
    );

async function card<N extends CardName>(
  name: N,
  role: DisclosureRole = 'nurse',
  reason: ReasonCode = 'clinical_message',
): Promise<Extract<CardView, { card: N }>> {
  const context = {
    person: { id: 'p', role, name: 'Imogen Invented', initials: 'II' },
    now: bench.now,
    signal: new AbortController().signal,
    surface: 'main',
    progress: () => undefined,
    about: () => undefined,
    changed: () => undefined,
  } as const;
  const input = { contextId: inHand, patientId: elenaId, card: name, fresh: true, reason };
  return cardView.parse(value(await desk.handlers.card(input, context))) as Extract<CardView, { card: N }>;
}

it('our own calls with this patient stand among the record’s contacts, each once, the one in hand not counted twice', async () => {
  const before = call(over('2026-11-20T15:00:00.000Z', { disposition: 'message-taken', notes: 'Her words' }));
  call(over('2026-11-19T15:00:00.000Z', { direction: 'outgoing', disposition: 'resolved' }));
  // Somebody else’s, and one on which nobody was verified.
  call(over('2026-11-21T15:00:00.000Z'), undefined, 'someone-else');
  const half = call(over('2026-11-21T16:00:00.000Z'));
  const at = '2026-11-19T16:00:00.000Z';
  for (let wrong = 0; wrong < 3; wrong++)
    evidence().add(half, { patientId: elenaId, fact: 'address', matched: false, nameNeeded: false, at }, 'p');
  became(before, 'n1');
  became(inHand, 'n2');
  t.records['Communication'] = [
    note('n1', '2026-11-20T15:05:00Z'),
    note('n2', '2026-11-22T03:00:00Z'),
    note('n3', '2026-11-18T10:00:00Z'),
  ];
  const { rows, ...view } = await card('contacts');
  expect(view).toMatchObject({ state: 'recorded', from: 'server', withheldSome: false });
  expect(
    rows.map((r) => [r.id.split('/')[0], r.at?.slice(0, 10), r.direction, r.what, r.by, r.status]),
  ).toEqual([
    ['desk', '2026-11-22', 'in', 'Asked for a refill', 'Imogen Invented', 'in-progress'],
    ['desk', '2026-11-20', 'in', 'Refill of a medicine', 'Imogen Invented', 'message-taken'],
    ['desk', '2026-11-19', 'out', 'Refill of a medicine', 'Imogen Invented', 'resolved'],
    ['Communication', '2026-11-18', 'in', 'Asked for a refill', null, 'completed'],
  ]);
  expect(rows.map((r) => r.present ?? false)).toEqual([true, false, false, false]);
  expect(rows[1]?.provenance).toEqual({
    kind: 'DeskCall',
    source: null,
    recorded: '2026-11-20T15:00:00.000Z',
    system: null,
  });
  expect(JSON.stringify(rows)).not.toContain('Her words');
  expect(
    repeatCaller(
      rows.filter((r) => r.direction !== 'out'),
      bench.now,
    ),
  ).toEqual({ calls: 2, same: false });
  // Row by row as the matrix says: the office isn’t told what it was about, ours included.
  const office = await card('contacts', 'agent', 'billing');
  expect(office.hidden).toEqual(['what']);
  expect(office.rows.map((r) => r.what)).toEqual([null, null, null, null]);
});

it('a message is about whom it names from the record, else about the patient of its call', async () => {
  const id = call(over('2026-11-20T15:00:00.000Z'));
  bench.now = '2026-11-20T15:10:00.000Z';
  const about = { patientBirthDate: '1968-05-12' };
  const open = await message(id, about);
  await message(id, { ...about, patientBirthDate: '2019-05-12' });
  await message(id, { ...about, patientRef: 'someone-else' });
  bench.now = '2026-11-20T18:00:00.000Z';
  const elsewhere = await message(null, { ...about, patientRef: elenaId });
  await message(null, about);
  bench.now = '2026-11-22T03:00:00.000Z';
  const shown = async () =>
    (await card('contacts')).rows.map((r) => [r.id.split('/').at(-1), r.channel, r.status]);
  expect(await shown()).toEqual([
    [inHand, 'phone', 'in-progress'],
    [elsewhere, 'phone', 'open'],
    [open, 'message', 'open'],
    [id, 'phone', ''],
  ]);
  bench.vault.core.prepare("update messages set dispatch = 'accepted' where id = ?").run(open);
  bench.vault.core.prepare('update messages set closed_at = ? where id = ?').run(bench.now, elsewhere);
  expect((await shown()).map((r) => r[2])).toEqual(['in-progress', 'closed', 'dispatched', '']);
});

it('they are there while the record is away, from what is kept or alone; never of a restricted record', async () => {
  const only = await card('contacts');
  expect(only).toMatchObject({ state: 'none-recorded', rows: [] });
  call(over('2026-11-20T15:00:00.000Z'));
  t.records['Communication'] = [note('n3', '2026-11-18T10:00:00Z')];
  await card('contacts');
  t.trouble = 'html';
  expect(await card('contacts')).toMatchObject({
    from: 'cache',
    because: 'ehr-not-fhir',
    rows: { length: 3 },
  });
  bench.vault.patients?.exec("delete from cache where card = 'contacts'");
  expect(await card('contacts')).toMatchObject({
    from: 'desk',
    asOf: null,
    because: 'ehr-not-fhir',
    rows: [{ present: true }, { own: 'call' }],
  });
  t.trouble = null;
  bench.vault.patients?.exec("delete from cache where card = 'person'");
  t.records['Patient'] = [{ ...(t.records['Patient']?.[0] as object), meta: { security: [{ code: 'R' }] } }];
  expect(await card('contacts')).toMatchObject({ state: 'withheld', rows: [] });
  t.trouble = 'html';
  expect(await card('contacts')).toMatchObject({ state: 'withheld', rows: [] });
});

it('what to bring is the record’s, else the practice’s list, else missing; codes stay here', async () => {
  const typed = { description: 'Labs', serviceType: [{ coding: [kind] }] };
  t.records['Appointment'] = [
    visit('v1', '2026-11-24T15:00:00Z', typed),
    visit('v2', '2026-11-25T15:00:00Z', { ...typed, patientInstruction: 'The letter.' }),
    visit('v3', '2026-11-26T15:00:00Z', { serviceType: [{ text: 'blood test' }] }),
  ];
  const { rows } = await card('appointments', 'agent', 'reschedule');
  expect(rows.filter((r) => r.when === 'next').map((r) => [r.bring, r.bringFrom])).toEqual([
    ['Come fasting. A list.', 'account'],
    ['The letter.', undefined],
    ['Come fasting. A list.', 'account'],
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/urn:visit|blood test|visitKind/);
  t.records['Appointment'] = [visit('v4', '2026-11-27T15:00:00Z')];
  const plain = (await card('appointments', 'agent', 'reschedule')).rows[0];
  expect([plain?.bring, plain?.bringFrom]).toEqual([null, undefined]);
  t.records['Appointment'] = [visit('v1', '2026-11-24T15:00:00Z', typed)];
  const other = await card('appointments', 'agent', 'billing');
  expect(other.hidden).toContain('bring');
  expect(JSON.stringify(other.rows)).not.toMatch(/fasting|bringFrom/);
});
