// Made-up records of one person, one or more of each kind that the panel reads, for tests of client and cards.
import type { Json } from './store.ts';

export const personId = 'p1';
export const testNow = '2026-11-22T03:00:00.000Z';
const subject = { reference: `Patient/${personId}` };
const day = (n: number): string => new Date(Date.parse(testNow) - n * 86_400_000).toISOString();
const text = (words: string) => ({ text: words });
const status = (code: string) => ({ coding: [{ code }] });

const lab = (n: number): Json => ({
  resourceType: 'Observation',
  id: `lab${n}`,
  status: 'final',
  category: [{ coding: [{ code: 'laboratory' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '4548-4', display: 'Hemoglobin A1c' }] },
  subject,
  effectiveDateTime: day(200 + n * 30),
  valueQuantity: { value: 6 + n / 10, unit: '%' },
  interpretation: [{ coding: [{ code: 'H' }] }],
  referenceRange: [{ low: { value: 4 }, high: { value: 6 } }],
  performer: [{ reference: 'Organization/o1' }],
});
const visit = (n: number): Json => ({
  resourceType: 'Encounter',
  id: `visit${n}`,
  status: 'finished',
  class: { code: n % 5 === 0 ? 'VR' : 'AMB' },
  type: [text('Check-up')],
  subject,
  participant: [{ individual: { reference: 'Practitioner/d1' } }],
  period: { start: day(n * 9 + 1), end: day(n * 9 + 1) },
});

/** 43 visits and 25 values: more than two pages of a server that sends twenty at a time. */
export const records = (): Json[] => [
  {
    resourceType: 'Patient',
    id: personId,
    name: [{ use: 'official', family: 'Alcántar', given: ['Elena'] }],
    telecom: [{ system: 'phone', value: '555-139-3142', use: 'mobile' }],
    birthDate: '1958-05-12',
    gender: 'female',
    communication: [{ language: text('Spanish'), preferred: true }],
  },
  { resourceType: 'Practitioner', id: 'd1', name: [{ family: 'Iyer', given: ['Asha'], prefix: ['Dr.'] }] },
  { resourceType: 'Organization', id: 'o1', name: 'Harbor Clinic' },
  {
    resourceType: 'Appointment',
    id: 'a1',
    status: 'booked',
    description: 'Follow-up',
    start: day(-6),
    end: day(-6),
    participant: [{ actor: subject }, { actor: { reference: 'Practitioner/d1' } }],
  },
  { resourceType: 'Flag', id: 'f1', status: 'active', code: text('Do not leave voicemail'), subject },
  {
    resourceType: 'Condition',
    id: 'c1',
    clinicalStatus: status('active'),
    verificationStatus: status('confirmed'),
    code: { coding: [{ code: '44054006' }], text: 'Diabetes' },
    subject,
    onsetDateTime: '2011',
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'al1',
    clinicalStatus: status('active'),
    verificationStatus: status('confirmed'),
    criticality: 'high',
    code: text('Penicillin'),
    patient: subject,
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: text('Metformin 500 mg'),
    subject,
    authoredOn: day(40),
  },
  {
    resourceType: 'Immunization',
    id: 'i1',
    status: 'completed',
    vaccineCode: { coding: [{ code: '140' }], text: 'Influenza' },
    patient: subject,
    occurrenceDateTime: day(30),
  },
  {
    resourceType: 'Coverage',
    id: 'cov1',
    status: 'active',
    type: text('HMO'),
    subscriberId: 'SUB990079829',
    beneficiary: subject,
    payor: [{ display: 'Blue Harbor Health' }],
  },
  {
    resourceType: 'CoverageEligibilityResponse',
    id: 'e1',
    status: 'active',
    outcome: 'complete',
    disposition: 'Covered',
    patient: subject,
    created: day(3),
    insurer: { display: 'Blue Harbor Health' },
    insurance: [
      {
        inforce: true,
        item: [{ name: 'Office visit', benefit: [{ allowedMoney: { value: 25, currency: 'USD' } }] }],
      },
    ],
  },
  {
    resourceType: 'Invoice',
    id: 'inv1',
    status: 'issued',
    subject,
    date: day(20),
    totalNet: { value: 125.1, currency: 'USD' },
  },
  {
    resourceType: 'ExplanationOfBenefit',
    id: 'eob1',
    status: 'active',
    outcome: 'complete',
    patient: subject,
    created: day(25),
    insurer: { display: 'Blue Harbor Health' },
    total: [{ category: { coding: [{ code: 'memberliability' }] }, amount: { value: 40, currency: 'USD' } }],
    item: [{ productOrService: text('Office visit') }],
  },
  {
    resourceType: 'CareTeam',
    id: 't1',
    status: 'active',
    name: 'Primary care',
    subject,
    participant: [{ role: [text('Primary care provider')], member: { reference: 'Practitioner/d1' } }],
  },
  {
    resourceType: 'CarePlan',
    id: 'cp1',
    status: 'active',
    intent: 'plan',
    subject,
    activity: [
      {
        detail: {
          status: 'scheduled',
          code: text('Eye examination'),
          scheduledPeriod: { end: '2026-05-01' },
        },
      },
    ],
  },
  {
    resourceType: 'Task',
    id: 'task1',
    status: 'requested',
    intent: 'order',
    priority: 'urgent',
    code: text('Call back'),
    for: subject,
    authoredOn: day(4),
    restriction: { period: { end: day(2) } },
  },
  {
    resourceType: 'Communication',
    id: 'com1',
    status: 'completed',
    medium: [{ coding: [{ code: 'PHONE' }] }],
    subject,
    sender: subject,
    sent: day(2),
    reasonCode: [text('Refill')],
  },
  {
    resourceType: 'Consent',
    id: 'con1',
    status: 'active',
    scope: status('patient-privacy'),
    category: [text('Talk to daughter')],
    patient: subject,
    dateTime: day(300),
    provision: { type: 'permit' },
  },
  ...Array.from({ length: 25 }, (_, n) => lab(n)),
  ...Array.from({ length: 43 }, (_, n) => visit(n)),
];
