// How much of a record may be spoken of with the person on the line: all that the reason needs, or a part of it for
// callers who are not the patient (164.510(b): what is relevant to their part in the care). Pure.
import { fieldsOf, type Section } from './fields.ts';

export const scopes = ['record', 'treatment', 'family', 'visits', 'nothing'] as const;
export type Scope = (typeof scopes)[number];

const calledBy = ['preferredName', 'language', 'interpreterNeeded', 'pronunciation', 'legalName'];
const known = [...calledBy, 'pronouns', 'otherNames', 'birthDate', 'age', 'gender', 'deceased', 'flags'];
/** When and where, not what for. */
const when = ['start', 'end', 'status', 'practitioner', 'place', 'bring'];
const plan = ['plan', 'payer', 'memberId', 'group', 'from', 'until', 'active', 'verified'];

type Part = { readonly [S in Section]?: readonly string[] };
const parts: Readonly<Record<Exclude<Scope, 'record'>, Part>> = {
  /** Another provider or pharmacy, for the patient's treatment: no money, no contacts, no family. */
  treatment: {
    identity: [...known, 'birthSex', 'mrn'],
    appointments: fieldsOf.appointments,
    conditions: fieldsOf.conditions,
    allergies: fieldsOf.allergies,
    medicines: fieldsOf.medicines,
    immunisations: fieldsOf.immunisations,
    labs: fieldsOf.labs,
    'care-team': fieldsOf['care-team'],
    tasks: fieldsOf.tasks,
  },
  /** A parent of an adolescent: visits and insurance, nothing clinical. */
  family: { identity: known, appointments: when, coverage: plan, money: fieldsOf.money },
  /** Someone whom the patient allowed to hear, without a document. */
  visits: { identity: [...calledBy, 'deceased'], appointments: when },
  /** What stands on the screen before anyone is verified goes on standing there; nothing of it is said. */
  nothing: { identity: ['preferredName', 'language', 'interpreterNeeded'] },
};

export const within = (scope: Scope, section: Section, field: string): boolean =>
  scope === 'record' || (parts[scope][section]?.includes(field) ?? false);
