// What neither Synthea nor its supplement has and the panel must show: "no known allergies", a severe allergy, preferred
// names, interpreters, shared and oddly written phones, visits in the next days, one restricted record.
// All invented, and tagged as such.
import { createHash } from 'node:crypto';
import type {
  Appointment,
  Location,
  Organization,
  Patient,
  Practitioner,
  Resource,
} from '@medplum/fhirtypes';
import { amendCoverage, amendedTag, amendPatient, amendValue, derivedTag, short, tag } from './make-amend.ts';
import { label } from './make-trim.ts';
import * as chosen from './make-selection.ts';

const snomed = 'http://snomed.info/sct';
const confidentiality = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  code: 'R',
  display: 'restricted',
};
const psychiatric = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code: 'PSY',
  display: 'psychiatry disorder information sensitivity',
};

/** The same id for the same words, so that a second run gives the same bytes. */
const idFor = (...words: string[]): string => {
  const h = createHash('sha256').update(words.join('|')).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`;
};
const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

function allergy(p: Patient, anchor: string): Resource[] {
  const key = short(p.id ?? '');
  const patient = { reference: `Patient/${p.id}`, display: label(p) };
  const base = (code: string, display: string) => ({
    resourceType: 'AllergyIntolerance' as const,
    id: idFor('allergy', code, p.id ?? ''),
    meta: { tag: [derivedTag] },
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' },
      ],
    },
    verificationStatus: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
          code: 'confirmed',
        },
      ],
    },
    code: { coding: [{ system: snomed, code, display }], text: display },
    patient,
    recordedDate: `${addDays(anchor, -190)}T15:00:00Z`,
  });
  if (chosen.noKnownAllergies.includes(key)) return [base('716186003', 'No known allergy')];
  if (!chosen.severePenicillin.includes(key)) return [];
  return [
    {
      ...base('91936005', 'Allergy to penicillin'),
      type: 'allergy',
      category: ['medication'],
      criticality: 'high',
      reaction: [
        {
          manifestation: [
            { coding: [{ system: snomed, code: '39579001', display: 'Anaphylaxis' }], text: 'Anaphylaxis' },
          ],
          severity: 'severe',
        },
      ],
    },
  ];
}

/** The restricted record: the patient is labelled, and so are a sensitive condition and its medicine. */
function restrict(p: Patient, anchor: string): Resource[] {
  if (short(p.id ?? '') !== chosen.restrictedId) return [];
  p.meta = { ...p.meta, security: [confidentiality] };
  tag(p, amendedTag);
  const subject = { reference: `Patient/${p.id}`, display: label(p) };
  const meta = { tag: [derivedTag], security: [confidentiality, psychiatric] };
  return [
    {
      resourceType: 'Condition',
      id: idFor('sensitive condition', p.id ?? ''),
      meta,
      subject,
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
      },
      verificationStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
      },
      code: {
        coding: [{ system: snomed, code: '47505003', display: 'Posttraumatic stress disorder' }],
        text: 'Posttraumatic stress disorder',
      },
      onsetDateTime: `${addDays(anchor, -400)}T14:00:00Z`,
      recordedDate: `${addDays(anchor, -400)}T14:00:00Z`,
    },
    {
      resourceType: 'MedicationRequest',
      id: idFor('sensitive medicine', p.id ?? ''),
      meta,
      subject,
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: 'Sertraline 50 MG Oral Tablet' },
      authoredOn: `${addDays(anchor, -60)}T14:00:00Z`,
      // A prescriber who isn't in this EHR: the reference dangles, the display must do.
      requester: { reference: 'Practitioner/outside-the-network', display: 'Dr. Ivo Lindqvist (outside)' },
    },
  ];
}

export interface Care {
  practitioner: Practitioner;
  organization: Organization;
}

const placeOf = (o: Organization): Location => ({
  resourceType: 'Location',
  id: idFor('location', o.id ?? ''),
  meta: { tag: [derivedTag] },
  status: 'active',
  mode: 'instance',
  name: o.name,
  telecom: o.telecom,
  address: o.address?.[0],
  managingOrganization: { reference: `Organization/${o.id}`, display: o.name },
});

function visits(p: Patient, care: Care | undefined, anchor: string): { own: Resource[]; places: Location[] } {
  const own: Resource[] = [];
  const places: Location[] = [];
  if (!care) return { own, places };
  for (const [key, days, time, kind, bring] of chosen.visitsAhead) {
    if (key !== short(p.id ?? '')) continue;
    const start = new Date(`${addDays(anchor, days)}T${time}:00Z`);
    const place = placeOf(care.organization);
    places.push(place);
    const who = (
      reference: string,
      display: string | undefined,
    ): NonNullable<Appointment['participant']>[number] => ({
      actor: { reference, display } as NonNullable<Appointment['participant']>[number]['actor'],
      status: 'accepted',
    });
    own.push({
      resourceType: 'Appointment',
      id: idFor('visit', p.id ?? '', String(days), kind),
      meta: { tag: [derivedTag] },
      status: 'booked',
      serviceType: [{ text: kind }],
      description: kind,
      start: start.toISOString(),
      end: new Date(start.getTime() + 1_800_000).toISOString(),
      minutesDuration: 30,
      created: `${addDays(anchor, -14)}T15:00:00Z`,
      patientInstruction: bring,
      participant: [
        who(`Patient/${p.id}`, label(p)),
        who(`Practitioner/${care.practitioner.id}`, label(care.practitioner)),
        who(`Location/${place.id}`, place.name),
      ],
    });
  }
  return { own, places };
}

function flags(p: Patient): Resource[] {
  const text = chosen.flags[short(p.id ?? '')];
  if (!text) return [];
  return [
    {
      resourceType: 'Flag',
      id: idFor('flag', text, p.id ?? ''),
      meta: { tag: [derivedTag] },
      status: 'active',
      category: [{ text: 'administrative' }],
      code: { text },
      subject: { reference: `Patient/${p.id}`, display: label(p) },
    },
  ];
}

/** Fannie Kutch is Sherron's mother: the supplement's invented mother goes, hers comes, with the phone they share. */
function family(p: Patient, anchor: string): Resource[] {
  if (short(p.id ?? '') !== '9184e31a') return [];
  return [
    {
      resourceType: 'RelatedPerson',
      id: idFor('mother', p.id ?? ''),
      meta: { tag: [derivedTag] },
      active: true,
      patient: { reference: `Patient/${p.id}`, display: label(p) },
      relationship: [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'MTH', display: 'mother' },
          ],
        },
      ],
      name: [{ text: 'Fannie Kutch', family: 'Kutch', given: ['Fannie'] }],
      telecom: [{ system: 'phone', value: '555-250-8037' }],
      period: { start: addDays(anchor, -2000) },
    },
  ];
}

/** The patient let the relative on file hear of them: by a signed form, or in a talk that somebody wrote down. */
function consent(p: Patient, own: readonly Resource[], anchor: string): Resource[] {
  const how = chosen.mayHear[short(p.id ?? '')];
  const relative = own.find((r) => r.resourceType === 'RelatedPerson');
  if (how === undefined || relative === undefined) return [];
  const codes = 'http://terminology.hl7.org/CodeSystem';
  const role = { coding: [{ system: `${codes}/v3-ParticipationType`, code: 'IRCP' }] };
  return [
    {
      resourceType: 'Consent',
      id: idFor('consent', how, p.id ?? ''),
      meta: { tag: [derivedTag] },
      status: 'active',
      scope: { coding: [{ system: `${codes}/consentscope`, code: 'patient-privacy' }] },
      category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
      policyRule: { coding: [{ system: `${codes}/v3-ActCode`, code: 'OPTIN' }] },
      patient: { reference: `Patient/${p.id}`, display: label(p) },
      dateTime: `${addDays(anchor, -120)}T15:00:00Z`,
      ...(how === 'signed' && {
        sourceAttachment: { contentType: 'application/pdf', title: 'Signed form: who may hear about me' },
      }),
      provision: {
        type: 'permit',
        actor: [{ role, reference: { reference: `RelatedPerson/${relative.id}` } }],
      },
    },
  ];
}

/** What an insurer answered when benefits were asked for. */
function benefits(p: Patient, own: readonly Resource[], anchor: string): Resource[] {
  const copay = chosen.benefitsAsked[short(p.id ?? '')];
  const coverage = own.find((r) => r.resourceType === 'Coverage');
  if (copay === undefined || coverage === undefined) return [];
  const money = (value: number) => ({ value, currency: 'USD' as const });
  const item = (name: string, type: string, allowed: number, used?: number) => ({
    name,
    benefit: [
      {
        type: { text: type },
        allowedMoney: money(allowed),
        ...(used === undefined ? {} : { usedMoney: money(used) }),
      },
    ],
  });
  return [
    {
      resourceType: 'CoverageEligibilityResponse',
      id: idFor('benefits', p.id ?? ''),
      meta: { tag: [derivedTag] },
      status: 'active',
      purpose: ['benefits'],
      patient: { reference: `Patient/${p.id}`, display: label(p) },
      created: `${addDays(anchor, -9)}T14:00:00Z`,
      request: { display: 'Asked by the practice' },
      outcome: 'complete',
      disposition: 'Policy is in force.',
      insurer: { display: coverage.payor?.[0]?.display ?? 'Insurer' },
      insurance: [
        {
          coverage: { reference: `Coverage/${coverage.id}`, display: 'Coverage on file' },
          inforce: true,
          item: [
            item('Office visit', 'copay', copay),
            item('Individual deductible', 'per year', 1500, 20 * copay),
          ],
        },
      ],
    },
  ];
}

/** Everything derived for one patient; amends the patient in place. */
export function derive(
  p: Patient,
  own: readonly Resource[],
  care: Care | undefined,
  anchor: string,
): { own: Resource[]; places: Location[] } {
  amendPatient(p);
  for (const r of own) if (r.resourceType === 'Coverage') amendCoverage(r);
  for (const r of own) if (r.resourceType === 'Observation') amendValue(r);
  if (care)
    p.generalPractitioner = [
      { reference: `Practitioner/${care.practitioner.id}`, display: label(care.practitioner) },
    ];
  const mother = family(p, anchor);
  const rest = mother.length ? own.filter((r) => r.resourceType !== 'RelatedPerson') : own;
  const booked = visits(p, care, anchor);
  return {
    own: [
      ...rest,
      ...allergy(p, anchor),
      ...restrict(p, anchor),
      ...mother,
      ...flags(p),
      ...consent(p, rest, anchor),
      ...benefits(p, rest, anchor),
      ...booked.own,
    ],
    places: booked.places,
  };
}
