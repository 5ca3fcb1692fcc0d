// For tests: a room on real SQLite in memory, a clock that is set by hand, and made-up records with the usual oddities.
import Database from 'better-sqlite3';
import type { DisclosureRole } from '#shared/domain/disclosure/table.ts';
import type { FhirClient } from '../fhir/client.ts';
import { patientTables } from '../vault/tables-patients.ts';
import { keptSchema } from './kept/schema.ts';
import { createPatientRoom, type PatientContext } from './room.ts';
import { patientCallerSchema, patientNumbersSchema, patientSchema } from './schema.ts';
import { createCardCache, createVerificationStore } from './store.ts';

export const testNow = '2026-11-22T03:00:00.000Z';

export function openTestRoom(client: () => FhirClient | null) {
  const core = new Database(':memory:');
  core.exec(patientSchema + patientCallerSchema);
  const patients = new Database(':memory:');
  patients.exec(patientTables);
  patients.exec(patientNumbersSchema + keptSchema);
  let now = testNow;
  const changed: string[] = [];
  const later: { ms: number; task: () => void }[] = [];
  let dialled: string | null = null;
  const about: object[] = [];
  const make = () =>
    createPatientRoom({
      fhir: client,
      cache: createCardCache(() => patients),
      store: createVerificationStore(() => core),
      clock: () => now,
      zone: () => 'America/New_York',
      locale: () => 'en-US',
      dialled: () => dialled,
      knownNumbers: () => ['+16175550177'],
      later: (ms, task) => void later.push({ ms, task }),
    });
  return {
    room: make(),
    /** What is left after the desk was killed: the two files. */
    restart: make,
    core,
    patients,
    changed,
    about,
    /** What waits for its time. */
    later,
    setDialled: (number: string | null) => void (dialled = number),
    setNow: (at: string) => void (now = at),
    ctx: (role: DisclosureRole = 'agent', signal = new AbortController().signal): PatientContext => ({
      person: { id: 'p-1', role },
      now,
      signal,
      about: (subject) => void about.push(subject),
      changed: (topic, ids) => void changed.push(`${topic} ${ids?.join() ?? ''}`),
    }),
  };
}

const active = { coding: [{ code: 'active' }] };
const confirmed = { coding: [{ code: 'confirmed' }] };
export const elenaId = 'elena-1';
export const elena = {
  resourceType: 'Patient',
  id: elenaId,
  name: [
    { use: 'official', family: 'Alcántar', given: ['María', 'Elena'], prefix: ['Mrs.'] },
    { use: 'usual', given: ['Elena'] },
    { use: 'maiden', family: 'Ortiz', given: ['María', 'Elena'] },
  ],
  identifier: [
    { type: { coding: [{ code: 'MR' }] }, value: 'MRN-77' },
    { type: { coding: [{ code: 'SS' }] }, value: '999-11-2222' },
    { type: { coding: [{ code: 'DL' }] }, value: 'S99911111' },
  ],
  telecom: [
    { system: 'phone', value: '(617) 555-0142', use: 'home' },
    { system: 'phone', value: '617-555-0199', use: 'old' },
  ],
  gender: 'female',
  birthDate: '1968-05-12',
  address: [{ line: ['207 Wisoky St'], city: 'Brookline', state: 'MA', postalCode: '02445' }],
  communication: [
    { language: { text: 'English' } },
    { language: { coding: [{ code: 'es', display: 'Spanish' }] }, preferred: true },
  ],
};
const subject = { reference: `Patient/${elenaId}` };
export const flag = (text: string, more: object = {}) => ({
  resourceType: 'Flag',
  id: 'f1',
  status: 'active',
  code: { text },
  subject,
  ...more,
});
export const condition = (id: string, text: string, more: object = {}) => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: active,
  verificationStatus: confirmed,
  code: { text },
  subject,
  onsetDateTime: '2019-03-01',
  ...more,
});
export const allergy = (id: string, text: string, more: object = {}) => ({
  resourceType: 'AllergyIntolerance',
  id,
  clinicalStatus: active,
  verificationStatus: confirmed,
  code: { text },
  patient: subject,
  ...more,
});
export const medicine = (id: string, text: string, more: object = {}) => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text },
  subject,
  ...more,
});
export const visit = (id: string, start: string, more: object = {}) => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  start,
  description: 'Follow-up visit',
  participant: [{ actor: subject }, { actor: { reference: 'Practitioner/dr', display: 'Dr. Iyer' } }],
  ...more,
});
export const coverage = (id: string, more: object = {}) => ({
  resourceType: 'Coverage',
  id,
  status: 'active',
  subscriberId: 'SUB990079829',
  beneficiary: subject,
  payor: [{ display: 'Blue Harbor Health' }],
  period: { start: '2026-01-01', end: '2026-12-31' },
  ...more,
});

const relation = (code: string) => [{ coding: [{ code }] }];
export const sister = {
  resourceType: 'RelatedPerson',
  id: 'sib-1',
  active: true,
  patient: subject,
  relationship: relation('SIB'),
  name: [{ text: 'Kim Torphy', family: 'Torphy', given: ['Kim'] }],
};
/** The same person on file as her mother. */
export const mother = { ...sister, id: 'm-1', relationship: relation('MTH') };
let consents = 0;
export const consent = (provision: object, more: object = {}) => ({
  resourceType: 'Consent',
  // Two under one id contradict each other, and can't be read.
  id: `c-${++consents}`,
  status: 'active',
  patient: subject,
  provision,
  ...more,
});
export const forSister = { actor: [{ reference: { reference: 'RelatedPerson/sib-1' } }] };
export const paper = { sourceReference: { reference: 'DocumentReference/auth-7' } };
