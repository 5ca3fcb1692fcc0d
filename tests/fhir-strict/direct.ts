// Counts what a card must hold straight from the raw records, while they are loaded: no client, no search, no schema. The
// rules are typed by hand from the cards' descriptions, so that a mistake in a mapper shows as a difference.
import { all, isObject, type Json, patientsOf } from './store.ts';

export interface Expected {
  counts: Record<string, number>;
  /** Sum of open invoices in cents, by currency. */
  balance: Record<string, number>;
}

const codesIn = (v: unknown): string[] =>
  all(v)
    .flatMap((c) => (isObject(c) ? all(c['coding']) : []))
    .flatMap((c) => (isObject(c) ? [String(c['code'])] : []));
const has = (v: unknown, ...wanted: string[]): boolean => codesIn(v).some((c) => wanted.includes(c));
const untrue = (r: Json): boolean => has(r['verificationStatus'], 'refuted', 'entered-in-error');
const over = (r: Json): boolean => has(r['clinicalStatus'], 'inactive', 'remission', 'resolved');
const noInsurance = /^no[ _-]?insurance$/i;

/** The card that a record counts for; null when it counts for none. */
function cardOf(r: Json, now: number): string | null {
  const status = String(r['status']);
  switch (r.resourceType) {
    case 'Patient':
      return 'identity';
    case 'Appointment': {
      const start = Date.parse(String(r['start']));
      if (status === 'entered-in-error' || Number.isNaN(start)) return null;
      const coming = ['booked', 'pending', 'arrived', 'waitlist', 'proposed', 'checked-in'];
      return start < now || coming.includes(status) ? 'appointments' : null;
    }
    case 'Condition': {
      const ended = Object.keys(r).some((k) => k.startsWith('abatement'));
      const gone = r['clinicalStatus'] === undefined ? ended : over(r);
      return untrue(r) || gone ? null : 'conditions';
    }
    case 'AllergyIntolerance':
      return untrue(r) || over(r) || has(r['code'], '716186003') ? null : 'allergies';
    case 'MedicationRequest': {
      if (!['active', 'on-hold'].includes(status) || r['doNotPerform'] === true) return null;
      return ['proposal', 'option'].includes(String(r['intent'])) ? null : 'medicines';
    }
    case 'Immunization':
      return ['completed', 'not-done'].includes(status) ? 'immunisations' : null;
    case 'Observation': {
      const shown = ['final', 'amended', 'corrected', 'preliminary', 'registered'].includes(status);
      return shown && has(r['category'], 'laboratory') ? 'labs' : null;
    }
    case 'Coverage': {
      if (['entered-in-error', 'draft'].includes(status)) return null;
      const payor = all(r['payor'])[0];
      const type = isObject(r['type']) ? String(r['type']['text']) : '';
      const named = isObject(payor) ? String(payor['display']) : '';
      return noInsurance.test(named) || noInsurance.test(type) ? null : 'coverage';
    }
    case 'CoverageEligibilityResponse':
      return status === 'active' ? 'benefits' : null;
    case 'Invoice':
      return ['entered-in-error', 'cancelled', 'draft'].includes(status) ? null : 'money';
    case 'ExplanationOfBenefit':
      return status === 'active' ? 'money' : null;
    case 'CareTeam': {
      const end = isObject(r['period']) ? r['period']['end'] : undefined;
      const ended = typeof end === 'string' && Date.parse(end.slice(0, 10)) < now - 86_400_000;
      return (r['status'] ?? 'active') === 'active' && !ended ? 'care-team' : null;
    }
    case 'Task':
      return ['completed', 'cancelled', 'rejected', 'failed', 'entered-in-error'].includes(status)
        ? null
        : 'tasks';
    case 'Consent':
      return ['entered-in-error', 'draft'].includes(status) ? null : 'preferences';
    case 'Communication':
      return ['entered-in-error', 'preparation'].includes(status) ? null : 'contacts';
    case 'Encounter':
      return ['planned', 'cancelled', 'entered-in-error', 'unknown'].includes(status) ? null : 'contacts';
    default:
      return null;
  }
}

/** Cents by their digits, not by multiplication. */
function centsOf(money: unknown): [string, number] | null {
  if (!isObject(money) || typeof money['value'] !== 'number') return null;
  const [whole = '0', part = ''] = money['value'].toFixed(2).split('.');
  return [String(money['currency']), Number(whole) * 100 + Number(part)];
}

export class DirectCount {
  readonly #now: number;
  readonly #all = new Map<string, Expected>();
  constructor(now: string) {
    this.#now = Date.parse(now);
  }

  of(patient: string): Expected {
    return this.#all.get(patient) ?? { counts: {}, balance: {} };
  }
  add(r: Json): void {
    const card = cardOf(r, this.#now);
    if (card === null) return;
    const patients = r.resourceType === 'Patient' ? [`Patient/${r.id}`] : patientsOf(r);
    for (const patient of patients) {
      const id = patient.slice('Patient/'.length);
      const expected = this.#all.get(id) ?? { counts: {}, balance: {} };
      this.#all.set(id, expected);
      expected.counts[card] = (expected.counts[card] ?? 0) + 1;
      if (r.resourceType !== 'Invoice' || r['status'] !== 'issued') continue;
      const sum = centsOf(r['totalNet']) ?? centsOf(r['totalGross']);
      if (sum !== null) expected.balance[sum[0]] = (expected.balance[sum[0]] ?? 0) + sum[1];
    }
  }
}
