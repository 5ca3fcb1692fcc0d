// Every field of a patient that this product could show, grouped by card: what the matrix decides about (C18). What is
// not in this list is nobody's.

export const fieldsOf = {
  identity: [
    'preferredName',
    'language',
    'interpreterNeeded',
    'pronunciation',
    'legalName',
    'otherNames',
    'pronouns',
    'birthDate',
    'age',
    'gender',
    'birthSex',
    'deceased',
    'flags',
    'mrn',
    'phones',
    'email',
    'address',
    'ssn',
    'licence',
    'passport',
  ],
  appointments: ['start', 'end', 'status', 'what', 'practitioner', 'place', 'bring', 'provenance'],
  conditions: ['text', 'onset', 'clinical', 'confirmed', 'provenance'],
  allergies: ['substance', 'criticality', 'kind', 'reactions', 'confirmed', 'recorded', 'provenance'],
  medicines: ['text', 'dosage', 'status', 'since', 'prescriber', 'provenance'],
  immunisations: ['text', 'at', 'given', 'reason', 'provenance'],
  /** Row 11: the card of the licensed role. */
  labs: ['text', 'code', 'value', 'unit', 'flag', 'range', 'at', 'preliminary', 'earlier', 'provenance'],
  coverage: [
    'plan',
    'payer',
    'memberId',
    'wholeMemberId',
    'group',
    'from',
    'until',
    'active',
    'verified',
    'provenance',
  ],
  benefits: ['insurer', 'at', 'outcome', 'disposition', 'inForce', 'benefits', 'provenance'],
  money: ['kind', 'what', 'at', 'status', 'amount', 'open', 'provenance'],
  contacts: ['at', 'channel', 'direction', 'what', 'by', 'status', 'provenance'],
  'care-team': ['name', 'role', 'team', 'from', 'until', 'provenance'],
  'care-gaps': ['rule', 'status', 'because', 'lastAt', 'provenance'],
  tasks: ['what', 'note', 'status', 'priority', 'owner', 'due', 'overdue', 'at', 'provenance'],
  preferences: ['kind', 'text', 'decision', 'active', 'from', 'until', 'provenance'],
  people: ['name', 'relation', 'phone', 'consent'],
} as const;

export type Section = keyof typeof fieldsOf;
export const sections = Object.keys(fieldsOf) as Section[];
export type Field<S extends Section = Section> = (typeof fieldsOf)[S][number];

/** Without these a card of this name says nothing: it is shown when they may be. */
export const keyField: { readonly [S in Section]: Field<S> } = {
  identity: 'legalName',
  appointments: 'start',
  conditions: 'text',
  allergies: 'substance',
  medicines: 'text',
  immunisations: 'text',
  labs: 'value',
  coverage: 'payer',
  benefits: 'outcome',
  money: 'amount',
  contacts: 'at',
  'care-team': 'name',
  'care-gaps': 'rule',
  tasks: 'what',
  preferences: 'text',
  people: 'name',
};
