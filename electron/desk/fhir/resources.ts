// Tolerant schemas of what the panel reads. Unknown fields pass unseen. A field that is only shown may be wrong: it then
// counts as absent. A field that decides whether something may be shown (status, verification, security label) may not:
// the whole entry is then unreadable, and the card says that one entry could not be read.
import { z } from 'zod';
import {
  boolean,
  concept,
  type Concept,
  id,
  listOf,
  meta,
  optionalConcept,
  optionalReference,
  period,
  reference,
  strictConcept,
  text,
} from './fields.ts';
import { cleanText } from './text.ts';

export { coding, concept, type Concept } from './fields.ts';

export interface Extension {
  url: string;
  valueString?: string | undefined;
  valueBoolean?: boolean | undefined;
  valueCode?: string | undefined;
  valueCodeableConcept?: Concept | undefined;
  /** One level is enough for the profiles that are read; deeper ones are not looked at. */
  extension?: Omit<Extension, 'extension'>[] | undefined;
}
const flatExtension = z.object({
  url: z.string(),
  valueString: text,
  valueBoolean: boolean,
  valueCode: text,
  valueCodeableConcept: optionalConcept,
});
const extension = flatExtension.extend({ extension: listOf(flatExtension, 10) });

export const humanName = z.object({
  use: text,
  text,
  family: text,
  given: listOf(
    z.string().transform((s) => cleanText(s)),
    10,
  ),
  prefix: listOf(
    z.string().transform((s) => cleanText(s)),
    5,
  ),
  suffix: listOf(
    z.string().transform((s) => cleanText(s)),
    5,
  ),
  period,
  extension: listOf(extension, 10),
});
export type HumanName = z.infer<typeof humanName>;

export const patientResource = z.object({
  resourceType: z.literal('Patient'),
  id,
  meta,
  extension: listOf(extension, 40),
  identifier: listOf(z.object({ system: text, value: text, type: optionalConcept })),
  name: listOf(humanName, 20),
  telecom: listOf(z.object({ system: text, value: text, use: text, period }), 20),
  gender: text,
  birthDate: text,
  deceasedBoolean: boolean,
  deceasedDateTime: text,
  address: listOf(
    z.object({
      use: text,
      text,
      line: listOf(
        z.string().transform((s) => cleanText(s)),
        4,
      ),
      city: text,
      state: text,
      postalCode: text,
      country: text,
      period,
    }),
    10,
  ),
  communication: listOf(z.object({ language: concept, preferred: boolean }), 10),
  multipleBirthBoolean: boolean,
  multipleBirthInteger: z.number().optional().catch(undefined),
  active: boolean,
  link: listOf(z.object({ other: optionalReference, type: text }), 10),
});
export type PatientResource = z.infer<typeof patientResource>;

export const flagResource = z.object({
  id,
  meta,
  status: z.string(),
  code: concept,
  category: listOf(concept, 5),
  subject: reference,
  period,
});

export const appointmentResource = z.object({
  id,
  meta,
  status: z.string(),
  description: text,
  start: text,
  end: text,
  created: text,
  serviceType: listOf(concept, 5),
  appointmentType: optionalConcept,
  reasonCode: listOf(concept, 5),
  patientInstruction: text,
  participant: listOf(z.object({ actor: optionalReference, type: listOf(concept, 5) }), 30),
});
export type AppointmentResource = z.infer<typeof appointmentResource>;

export const conditionResource = z.object({
  id,
  meta,
  clinicalStatus: strictConcept.optional(),
  verificationStatus: strictConcept.optional(),
  code: concept,
  subject: reference,
  onsetDateTime: text,
  onsetPeriod: period,
  onsetString: text,
  abatementDateTime: text,
  abatementPeriod: period,
  abatementString: text,
  recordedDate: text,
  recorder: optionalReference,
  asserter: optionalReference,
});

export const allergyResource = z.object({
  id,
  meta,
  clinicalStatus: strictConcept.optional(),
  verificationStatus: strictConcept.optional(),
  type: text,
  criticality: text,
  code: concept,
  patient: reference,
  recordedDate: text,
  recorder: optionalReference,
  asserter: optionalReference,
  reaction: listOf(z.object({ manifestation: listOf(concept, 10), severity: text, description: text }), 10),
});

export const medicationRequestResource = z.object({
  id,
  meta,
  status: z.string(),
  intent: z.string().optional(),
  /** "Do not take": shown as a medicine it would say the opposite. */
  doNotPerform: z.boolean().optional(),
  medicationCodeableConcept: optionalConcept,
  medicationReference: optionalReference,
  contained: listOf(z.object({ resourceType: z.string(), id: text, code: optionalConcept }), 10),
  subject: reference,
  authoredOn: text,
  requester: optionalReference,
  recorder: optionalReference,
  dosageInstruction: listOf(z.object({ text, patientInstruction: text }), 5),
});

export const coverageResource = z.object({
  id,
  meta,
  status: z.string(),
  type: optionalConcept,
  subscriberId: text,
  identifier: listOf(z.object({ system: text, value: text, type: optionalConcept }), 10),
  beneficiary: reference,
  payor: listOf(reference, 5),
  period,
  class: listOf(z.object({ type: optionalConcept, value: text, name: text }), 20),
});

/** Names of people and places that are referred to. */
export const namedResource = z.object({
  resourceType: z.string(),
  name: z
    .union([z.string().transform((s) => cleanText(s)), listOf(humanName, 5)])
    .optional()
    .catch(undefined),
  code: optionalConcept,
});
