// For tests: the room against a FHIR server that holds one made-up person and can be put in trouble.
import type { Fact } from '#shared/domain/disclosure/facts.ts';
import type { z } from 'zod';
import { patient as contract } from '#shared/contract/patient.ts';
import type { DisclosureRole } from '#shared/domain/disclosure/table.ts';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import type { CardName, CardView } from '#shared/domain/patient/card.ts';
import type { FhirClient } from '../fhir/client.ts';
import { bundle, json, startTestServer, type TestServer } from '../fhir/testing.ts';
import type { PatientContext, PatientRoom } from './room.ts';
import {
  allergy,
  condition,
  coverage,
  elena,
  elenaId,
  flag,
  medicine,
  openTestRoom,
  visit,
} from './testing.ts';

export const contextId = '0193f3a0-0000-7000-8000-000000000001';
export const id = { contextId, patientId: elenaId };
/** What the caller says. */
export const said: Record<Fact, string> = {
  fullName: 'Elena Alcantar',
  birthDate: '5/12/1968',
  address: '02445',
  phoneOnFile: '617 555 0142',
};

/** The value of an answer that must be one. */
export const value = <V>(r: { ok: true; value: V } | { ok: false }): V => {
  if (!r.ok) throw new Error(JSON.stringify(r));
  return r.value;
};

type CardInput = Parameters<PatientRoom['card']>[0];
type PanelInput = Parameters<PatientRoom['cards']>[0];
export interface WholePanel {
  /** In the order in which they came; a kept card comes again when it was renewed. */
  answers: PanelAnswer[];
  /** As they stand at the end. */
  cards: Partial<Record<CardName, CardView>>;
  failed: Partial<Record<CardName, string>>;
  refused: Partial<Record<CardName, string>>;
}
type PanelAnswer = z.infer<typeof contract.cards.output>;

/** Asks on until nothing is waited for; every answer is what the contract says. */
export async function wholePanel(
  room: Pick<PatientRoom, 'cards'>,
  input: PanelInput,
  ctx: () => PatientContext,
): Promise<WholePanel> {
  const whole: WholePanel = { answers: [], cards: {}, failed: {}, refused: {} };
  for (let after: PanelInput['after'] = null; ;) {
    const answer = contract.cards.output.parse(value(await room.cards({ ...input, after }, ctx())));
    whole.answers.push(answer);
    for (const c of answer.cards) whole.cards[c.card] = c;
    for (const f of answer.failed) whole.failed[f.card] = f.code;
    for (const r of answer.refused) whole.refused[r.card] = r.code;
    if (answer.waiting.length === 0) return whole;
    after = { panel: answer.panel, seen: answer.seen };
  }
}
export interface TestDesk {
  server: TestServer;
  desk: ReturnType<typeof openTestRoom>;
  /** What the server holds, by type; a test changes it. */
  records: Record<string, unknown[]>;
  /** Beside the entries of a type's bundle: links and totals. */
  pages: Record<string, object>;
  /** While set, the server answers so instead. */
  trouble: number | 'html' | 'gone' | null;
  /** Searches that hold this are refused (400), as strict servers do with what they don't know. */
  refuses: string | null;
  client: FhirClient | null;
  /** A fresh desk and a server that holds Elena. */
  reset(): void;
  check(fact: Fact, stated?: string, room?: PatientRoom): ReturnType<PatientRoom['check']>;
  card(
    name: Parameters<PatientRoom['card']>[0]['card'],
    fresh?: boolean,
    role?: DisclosureRole,
  ): ReturnType<PatientRoom['card']>;
  /** A card on a call about something. */
  cardFor(
    name: CardInput['card'],
    reason: CardInput['reason'],
    role?: DisclosureRole,
    fresh?: boolean,
  ): ReturnType<PatientRoom['card']>;
  /** The whole panel as a page reads it on, until nothing is waited for. */
  panel(
    reason: PanelInput['reason'],
    role?: DisclosureRole,
    more?: Partial<Pick<PanelInput, 'fresh'>>,
  ): Promise<WholePanel>;
  /** Someone says who they are. */
  caller(caller: Caller, name?: string): ReturnType<PatientRoom['caller']>;
  verify(): Promise<void>;
  asked(): string[];
}

const fresh = (): Record<string, unknown[]> => ({
  Patient: [elena],
  Flag: [flag('Do not leave voicemail')],
  Appointment: [visit('v1', '2026-11-24T15:00:00Z')],
  Condition: [condition('c1', 'Asthma')],
  AllergyIntolerance: [allergy('a1', 'Penicillin', { criticality: 'high' })],
  MedicationRequest: [medicine('m1', 'Lisinopril')],
  Coverage: [coverage('k1')],
});

export async function startTestDesk(): Promise<TestDesk> {
  const server = await startTestServer();
  const open = () => openTestRoom(() => t.client);
  const t: TestDesk = {
    server,
    desk: openTestRoom(() => t.client),
    records: fresh(),
    pages: {},
    trouble: null,
    refuses: null,
    client: server.client(),
    reset() {
      t.desk = open();
      t.client = server.client();
      t.records = fresh();
      t.pages = {};
      t.trouble = null;
      t.refuses = null;
      server.asked.length = 0;
    },
    check: (fact, stated = said[fact], room = t.desk.room) =>
      room.check({ ...id, fact, stated }, t.desk.ctx()),
    card: (name, anew = true, role = 'nurse') =>
      t.desk.room.card({ ...id, card: name, fresh: anew }, t.desk.ctx(role)),
    cardFor: (name, reason, role = 'agent', anew = true) =>
      t.desk.room.card({ ...id, card: name, fresh: anew, reason }, t.desk.ctx(role)),
    caller: (caller, name) => t.desk.room.caller({ ...id, caller, name: name ?? null }, t.desk.ctx()),
    panel: (reason, role = 'nurse', { fresh = false } = {}) =>
      wholePanel(t.desk.room, { ...id, reason, fresh }, () => t.desk.ctx(role)),
    async verify() {
      t.desk.room.choose(id, t.desk.ctx());
      await t.check('fullName');
      await t.check('birthDate');
    },
    asked: () => server.asked.map((a) => a.url),
  };
  server.answer((a, res) => {
    if (t.trouble === 'gone') return void res.destroy();
    if (t.trouble === 'html')
      return void res.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    if (t.trouble !== null) return json(res, { resourceType: 'OperationOutcome' }, t.trouble);
    const path = a.url.replace(/^\/fhir\/?/, '').split('?')[0] ?? '';
    const [type = '', name = ''] = path.split('/');
    // This one takes no batches.
    if (path === '') return json(res, { resourceType: 'OperationOutcome' }, 405);
    if (t.refuses !== null && a.body.includes(t.refuses))
      return json(res, { resourceType: 'OperationOutcome' }, 400);
    if (name === '_search') return json(res, bundle(t.records[type] ?? [], t.pages[type]));
    const one = t.records[type]?.find((r) => (r as { id: string }).id === name);
    return one === undefined ? json(res, { resourceType: 'OperationOutcome' }, 404) : json(res, one);
  });
  return t;
}
