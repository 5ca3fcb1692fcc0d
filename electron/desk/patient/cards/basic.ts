// The first six cards in the form of the others, so that the whole panel is asked for at once.
import { emptyAnswer } from '../../fhir/bundle.ts';
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
export const medicines = only<MedicineRow>({
  searches: (about) => [
    ofPatient(
      'MedicationRequest',
      200,
      ['status', 'active,on-hold'],
      ['_include', 'MedicationRequest:medication'],
    )(about),
  ],
  map: ([answer], { patientId }) => mapMedicines(answer ?? emptyAnswer(), patientId),
});
export const coverage = only<CoverageRow>({
  searches: (about) => [ofPatient('Coverage', 200)(about)],
  map: ([answer], { patientId, today }) => mapCoverage(answer ?? emptyAnswer(), patientId, today),
});
