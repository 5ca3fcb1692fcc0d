// Fields of the source's own resources that are added to or changed: preferred names, pronouns, phones, languages, plans.
// Each resource so changed is tagged "amended".
import type { Coverage, Observation, Patient, Resource } from '@medplum/fhirtypes';
import * as chosen from './make-selection.ts';

export const derivedTag = { system: 'urn:example:origin', code: 'derived' };
export const amendedTag = { system: 'urn:example:origin', code: 'amended' };

/** First eight characters: how the selection names a patient. */
export const short = (id: string): string => id.slice(0, 8);

export const tag = (r: Resource, extra: { system: string; code: string }): void => {
  r.meta = { ...r.meta, tag: [...(r.meta?.tag ?? []), extra] };
};

const pronounText = { she: 'she/her', he: 'he/him', they: 'they/them' } as const;
const loincPronoun = { she: 'LA29519-8', he: 'LA29518-0', they: 'LA29520-6' } as const;

export function amendPatient(p: Patient): void {
  const key = short(p.id ?? '');
  const preferred = chosen.preferredNames[key];
  const phone = chosen.phoneForms[key];
  const mobile = chosen.mobiles[key];
  const pronouns = chosen.pronouns[key];
  const interpreter = chosen.interpreterRequired.includes(key);
  const language = p.communication?.[0];
  const foreign = language?.language?.coding?.[0]?.code?.startsWith('en') === false;
  if (preferred) p.name?.push({ use: 'usual', given: [preferred], family: p.name[0]?.family });
  if (phone && p.telecom?.[0]) p.telecom[0].value = phone;
  if (mobile) p.telecom?.push({ system: 'phone', value: mobile, use: 'mobile' });
  if (foreign && language) language.preferred = true;
  const extension = [...(p.extension ?? [])];
  if (interpreter)
    extension.push({
      url: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired',
      valueBoolean: true,
    });
  if (pronouns) {
    extension.push({
      url: 'http://hl7.org/fhir/StructureDefinition/individual-pronouns',
      extension: [
        {
          url: 'value',
          valueCodeableConcept: {
            coding: [{ system: 'http://loinc.org', code: loincPronoun[pronouns] }],
            text: pronounText[pronouns],
          },
        },
      ],
    });
  }
  p.extension = extension;
  if (preferred || phone || mobile || foreign || interpreter || pronouns) tag(p, amendedTag);
}

const plans = [
  ['Blue Harbor PPO', 'Blue Harbor Health'],
  ['Northlight HMO', 'Northlight Insurance'],
  ['Stonebridge EPO', 'Stonebridge Mutual'],
] as const;

/** The 2019 file says only "private": an invented plan stands in, the same one for the same member. */
export function amendCoverage(c: Coverage): void {
  if (c.payor?.[0]?.display !== 'private') {
    c.payor = c.payor?.map((p) => ({
      ...p,
      display: p.display && p.display[0]?.toUpperCase() + p.display.slice(1),
    }));
    return;
  }
  const digits = Number(c.subscriberId?.replace(/\D/g, '') ?? 0);
  const [plan, payer] = plans[digits % plans.length] as (typeof plans)[number];
  c.class = [
    {
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'plan' }] },
      value: plan,
      name: plan,
    },
  ];
  c.payor = [{ display: payer }];
  tag(c, amendedTag);
}

/** Usual ranges of some adult values, so that a sample laboratory gives one as real ones do. Made for the demo. */
const ranges: Readonly<Record<string, readonly [low: number | null, high: number | null]>> = {
  '4548-4': [4, 5.6],
  '2339-0': [65, 99],
  '2093-3': [null, 200],
  '18262-6': [null, 100],
  '2571-8': [null, 150],
  '2085-9': [40, null],
  '38483-4': [0.6, 1.3],
  '2947-0': [135, 145],
  '6298-4': [3.5, 5.1],
  '718-7': [12, 17.5],
  '6299-2': [7, 20],
};
const hl7 = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

/** Synthea gives a value and no range. */
export function amendValue(o: Observation): void {
  const range = ranges[o.code.coding?.[0]?.code ?? ''];
  const { value, unit } = o.valueQuantity ?? {};
  if (range === undefined || value === undefined) return;
  const [low, high] = range;
  const code = low !== null && value < low ? 'L' : high !== null && value > high ? 'H' : 'N';
  o.referenceRange = [
    {
      ...(low === null ? {} : { low: { value: low, unit } }),
      ...(high === null ? {} : { high: { value: high, unit } }),
    },
  ];
  o.interpretation = [{ coding: [{ system: hl7, code }] }];
  tag(o, amendedTag);
}
