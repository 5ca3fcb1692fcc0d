// Who may hear about this patient (C20, C26, 164.510(b), 164.502(g), 164.522): the caller, what is on file about them, and
// what the patient allowed or forbade. Pure; answers with a scope and its reasons as codes, never with what is on file.
import { ageBand } from './minors.ts';
import type { Scope } from './scope.ts';

/** As the caller says; `self` is the patient. */
export const callers = [
  'self',
  'parent',
  'guardian',
  'proxy',
  'executor',
  'spouse',
  'relative',
  'carer',
  'provider',
  'pharmacy',
  'other',
] as const;
export type Caller = (typeof callers)[number];
/** What a relation on file can be, read from its codes. */
export const relations = [
  'parent',
  'guardian',
  'proxy',
  'executor',
  'spouse',
  'relative',
  'contact',
] as const;
export type Relation = (typeof relations)[number];

/** The person on file whom the caller named themselves as, when there is one. */
export interface OnFile {
  relations: readonly Relation[];
  /** Active and within its period. */
  current: boolean;
  /** Id of the document that gives authority; null = none on file. */
  document: string | null;
}
/** A consent of the patient that counts for this caller today: for everyone, or naming them. */
export interface Allowance {
  decision: 'permit' | 'deny';
  /** False: a general consent (to being treated, to sharing with other providers), which names nobody. */
  names: boolean;
  /** Permits only: everything, or visits. */
  about: 'record' | 'visits';
  /** Signed paper or its image; null = given by word of mouth. */
  document: string | null;
}
export interface Hearing {
  caller: Caller;
  patient: {
    birthDate: string | null;
    deceased: boolean;
    /** US state where the patient lives; null = not known. */
    state: string | null;
    /** The record is labelled as restricted as a whole (C26). */
    restricted: boolean;
    /** "Talk only to the patient" (C20). */
    patientOnly: boolean;
    /** A safety flag: who asks may be who harms (164.502(g)(5)). */
    safety: boolean;
  };
  /** Null = the name that the caller gave is not on file, or none was given. */
  onFile: OnFile | null;
  allowances: readonly Allowance[];
  /** Providers and pharmacies: this desk called them back at a number that the practice knows. */
  calledBack: boolean;
  /** YYYY-MM-DD */
  today: string;
}

export const whyCodes = [
  'patient-themselves',
  'patient-is-child',
  'patient-is-adolescent',
  'patient-is-deceased',
  'record-restricted',
  'patient-only',
  'safety-flag',
  'consent-denies',
  'consent-permits',
  'consent-with-document',
  'not-on-file',
  'no-longer-on-file',
  'relation-differs',
  'authority-with-document',
  'document-missing',
  'parent-of-child',
  'parent-of-adolescent',
  'no-consent',
  'age-unknown',
  'treats-the-patient',
  'call-back-first',
] as const;
export type Why = (typeof whyCodes)[number];

export interface MayHear {
  scope: Scope;
  /** C19 level 3: authority is on file with this document. */
  document: string | null;
  why: readonly Why[];
  /** What the agent says instead: nothing is confirmed, not even that the person is a patient. */
  say: 'neither-confirm-nor-deny' | null;
}

const nothing = (...why: Why[]): MayHear => ({
  scope: 'nothing',
  document: null,
  why,
  say: 'neither-confirm-nor-deny',
});
const hears = (scope: Scope, document: string | null, ...why: Why[]): MayHear => ({
  scope,
  document,
  why,
  say: null,
});

function patientThemselves(h: Hearing): MayHear {
  // A voice that says it is a patient who has died is somebody else.
  if (h.patient.deceased) return nothing('patient-is-deceased');
  switch (ageBand(h.patient.birthDate, h.patient.state, h.today)) {
    case 'child':
      return nothing('patient-is-child');
    case 'adolescent':
      return hears('visits', null, 'patient-themselves', 'patient-is-adolescent');
    case 'adult':
    case 'unknown':
      return hears('record', null, 'patient-themselves');
  }
}

const professionals: readonly Caller[] = ['provider', 'pharmacy'];
/** Who stands in the patient's shoes when a document says so. */
const authority: readonly Relation[] = ['guardian', 'proxy', 'executor'];

/** A general consent names nobody, so it lets no relative hear; a named one counts while it is in force. */
function byConsent(h: Hearing, otherwise: Why): MayHear {
  const permits = h.allowances.filter((a) => a.decision === 'permit' && a.names);
  if (permits.length === 0) return nothing(otherwise);
  const signed = permits.find((a) => a.about === 'record' && a.document !== null);
  // What was signed for as long as the patient lives is not read as for afterwards.
  if (signed !== undefined && !h.patient.deceased)
    return hears('record', signed.document, 'consent-with-document');
  return hears('visits', null, 'consent-permits');
}

function parentOrGuardian(h: Hearing, onFile: OnFile): MayHear {
  switch (ageBand(h.patient.birthDate, h.patient.state, h.today)) {
    case 'child':
      return hears('record', onFile.document, 'parent-of-child');
    case 'adolescent':
      return hears('family', onFile.document, 'parent-of-adolescent');
    case 'unknown':
      return byConsent(h, 'age-unknown');
    case 'adult':
      return byConsent(h, 'no-consent');
  }
}

/** `safety` and `patient-only` come before every relation; a restricted record before everything. */
export function whoMayHear(h: Hearing): MayHear {
  const { caller, patient, onFile } = h;
  if (patient.restricted && caller !== 'self') return nothing('record-restricted');
  if (caller === 'self') return patientThemselves(h);
  if (h.allowances.some((a) => a.decision === 'deny')) return nothing('consent-denies');
  if (professionals.includes(caller))
    return h.calledBack ? hears('treatment', null, 'treats-the-patient') : nothing('call-back-first');
  if (patient.patientOnly) return nothing('patient-only');
  if (patient.safety) return nothing('safety-flag');
  if (onFile === null) return byConsent(h, 'not-on-file');
  if (!onFile.current) return nothing('no-longer-on-file');
  const held = authority.find((r) => r === caller && onFile.relations.includes(r));
  if (held !== undefined) {
    // A proxy's power ends with the patient's life; the executor's begins there.
    const inForce = patient.deceased ? held === 'executor' : held !== 'executor';
    if (!inForce) return byConsent(h, patient.deceased ? 'patient-is-deceased' : 'relation-differs');
    if (onFile.document !== null) return hears('record', onFile.document, 'authority-with-document');
    // A guardian of a minor without a paper is heard as a parent is.
    if (held === 'guardian') return withoutPaper(parentOrGuardian(h, onFile));
    return byConsent(h, 'document-missing');
  }
  if (patient.deceased) return byConsent(h, 'patient-is-deceased');
  if (caller === 'parent' && onFile.relations.includes('parent')) return parentOrGuardian(h, onFile);
  const matches: readonly Relation[] =
    caller === 'spouse' ? ['spouse'] : ['relative', 'contact', 'parent', 'spouse'];
  const same = matches.some((r) => onFile.relations.includes(r));
  return byConsent(h, same ? 'no-consent' : 'relation-differs');
}

const withoutPaper = (m: MayHear): MayHear =>
  m.scope === 'nothing' ? { ...m, why: [...m.why, 'document-missing'] } : m;
