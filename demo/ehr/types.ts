// The resource types that the sample EHR serves. Others are answered 404 "not supported", as a real server does.
export const resourceTypes = [
  'Account',
  'AllergyIntolerance',
  'Appointment',
  'AuditEvent',
  'CareTeam',
  'Communication',
  'Condition',
  'Consent',
  'Coverage',
  'CoverageEligibilityRequest',
  'CoverageEligibilityResponse',
  'Encounter',
  'Flag',
  'Immunization',
  'Location',
  'MedicationRequest',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Provenance',
  'QuestionnaireResponse',
  'RelatedPerson',
  'Schedule',
  'ServiceRequest',
  'Slot',
  'Task',
] as const;

export type ServedType = (typeof resourceTypes)[number];

const set: ReadonlySet<string> = new Set(resourceTypes);
export const isServed = (type: string | undefined): type is ServedType => type !== undefined && set.has(type);
