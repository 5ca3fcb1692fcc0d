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
  'ExplanationOfBenefit',
  'Flag',
  'Immunization',
  'Invoice',
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

/** Served beside those for a folder of somebody's own (`--data`), from definitions that the demo doesn't read. */
export const moreTypes = [
  'CarePlan',
  'Claim',
  'Device',
  'DiagnosticReport',
  'DocumentReference',
  'Endpoint',
  'FamilyMemberHistory',
  'Goal',
  'HealthcareService',
  'ImagingStudy',
  'Library',
  'Media',
  'Medication',
  'MedicationAdministration',
  'MedicationDispense',
  'Procedure',
  'Questionnaire',
  'Specimen',
] as const;

export type ServedType = (typeof resourceTypes)[number] | (typeof moreTypes)[number];

const served = new Set<string>(resourceTypes);
/** From now on in this process; never taken back. */
export const serveMore = (): void => moreTypes.forEach((t) => served.add(t));
export const isServed = (type: string | undefined): type is ServedType =>
  type !== undefined && served.has(type);
export const servedTypes = (): ServedType[] => [...served].toSorted() as ServedType[];
