// Tolerant schemas of what the panel's further cards read; the rule is that of `resources.ts`: what decides about showing
// (status, about whom, whether it is denied) is strict, everything else may be wrong and is then absent.
import { z } from 'zod';
import {
  boolean,
  concept,
  fullReference,
  id,
  identifier,
  listOf,
  meta,
  money,
  number,
  optionalConcept,
  optionalFullReference,
  period,
  quantity,
  reference,
  text,
} from './fields.ts';

const base = { id, meta };
/** A status decides whether something counts, and some are shown: a code, nothing else. */
const status = z.string().regex(/^[a-z-]{1,60}$/);
const notes = listOf(z.object({ text }), 5);

export const observationResource = z.object({
  ...base,
  status,
  category: listOf(concept, 10),
  code: concept,
  subject: reference,
  effectiveDateTime: text,
  effectiveInstant: text,
  effectivePeriod: period,
  issued: text,
  performer: listOf(fullReference, 5),
  valueQuantity: quantity,
  valueCodeableConcept: optionalConcept,
  valueString: text,
  valueBoolean: boolean,
  valueInteger: number,
  dataAbsentReason: optionalConcept,
  interpretation: listOf(concept, 5),
  referenceRange: listOf(z.object({ low: quantity, high: quantity, text }), 5),
});
export type ObservationResource = z.infer<typeof observationResource>;

export const diagnosticReportResource = z.object({
  ...base,
  status,
  category: listOf(concept, 10),
  code: concept,
  subject: reference,
  effectiveDateTime: text,
  effectivePeriod: period,
  issued: text,
  performer: listOf(fullReference, 5),
  result: listOf(fullReference, 200),
  conclusion: text,
});

export const immunizationResource = z.object({
  ...base,
  status,
  statusReason: optionalConcept,
  vaccineCode: concept,
  patient: reference,
  occurrenceDateTime: text,
  occurrenceString: text,
  recorded: text,
  primarySource: boolean,
  reportOrigin: optionalConcept,
  location: optionalFullReference,
  performer: listOf(z.object({ actor: optionalFullReference }), 5),
});

export const communicationResource = z.object({
  ...base,
  status,
  category: listOf(concept, 10),
  medium: listOf(concept, 5),
  subject: reference,
  topic: optionalConcept,
  sent: text,
  received: text,
  sender: optionalFullReference,
  recipient: listOf(fullReference, 10),
  reasonCode: listOf(concept, 5),
  payload: listOf(z.object({ contentString: text }), 5),
  note: notes,
});

export const encounterResource = z.object({
  ...base,
  status,
  class: z.object({ code: text, display: text }).optional().catch(undefined),
  type: listOf(concept, 5),
  subject: reference,
  participant: listOf(z.object({ individual: optionalFullReference }), 10),
  period,
  reasonCode: listOf(concept, 5),
  serviceProvider: optionalFullReference,
});

export const taskResource = z.object({
  ...base,
  status,
  intent: text,
  priority: text,
  code: optionalConcept,
  description: text,
  for: reference,
  focus: optionalFullReference,
  owner: optionalFullReference,
  requester: optionalFullReference,
  authoredOn: text,
  lastModified: text,
  businessStatus: optionalConcept,
  restriction: z.object({ period }).optional().catch(undefined),
  note: notes,
});

export const carePlanResource = z.object({
  ...base,
  status,
  intent: text,
  title: text,
  category: listOf(concept, 5),
  subject: reference,
  period,
  author: optionalFullReference,
  activity: listOf(
    z.object({
      detail: z
        .object({
          status: text,
          doNotPerform: boolean,
          code: optionalConcept,
          scheduledPeriod: period,
          scheduledTiming: z
            .object({ repeat: z.object({ boundsPeriod: period }).optional().catch(undefined) })
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    }),
    50,
  ),
});

export const careTeamResource = z.object({
  ...base,
  /** Some servers leave it out; it then counts as active while its period lasts. */
  status: status.optional(),
  name: text,
  subject: reference,
  period,
  participant: listOf(
    z.object({
      role: listOf(concept, 5),
      member: optionalFullReference,
      onBehalfOf: optionalFullReference,
      period,
    }),
    50,
  ),
  managingOrganization: listOf(fullReference, 5),
});

export const accountResource = z.object({
  ...base,
  status,
  name: text,
  subject: listOf(reference, 10),
  servicePeriod: period,
});
export const invoiceResource = z.object({
  ...base,
  status,
  type: optionalConcept,
  subject: reference,
  date: text,
  issuer: optionalFullReference,
  account: optionalFullReference,
  totalNet: money,
  totalGross: money,
  note: notes,
});
const eobTotal = z.object({ category: optionalConcept, amount: money });
export const explanationOfBenefitResource = z.object({
  ...base,
  status,
  type: optionalConcept,
  use: text,
  outcome: text,
  patient: reference,
  created: text,
  billablePeriod: period,
  insurer: optionalFullReference,
  provider: optionalFullReference,
  total: listOf(eobTotal, 20),
  item: listOf(z.object({ productOrService: optionalConcept }), 5),
});
export const eligibilityResponseResource = z.object({
  ...base,
  status,
  outcome: text,
  disposition: text,
  patient: reference,
  created: text,
  insurer: optionalFullReference,
  insurance: listOf(
    z.object({
      inforce: boolean,
      item: listOf(
        z.object({
          category: optionalConcept,
          productOrService: optionalConcept,
          name: text,
          benefit: listOf(
            z.object({
              type: optionalConcept,
              allowedMoney: money,
              usedMoney: money,
              allowedUnsignedInt: number,
              usedUnsignedInt: number,
              allowedString: text,
            }),
            10,
          ),
        }),
        40,
      ),
    }),
    5,
  ),
});

export const consentResource = z.object({
  ...base,
  status,
  scope: optionalConcept,
  category: listOf(concept, 5),
  patient: reference,
  dateTime: text,
  performer: listOf(fullReference, 5),
  organization: listOf(fullReference, 5),
  provision: z
    .object({
      type: z.enum(['permit', 'deny']).optional(),
      period,
      actor: listOf(z.object({ reference: optionalFullReference }), 20),
    })
    .optional(),
});
export const relatedPersonResource = z.object({
  ...base,
  active: z.boolean().optional(),
  patient: reference,
  relationship: listOf(concept, 10),
  name: listOf(z.object({ use: text, text, family: text, given: listOf(text, 10), period }), 10),
  telecom: listOf(z.object({ system: text, value: text, use: text, period }), 20),
  birthDate: text,
  gender: text,
  period,
});
export const questionnaireResponseResource = z.object({
  ...base,
  status,
  questionnaire: text,
  subject: reference,
  authored: text,
  author: optionalFullReference,
  item: listOf(
    z.object({
      linkId: text,
      text,
      answer: listOf(z.object({ valueInteger: number, valueString: text, valueBoolean: boolean }), 5),
    }),
    50,
  ),
});
export const serviceRequestResource = z.object({
  ...base,
  status,
  intent: text,
  doNotPerform: z.boolean().optional(),
  category: listOf(concept, 5),
  priority: text,
  code: optionalConcept,
  subject: reference,
  authoredOn: text,
  occurrenceDateTime: text,
  occurrencePeriod: period,
  requester: optionalFullReference,
  performer: listOf(fullReference, 5),
  reasonCode: listOf(concept, 5),
});
export const provenanceResource = z.object({
  ...base,
  target: listOf(fullReference, 200),
  recorded: text,
  agent: listOf(
    z.object({ type: optionalConcept, who: optionalFullReference, onBehalfOf: optionalFullReference }),
    10,
  ),
});

/** Booking. A slot or a schedule that isn't read with certainty is never offered. */
export const scheduleResource = z.object({
  ...base,
  active: z.boolean().optional(),
  identifier: listOf(identifier, 5),
  serviceCategory: listOf(concept, 5),
  serviceType: listOf(concept, 20),
  specialty: listOf(concept, 10),
  actor: listOf(fullReference, 10),
  planningHorizon: period,
  comment: text,
});
export const slotResource = z.object({
  ...base,
  status,
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }),
  schedule: z.object({ reference: z.string().max(300) }),
  overbooked: z.boolean().optional(),
  serviceCategory: listOf(concept, 5),
  serviceType: listOf(concept, 20),
  specialty: listOf(concept, 10),
  appointmentType: optionalConcept,
  comment: text,
});
export type SlotResource = z.infer<typeof slotResource>;
export type ScheduleResource = z.infer<typeof scheduleResource>;

/** For the resolver and the fuzz test: every type with its schema. */
export const panelSchemas = {
  Account: accountResource,
  CarePlan: carePlanResource,
  CareTeam: careTeamResource,
  Communication: communicationResource,
  Consent: consentResource,
  CoverageEligibilityResponse: eligibilityResponseResource,
  DiagnosticReport: diagnosticReportResource,
  Encounter: encounterResource,
  ExplanationOfBenefit: explanationOfBenefitResource,
  Immunization: immunizationResource,
  Invoice: invoiceResource,
  Observation: observationResource,
  Provenance: provenanceResource,
  QuestionnaireResponse: questionnaireResponseResource,
  RelatedPerson: relatedPersonResource,
  Schedule: scheduleResource,
  ServiceRequest: serviceRequestResource,
  Slot: slotResource,
  Task: taskResource,
} as const;
