// The one matrix: call reason × verification level × role × field (C18, O5). A field shows when the reason needs it, the
// role may ever have it, and the evidence reaches the level; what neither table names is denied. Pure and total.
import { type Field, fieldsOf, type Section } from './fields.ts';
import type { Level } from './facts.ts';
import { groupOf, type ReasonGroup } from './reasons.ts';
import { type Scope, within } from './scope.ts';

/** The names of `roles` in the contract; a test keeps the two lists the same. */
export type DisclosureRole =
  | 'agent'
  | 'after-hours'
  | 'nurse'
  | 'trainer'
  | 'supervisor'
  | 'auditor'
  | 'administrator';

type List = readonly string[];
type Fields = { readonly [S in Section]?: List };
const all = 'all';

/** When and how somebody was in touch; what was said is for those who care for the patient. */
const contacts: List = ['at', 'channel', 'direction', 'by', 'status', 'provenance'];

/** What a role may ever be shown. Trainers work with made-up people only. */
type Ceiling = { readonly [S in Section]?: List | typeof all };
/** Schedulers and billing need no diagnoses, and see no results (row 11). */
const office: Ceiling = {
  identity: all,
  appointments: all,
  allergies: all,
  coverage: all,
  money: all,
  benefits: all,
  contacts,
  'care-team': all,
  'care-gaps': ['rule', 'status', 'provenance'],
  tasks: ['what', 'status', 'priority', 'owner', 'due', 'overdue', 'at', 'provenance'],
  preferences: all,
  people: all,
};
const withoutNumbers = fieldsOf.identity.filter((f) => !['ssn', 'licence', 'passport'].includes(f));
/** Clinical lines need no insurance, no money and no identity numbers. */
const clinicalLine: Ceiling = {
  identity: withoutNumbers,
  appointments: all,
  conditions: all,
  allergies: all,
  medicines: all,
  contacts: all,
  'care-team': all,
  tasks: all,
  preferences: all,
  people: all,
};
const ceilings: Readonly<Record<DisclosureRole, Ceiling>> = {
  agent: office,
  'after-hours': clinicalLine,
  nurse: { ...clinicalLine, labs: all, immunisations: all, 'care-gaps': all },
  trainer: {},
  supervisor: office,
  // Who looks after logs, people and devices needs no patient for it.
  auditor: {},
  administrator: {},
};

/** What shows before anyone is verified: the name to call the person by, and the language to speak. Nothing else. */
export const beforeVerified = ['preferredName', 'language', 'interpreterNeeded'] as const;
const names = ['pronunciation', 'legalName', 'otherNames', 'pronouns', 'birthDate', 'age'] as const;
/** The banner of every verified call whose reason needs a record at all. */
const banner: List = [...names, 'gender', 'deceased', 'flags'];
const clinicalBanner: List = [...banner, 'birthSex'];
/** What a third fact is asked for with: on the screen only after it was said. */
const reach: List = ['mrn', 'phones', 'email', 'address'];

const visits = fieldsOf.appointments;
const whichVisit: List = ['start', 'status', 'practitioner', 'place', 'provenance'];
const plan: List = ['plan', 'payer', 'from', 'until', 'active', 'verified', 'provenance'];
const identityNumbers: List = ['ssn', 'licence', 'passport'];

/** Lowest level, then what of the record a call of this kind needs from that level on. */
type Need = { readonly one: Fields; readonly two: Fields };
const needs: Readonly<Record<ReasonGroup, Need>> = {
  // Nobody said yet what the call is about: what a role may see at all, by its main lines. No kind of visit, no number, and
  // how to reach the person only after a third fact, as on every other call (C18).
  unstated: {
    one: {
      identity: banner,
      appointments: [...whichVisit, 'end', 'bring'],
      conditions: fieldsOf.conditions,
      allergies: fieldsOf.allergies,
      medicines: fieldsOf.medicines,
      coverage: plan,
    },
    two: { identity: reach },
  },
  // Rows 14: answered from articles, without a record.
  enquiry: { one: { identity: [...names, 'deceased', 'flags'] }, two: {} },
  // Rows 1 to 4, 15, 21.
  scheduling: {
    one: {
      identity: banner,
      appointments: visits,
      allergies: ['substance', 'criticality'],
      coverage: plan,
      contacts,
      'care-team': fieldsOf['care-team'],
      'care-gaps': fieldsOf['care-gaps'],
      tasks: fieldsOf.tasks,
      preferences: fieldsOf.preferences,
    },
    two: { identity: reach, people: ['name', 'relation', 'consent'] },
  },
  // Rows 5, 6.
  insurance: {
    one: {
      identity: banner,
      appointments: whichVisit,
      coverage: [...plan, 'group', 'memberId'],
      benefits: fieldsOf.benefits,
      contacts,
      tasks: fieldsOf.tasks,
    },
    two: { identity: [...reach, 'ssn'], coverage: ['wholeMemberId'] },
  },
  // Rows 7 to 9.
  money: {
    one: {
      identity: banner,
      appointments: whichVisit,
      coverage: [...plan, 'group', 'memberId'],
      contacts,
      tasks: fieldsOf.tasks,
    },
    two: { identity: [...reach, 'ssn'], coverage: ['wholeMemberId'], money: fieldsOf.money },
  },
  // Row 10.
  refill: {
    one: {
      identity: clinicalBanner,
      appointments: whichVisit,
      allergies: fieldsOf.allergies,
      medicines: fieldsOf.medicines,
      contacts,
      'care-team': fieldsOf['care-team'],
      tasks: fieldsOf.tasks,
    },
    two: { identity: reach },
  },
  // Rows 17, 18, 22, and messages for a clinician.
  clinical: {
    one: {
      identity: clinicalBanner,
      appointments: visits,
      conditions: fieldsOf.conditions,
      allergies: fieldsOf.allergies,
      medicines: fieldsOf.medicines,
      immunisations: fieldsOf.immunisations,
      contacts: fieldsOf.contacts,
      'care-team': fieldsOf['care-team'],
      'care-gaps': fieldsOf['care-gaps'],
      tasks: fieldsOf.tasks,
    },
    two: { identity: reach, labs: fieldsOf.labs, people: fieldsOf.people },
  },
  // Row 11: never to an unlicensed role.
  results: {
    one: {
      identity: banner,
      appointments: whichVisit,
      contacts,
      'care-team': fieldsOf['care-team'],
      tasks: fieldsOf.tasks,
    },
    two: { identity: reach, labs: fieldsOf.labs },
  },
  // Row 12: level 2.
  records: {
    one: { identity: banner },
    two: {
      identity: [...reach, ...identityNumbers],
      appointments: whichVisit,
      contacts,
      tasks: fieldsOf.tasks,
      people: fieldsOf.people,
    },
  },
  // Row 13.
  referral: {
    one: {
      identity: banner,
      appointments: visits,
      conditions: fieldsOf.conditions,
      coverage: [...plan, 'group', 'memberId'],
      contacts,
      'care-team': fieldsOf['care-team'],
      tasks: fieldsOf.tasks,
    },
    two: { identity: reach },
  },
  // Rows 16, 20.
  service: {
    one: {
      identity: banner,
      appointments: whichVisit,
      contacts,
      tasks: fieldsOf.tasks,
      preferences: fieldsOf.preferences,
    },
    two: { identity: reach },
  },
  // Row 24: who calls for the patient's treatment.
  professional: {
    one: {
      identity: [...clinicalBanner, 'mrn'],
      appointments: whichVisit,
      allergies: fieldsOf.allergies,
      medicines: fieldsOf.medicines,
      'care-team': fieldsOf['care-team'],
      tasks: fieldsOf.tasks,
    },
    two: { identity: reach, conditions: fieldsOf.conditions, labs: fieldsOf.labs },
  },
};

/** What is asked of the matrix. `reason` null = not stated yet; `scope` narrows for a caller who is not the patient. */
export interface Asked {
  reason: string | null;
  role: string;
  level: Level;
  scope?: Scope;
}

const has = (list: List | typeof all | undefined, field: string): boolean =>
  list === all || (list?.includes(field) ?? false);

/** Whether this role may ever be shown this field, on whatever call: what it may not is not for the role. */
export const roleMay = (role: string, section: Section, field: string): boolean =>
  Object.hasOwn(ceilings, role) && has(ceilings[role as DisclosureRole][section], field);

function neededLevel(group: ReasonGroup, section: Section, field: string): Level | null {
  if (section === 'identity' && has(beforeVerified, field)) return 0;
  const { one, two } = needs[group];
  if (has(one[section], field)) return 1;
  return has(two[section], field) ? 2 : null;
}

/** The lowest level at which this field shows to this role on a call of this reason; null = at none. */
export function levelFor(reason: string | null, role: string, section: Section, field: string): Level | null {
  if (!Object.hasOwn(ceilings, role) || !Object.hasOwn(fieldsOf, section)) return null;
  const known: List = fieldsOf[section];
  if (!known.includes(field) || !has(ceilings[role as DisclosureRole][section], field)) return null;
  return neededLevel(groupOf(reason), section, field);
}

export function mayShowField(asked: Asked, section: Section, field: string): boolean {
  const level = levelFor(asked.reason, asked.role, section, field);
  return level !== null && asked.level >= level && within(asked.scope ?? 'record', section, field);
}

/** The fields of one card that may be shown, in the order of `fieldsOf`. */
export const shownFields = <S extends Section>(asked: Asked, section: S): Field<S>[] =>
  (fieldsOf[section] as readonly Field<S>[]).filter((f) => mayShowField(asked, section, f));
