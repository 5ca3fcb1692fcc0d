import riverside from '../../data/accounts/riverside.json' with { type: 'json' };
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { account as accountSchema } from '#shared/domain/accounts/account.ts';
import { ringing } from '#shared/domain/calls/call.ts';
import { emptyDraft, type DraftFields } from '#shared/domain/messages/message.ts';
import type { AppointmentRow } from '#shared/domain/patient/card.ts';
import { script as scriptSchema } from '#shared/domain/script/script.ts';
import {
  appointmentTime,
  callerName,
  closedGreeting,
  mustAskWhoCalls,
  namesAppointment,
  readBack,
  scriptFacts,
  type KnownNow,
} from './facts.ts';

const account = accountSchema.parse(riverside);
const now = '2026-11-22T15:00:00.000Z';
const call = {
  ...ringing({
    id: '0190c6a0-0000-7000-8000-000000000001',
    line: 'practice',
    number: '+16175550142',
    dnis: '+16175550111',
    accountId: 'riverside',
    rangAt: now,
    waitedSeconds: 5,
  }),
  reasonCode: 'test_results',
};
const draft = (more: Partial<DraftFields>): DraftFields => ({
  ...emptyDraft({
    accountId: 'riverside',
    dnis: '+16175550111',
    greeting: '',
    receivedAt: now,
    zone: account.zone,
    practice: account.name,
    origin: { kind: 'call', callId: call.id },
  }),
  ...more,
});
const known = (more: Partial<KnownNow> = {}): KnownNow => ({
  call,
  account,
  agentName: 'Mina Kovač',
  patientName: null,
  callerIsPatient: null,
  draft: null,
  appointments: null,
  now,
  ...more,
});

it.each<[string, Partial<DraftFields> | null, string | null, boolean | null, string | null]>([
  ['nobody is verified', null, null, null, null],
  ['verified, but nobody said who calls: not taken for the patient', null, 'Elena', null, null],
  ['the agent said that the patient calls', null, 'Elena', true, 'Elena'],
  ['the agent said that somebody else calls', null, 'Elena', false, null],
  ['the message says that the patient calls', { callerIs: 'self' }, 'Elena', null, 'Elena'],
  ['the message counts before what was said beside the script', { callerIs: 'carer' }, 'Elena', true, null],
  [
    'somebody else calls and gave a name',
    { callerIs: 'spouse', callerName: ' Hanna ' },
    'Walter',
    null,
    'Hanna',
  ],
  [
    'the caller would not say',
    { callerIs: 'other', callerName: 'x', callerRefusedName: true },
    'Walter',
    null,
    null,
  ],
])('the caller’s name: %s', (_name, written, patientName, callerIsPatient, name) => {
  expect(callerName({ draft: written && draft(written), patientName, callerIsPatient })).toBe(name);
});

it('the line’s own greeting stands beside the script only while the practice is closed', () => {
  const at = (iso: string): string | null => closedGreeting(account, call, iso);
  // Sunday, and Monday at ten in the morning in Massachusetts.
  expect(at('2026-11-22T15:00:00.000Z')).toBe(account.lines[1]?.afterHoursGreeting);
  expect(at('2026-11-23T15:00:00.000Z')).toBe(null);
  expect(closedGreeting(null, call, now)).toBe(null);
});

it('asks who calls only while somebody is verified and nothing says it', () => {
  const nothing = { draft: null, patientName: 'Elena', callerIsPatient: null };
  expect(mustAskWhoCalls(nothing)).toBe(true);
  for (const said of [
    { patientName: null },
    { callerIsPatient: false },
    { callerIsPatient: true },
    { draft: draft({ callerIs: 'parent' }) },
    { draft: draft({ callerName: 'Lee' }) },
  ])
    expect(mustAskWhoCalls({ ...nothing, ...said })).toBe(false);
});

it('reads back the number of the message before the one that called, in groups', () => {
  const number = (n: string): DraftFields =>
    draft({ callback: { number: n, extension: '', second: '', readBack: false } });
  expect(readBack(null, '+16175550142')).toBe('617 555 0142');
  expect(readBack(number('(617) 555-0199'), '+16175550142')).toBe('617 555 0199');
  expect(readBack(number('ask for Bob'), '+16175550142')).toBe('ask for Bob');
  expect(readBack(null, '')).toBe(null);
});

it('an appointment is read in the zone of the practice, a bare day without a time, nonsense not at all', () => {
  expect(appointmentTime('2026-11-24T19:30:00Z', account.zone, now)).toBe('Tue 24 Nov, 14:30');
  expect(appointmentTime('2026-11-24', account.zone, now)).toBe('Tue 24 Nov');
  expect(appointmentTime('soon', account.zone, now)).toBe(null);
});

const row = (more: Partial<AppointmentRow>): AppointmentRow => ({
  id: 'a',
  when: 'next',
  status: 'booked',
  start: '2026-11-24T19:30:00Z',
  end: null,
  what: null,
  practitioner: 'Dr Iyer',
  place: 'Suite 210',
  bring: null,
  ...more,
});

it('a colleague whom we called is not read their own number as the one to call back', () => {
  const own = known({});
  expect(scriptFacts(own)['callback.number']).toBe('617 555 0142');
  expect(scriptFacts({ ...own, call: { ...own.call, toPractice: true } })['callback.number']).toBeNull();
});

it('fills from line, person and appointment; what is not known stays missing', () => {
  const facts = scriptFacts(known({ patientName: 'Elena', appointments: [row({})] }));
  expect(facts).toMatchObject({
    'practice.name': account.name,
    'agent.name': 'Mina Kovač',
    'callback.number': '617 555 0142',
    'appointment.next.when': 'Tue 24 Nov, 14:30',
    'appointment.next.bring': null,
    'emergency.ambulance': '911',
  });
  expect(scriptFacts(known())['caller.preferredName']).toBe(null);
});

it('a cancelled or past appointment is never read out as the next one', () => {
  for (const other of [row({ status: 'cancelled' }), row({ when: 'last' }), row({ status: 'noshow' })])
    expect(scriptFacts(known({ appointments: [other] }))['appointment.next.when']).toBe(undefined);
});

it('without its account only what is sure is filled', () => {
  const facts = scriptFacts(known({ account: null, appointments: [row({})] }));
  expect(Object.keys(facts).filter((f) => facts[f as keyof typeof facts])).toEqual([
    'agent.name',
    'callback.number',
  ]);
});

it('appointments are asked for by the scripts that name one, and only by these', () => {
  const folder = new URL('../../data/scripts/', import.meta.url);
  const naming = readdirSync(folder)
    .filter((f) => f.endsWith('.json'))
    .map((f) => scriptSchema.parse(JSON.parse(readFileSync(new URL(f, folder), 'utf8'))))
    .filter(namesAppointment)
    .map((s) => s.reason);
  expect(naming).toContain('confirm_appointment');
  expect(naming).not.toContain('test_results');
});
