// The first six cards in the form of the others, so that the whole panel is asked for at once.
import { emptyAnswer, type SearchAnswer } from '../../fhir/bundle.ts';
import { fullReference, type Reference } from '../../fhir/fields.ts';
import type {
  AllergyRow,
  AppointmentRow,
  ConditionRow,
  CoverageRow,
  IdentityRow,
  MedicineRow,
} from '#shared/domain/patient/card.ts';
import { mapAppointments } from '../appointments.ts';
import { mapAllergies, mapConditions, mapMedicines } from '../clinical.ts';
import { mapCoverage } from '../coverage.ts';
import { identityOf, mapFlags } from '../identity.ts';
import { isRestricted, readPatient } from '../person.ts';
import { type CardSpec, ofPatient } from './spec.ts';

export const identity: CardSpec<IdentityRow> = {
  searches: (about) => [
    { type: 'Patient', params: [['_id', about.patientId]] },
    ofPatient('Flag', 200)(about),
  ],
  map([patients, flagged], { patientId, today }) {
    const flags = mapFlags(flagged ?? emptyAnswer(), patientId);
    const raw = patients?.resources.find((r) => r['id'] === patientId);
    const person = readPatient(raw);
    if (person === null) return { ...flags, rows: [], unreadable: flags.unreadable + 1, counted: 0 };
    const withheld = isRestricted(person);
    return {
      ...flags,
      rows: withheld ? [] : [identityOf(person, flags.rows, today)],
      withheldSome: withheld || flags.withheldSome,
      counted: 1,
    };
  },
};

export const appointments: CardSpec<AppointmentRow> = {
  searches: (about) => {
    const side = (way: 'ge' | 'lt', sort: string) =>
      ofPatient(
        'Appointment',
        20,
        ['date', `${way}${about.now}`],
        ['_sort', sort],
        ['_include', 'Appointment:actor'],
      )(about);
    return [side('ge', 'date'), side('lt', '-date')];
  },
  map: ([next, last], { patientId, now }) =>
    mapAppointments(next ?? emptyAnswer(), last ?? emptyAnswer(), patientId, now),
};

const only = <Row>(spec: CardSpec<Row>): CardSpec<Row> => spec;
export const conditions = only<ConditionRow>({
  searches: (about) => [ofPatient('Condition', 200)(about)],
  map: ([answer], { patientId }) => mapConditions(answer ?? emptyAnswer(), patientId),
});
export const allergies = only<AllergyRow>({
  searches: (about) => [ofPatient('AllergyIntolerance', 200)(about)],
  map: ([answer], { patientId }) => mapAllergies(answer ?? emptyAnswer(), patientId),
});
/** Of the medicines that are only referred to. */
const referredOf = (answer: SearchAnswer | null | undefined): Reference[] =>
  (answer?.resources ?? []).flatMap((r) => {
    const read = fullReference.safeParse(r['medicationReference']);
    return read.success && read.data.reference !== undefined ? [read.data] : [];
  });
export const medicines: CardSpec<MedicineRow> = {
  searches: (about) => [
    ofPatient(
      'MedicationRequest',
      200,
      ['status', 'active,on-hold'],
      ['_include', 'MedicationRequest:medication'],
    )(about),
  ],
  refers: ([answer]) => referredOf(answer),
  map([answer], { patientId }, name) {
    const whole = answer ?? emptyAnswer();
    // Where the server includes nothing, the medicine was read by itself.
    const included = new Map(whole.included);
    for (const r of referredOf(answer)) {
      const key = r.reference?.split('/').slice(-2).join('/') ?? '';
      const text = included.has(key) ? null : name(r);
      if (text !== null) included.set(key, { resourceType: 'Medication', code: { text } });
    }
    return mapMedicines({ ...whole, included }, patientId);
  },
};
export const coverage = only<CoverageRow>({
  searches: (about) => [ofPatient('Coverage', 200)(about)],
  map: ([answer], { patientId, today }) => mapCoverage(answer ?? emptyAnswer(), patientId, today),
});
