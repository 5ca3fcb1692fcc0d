// What is asked of the record's sign-in: per role the least that its cards, bookings and acts take (C18: what a role may
// never be shown is not even granted). One line a type; letters of SMART's `cruds`.
import type { DisclosureRole } from '#shared/domain/disclosure/matrix.ts';

type Rights = Readonly<Record<string, string>>;

/** Finding, naming and taking in people, appointments, what was agreed with the caller. */
const everybody: Rights = {
  Patient: 'crus',
  RelatedPerson: 'rs',
  Consent: 'crs',
  Flag: 'rs',
  Appointment: 'crus',
  Schedule: 'rs',
  Slot: 'rs',
  Practitioner: 'rs',
  PractitionerRole: 'rs',
  Organization: 'rs',
  Location: 'rs',
  CareTeam: 'rs',
  AllergyIntolerance: 'rs',
  Communication: 'crs',
  Encounter: 'rs',
  Task: 'crus',
};
/** Insurance and money; why a care gap is one is worked out from records that never show. */
const office: Rights = {
  ...everybody,
  Coverage: 'crs',
  CoverageEligibilityRequest: 'crs',
  CoverageEligibilityResponse: 'rs',
  ExplanationOfBenefit: 'rs',
  Account: 'rs',
  Invoice: 'rs',
  CarePlan: 'rs',
  Condition: 'rs',
  Immunization: 'rs',
  Observation: 'rs',
};
const clinicalLine: Rights = { ...everybody, Condition: 'rs', MedicationRequest: 'rs', Medication: 'rs' };

const byRole: Readonly<Record<DisclosureRole, Rights>> = {
  agent: office,
  supervisor: office,
  'after-hours': clinicalLine,
  nurse: { ...clinicalLine, CarePlan: 'rs', Immunization: 'rs', Observation: 'rs' },
  // Works with made-up people only.
  trainer: {},
  // Nothing of their work is in the record.
  auditor: {},
  administrator: {},
};
export const rightsOf = (role: DisclosureRole): Rights => byRole[role];

/** The desk's own sign-in serves whoever sits there: what any role may. */
const anyRole: Rights = { ...office, ...byRole.nurse };

const versionOne = (rights: string): string =>
  /[cud]/.test(rights) ? (/[rs]/.test(rights) ? '*' : 'write') : 'read';
/** Only a server that names its permissions and leaves version 2 out is asked in version 1. */
const speaksTwo = (capabilities: readonly string[] | null): boolean =>
  capabilities === null || capabilities.includes('permission-v2') || !capabilities.includes('permission-v1');

const list = (context: 'user' | 'system', rights: Rights, capabilities: readonly string[] | null): string[] =>
  Object.entries(rights).map(
    ([type, letters]) => `${context}/${type}.${speaksTwo(capabilities) ? letters : versionOne(letters)}`,
  );

/**
 * Of an agent's sign-in. With a refresh token where the server gives one (`offline_access`, else `online_access`): without,
 * an agent would have to sign in again in the middle of a call.
 */
export function launchScopes(role: DisclosureRole, capabilities: readonly string[] | null): string {
  const lasting =
    capabilities === null || capabilities.includes('permission-offline')
      ? ['offline_access']
      : capabilities.includes('permission-online')
        ? ['online_access']
        : [];
  return [...lasting, ...list('user', rightsOf(role), capabilities)].join(' ');
}
export const backendScopes = (capabilities: readonly string[] | null): string =>
  list('system', anyRole, capabilities).join(' ');

const shape = /^(?:user|system|patient)\/(\*|[A-Za-z]{1,60})\.(read|write|\*|[cruds]{1,5})(?:\?.*)?$/;
const letters: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };
const parse = (scopes: string): { type: string; rights: string }[] =>
  scopes.split(/\s+/).flatMap((scope) => {
    const [, type, rights] = shape.exec(scope) ?? [];
    return type === undefined || rights === undefined ? [] : [{ type, rights: letters[rights] ?? rights }];
  });

/** Types of which less was granted than asked for; none where the server doesn't say what it granted. */
export function notGranted(asked: string, granted: string | null): string[] {
  if (granted === null) return [];
  const given = parse(granted);
  const missing = parse(asked).filter(({ type, rights }) => {
    const have = given.filter((g) => g.type === type || g.type === '*').map((g) => g.rights);
    return [...rights].some((letter) => !have.some((r) => r.includes(letter)));
  });
  return [...new Set(missing.map(({ type }) => type))];
}
