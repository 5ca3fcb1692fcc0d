// What product.md says about who is shown what, typed by hand: it imports nothing of the product, so that a change of the
// product's own table can't change it. C18 (reason × level decides fields), C19 (levels), rows 1 to 24 of section 1, row 11
// (no values to unlicensed roles), row 12 (level 2), rows 21, 33, 38, 41 to 43. What isn't written here is shown to nobody.

export const roles = ['agent', 'after-hours', 'nurse', 'trainer', 'supervisor', 'auditor', 'administrator'];
/** The supervisor of a call centre is shown what the agent is; trainers work with made-up people only; auditors and
 * administrators see no patient. */
export const sameAs: Record<string, string> = { supervisor: 'agent' };

/** The kinds of call, and which of the product's reason codes are of that kind. `''` = no reason stated yet. */
export const kinds: Record<string, string[]> = {
  nothingStated: [''],
  enquiry: ['general', 'after_hours', 'hours_directions', 'a_code_of_a_later_version'],
  visit: [
    'new_appointment',
    'reschedule',
    'confirm_appointment',
    'reminder_preference',
    'automated_contact',
    'visit_instructions',
    'intake',
  ],
  insurance: ['insurance', 'coverage_question'],
  money: ['billing', 'payment', 'payment_plan'],
  refill: ['refill'],
  care: ['urgent', 'crisis', 'clinical_message', 'follow_up'],
  results: ['test_results'],
  records: ['records'],
  referral: ['referral'],
  service: ['portal', 'complaint'],
  professional: ['provider_or_pharmacy'],
};

/** Every field, so that one which nobody thought of fails the comparison. */
export const everyField: Record<string, string> = {
  identity:
    'preferredName language interpreterNeeded pronunciation legalName otherNames pronouns birthDate age gender birthSex deceased flags mrn phones email address ssn licence passport',
  appointments: 'start end status what practitioner place bring provenance',
  conditions: 'text onset clinical confirmed provenance',
  allergies: 'substance criticality kind reactions confirmed recorded provenance',
  medicines: 'text dosage status since prescriber provenance',
  immunisations: 'text at given reason provenance',
  labs: 'text code value unit flag range at preliminary earlier provenance',
  coverage: 'plan payer memberId wholeMemberId group from until active verified provenance',
  benefits: 'insurer at outcome disposition inForce benefits provenance',
  money: 'kind what at status amount open provenance',
  contacts: 'at channel direction what by status provenance',
  'care-team': 'name role team from until provenance',
  'care-gaps': 'rule status because lastAt provenance',
  tasks: 'what note status priority owner due overdue at provenance',
  preferences: 'kind text decision active from until provenance',
  people: 'name relation phone consent',
};

// Words for what returns again and again below.
const greeting = 'identity(preferredName language interpreterNeeded)';
const who = 'identity(pronunciation legalName otherNames pronouns birthDate age gender deceased flags)';
const whoClinical =
  'identity(pronunciation legalName otherNames pronouns birthDate age gender birthSex deceased flags)';
const reach = 'identity(mrn phones email address)';
const visits = 'appointments(start end status what practitioner place bring provenance)';
const whichVisit = 'appointments(start status practitioner place provenance)';
const visitTimes = 'appointments(start end status practitioner place bring provenance)';
const plan = 'coverage(plan payer from until active verified provenance)';
const planAndNumbers = 'coverage(plan payer memberId group from until active verified provenance)';
const touched = 'contacts(at channel direction by status provenance)';
const said = 'contacts(at channel direction what by status provenance)';
const team = 'care-team(name role team from until provenance)';
const gapsNamed = 'care-gaps(rule status provenance)';
const gapsWhole = 'care-gaps(rule status because lastAt provenance)';
const officeTasks = 'tasks(what status priority owner due overdue at provenance)';
const careTasks = 'tasks(what note status priority owner due overdue at provenance)';
const wishes = 'preferences(kind text decision active from until provenance)';
const conditions = 'conditions(text onset clinical confirmed provenance)';
const allergies = 'allergies(substance criticality kind reactions confirmed recorded provenance)';
const severe = 'allergies(substance criticality)';
const medicines = 'medicines(text dosage status since prescriber provenance)';
const vaccines = 'immunisations(text at given reason provenance)';
const labs = 'labs(text code value unit flag range at preliminary earlier provenance)';
const benefits = 'benefits(insurer at outcome disposition inForce benefits provenance)';
const sums = 'money(kind what at status amount open provenance)';
const relations = 'people(name relation consent)';
const people = 'people(name relation phone consent)';

/** Level 1: two identifiers; level 2: what a third factor adds. Level 3 adds nothing: it says who hears. */
interface Shown {
  one: string[];
  two: string[];
}
type Cells = Record<'agent' | 'after-hours' | 'nurse', Shown>;

/** Before anyone is verified (C19): the name to call the person by and the language to speak. */
export const beforeVerified = greeting;

export const table: Record<string, Cells> = {
  // Until the page states a reason: the cards of issue 2 by role, without the kind of visit, numbers, or how to reach them.
  nothingStated: {
    agent: { one: [who, visitTimes, allergies, plan], two: [reach] },
    'after-hours': { one: [who, visitTimes, conditions, allergies, medicines], two: [reach] },
    nurse: { one: [who, visitTimes, conditions, allergies, medicines], two: [reach] },
  },
  // Row 14: no patient look-up needed. The name, and what to mind when speaking.
  enquiry: {
    agent: {
      one: ['identity(pronunciation legalName otherNames pronouns birthDate age deceased flags)'],
      two: [],
    },
    'after-hours': {
      one: ['identity(pronunciation legalName otherNames pronouns birthDate age deceased flags)'],
      two: [],
    },
    nurse: {
      one: ['identity(pronunciation legalName otherNames pronouns birthDate age deceased flags)'],
      two: [],
    },
  },
  // Rows 1 to 4, 15, 21: no labs, no conditions; whom to reach and how after a third factor.
  visit: {
    agent: {
      one: [who, visits, severe, plan, touched, team, gapsNamed, officeTasks, wishes],
      two: [reach, relations],
    },
    'after-hours': { one: [who, visits, severe, touched, team, careTasks, wishes], two: [reach, relations] },
    nurse: {
      one: [who, visits, severe, touched, team, gapsWhole, careTasks, wishes],
      two: [reach, relations],
    },
  },
  // Rows 5, 6: clinical lines see no insurance.
  insurance: {
    agent: {
      one: [who, whichVisit, planAndNumbers, benefits, touched, officeTasks],
      two: [reach, 'identity(ssn)', 'coverage(wholeMemberId)'],
    },
    'after-hours': { one: [who, whichVisit, touched, careTasks], two: [reach] },
    nurse: { one: [who, whichVisit, touched, careTasks], two: [reach] },
  },
  // Rows 7 to 9: sums of money after a third factor.
  money: {
    agent: {
      one: [who, whichVisit, planAndNumbers, touched, officeTasks],
      two: [reach, 'identity(ssn)', 'coverage(wholeMemberId)', sums],
    },
    'after-hours': { one: [who, whichVisit, touched, careTasks], two: [reach] },
    nurse: { one: [who, whichVisit, touched, careTasks], two: [reach] },
  },
  // Row 10: the drug is taken down as stated; schedulers see allergies, not the medicine list.
  refill: {
    agent: { one: [whoClinical, whichVisit, allergies, touched, team, officeTasks], two: [reach] },
    'after-hours': {
      one: [whoClinical, whichVisit, allergies, medicines, touched, team, careTasks],
      two: [reach],
    },
    nurse: { one: [whoClinical, whichVisit, allergies, medicines, touched, team, careTasks], two: [reach] },
  },
  // Rows 17, 18, 22: what a clinical line needs; lab values for the licensed role, after a third factor (row 11).
  care: {
    agent: {
      one: [whoClinical, visits, allergies, touched, team, gapsNamed, officeTasks],
      two: [reach, people],
    },
    'after-hours': {
      one: [whoClinical, visits, conditions, allergies, medicines, said, team, careTasks],
      two: [reach, people],
    },
    nurse: {
      one: [
        whoClinical,
        visits,
        conditions,
        allergies,
        medicines,
        vaccines,
        said,
        team,
        gapsWhole,
        careTasks,
      ],
      two: [reach, labs, people],
    },
  },
  // Row 11.
  results: {
    agent: { one: [who, whichVisit, touched, team, officeTasks], two: [reach] },
    'after-hours': { one: [who, whichVisit, touched, team, careTasks], two: [reach] },
    nurse: { one: [who, whichVisit, touched, team, careTasks], two: [reach, labs] },
  },
  // Row 12: verification level 2 needed.
  records: {
    agent: {
      one: [who],
      two: [reach, 'identity(ssn licence passport)', whichVisit, touched, officeTasks, people],
    },
    'after-hours': { one: [who], two: [reach, whichVisit, touched, careTasks, people] },
    nurse: { one: [who], two: [reach, whichVisit, touched, careTasks, people] },
  },
  // Row 13.
  referral: {
    agent: { one: [who, visits, planAndNumbers, touched, team, officeTasks], two: [reach] },
    'after-hours': { one: [who, visits, conditions, touched, team, careTasks], two: [reach] },
    nurse: { one: [who, visits, conditions, touched, team, careTasks], two: [reach] },
  },
  // Rows 16, 20.
  service: {
    agent: { one: [who, whichVisit, touched, officeTasks, wishes], two: [reach] },
    'after-hours': { one: [who, whichVisit, touched, careTasks, wishes], two: [reach] },
    nurse: { one: [who, whichVisit, touched, careTasks, wishes], two: [reach] },
  },
  // Row 24: for treatment; the record number is how professionals name a patient.
  professional: {
    agent: {
      one: [whoClinical, 'identity(mrn)', whichVisit, allergies, team, officeTasks],
      two: [reach],
    },
    'after-hours': {
      one: [whoClinical, 'identity(mrn)', whichVisit, allergies, medicines, team, careTasks],
      two: [reach, conditions],
    },
    nurse: {
      one: [whoClinical, 'identity(mrn)', whichVisit, allergies, medicines, team, careTasks],
      two: [reach, conditions, labs],
    },
  },
};

/**
 * What may be done for whom: level, roles (o = agent and supervisor, c = after-hours and nurse), callers (p = patient or who
 * stands in with authority, t = another provider, f = parent of an adolescent, v = allowed by word of mouth to hear,
 * s = an adolescent who calls for themselves, n = anybody).
 */
export const acts: Record<string, [level: number, roles: string, callers: string]> = {
  'take-message': [0, 'oc', 'ptfvsn'],
  book: [1, 'oc', 'pfs'],
  move: [1, 'oc', 'pfs'],
  cancel: [1, 'oc', 'pfs'],
  'contact-note': [1, 'oc', 'ptfvs'],
  'follow-up': [1, 'oc', 'ptfvs'],
  'refill-request': [1, 'oc', 'pt'],
  'referral-request': [1, 'oc', 'pt'],
  'benefit-request': [1, 'o', 'pf'],
  'insurance-update': [2, 'o', 'pf'],
  preferences: [2, 'oc', 'p'],
  'records-request': [2, 'oc', 'p'],
};
