// Conditions, allergies and medicines: only what is current, never what was refuted or entered in error.
import type { AllergyRow, ConditionRow, MedicineRow } from '#shared/domain/patient/card.ts';
import type { SearchAnswer } from '../fhir/bundle.ts';
import { allergyResource, concept, conditionResource, medicationRequestResource } from '../fhir/resources.ts';
import {
  dateText,
  hasCode,
  isAbout,
  mapAnswer,
  type Mapped,
  newestFirst,
  type Read,
  sensitive,
  textOf,
} from './mapped.ts';
import { provenanceOf } from './provenance.ts';

const most = 100;
/** SNOMED CT "No known allergy". The narrower ones (no known drug allergy) are rows of their own. */
const noKnownAllergy = '716186003';
const untrue = ['refuted', 'entered-in-error'] as const;

const cut = <Row>(m: Mapped<Row>): Mapped<Row> => ({
  ...m,
  rows: m.rows.slice(0, most),
  more: m.more || m.rows.length > most,
});

export function mapConditions(answer: SearchAnswer, patientId: string): Mapped<ConditionRow> {
  const mapped = mapAnswer(answer, conditionResource, (c): Read<ConditionRow> => {
    if (hasCode(c.verificationStatus, ...untrue)) return null;
    if (hasCode(c.clinicalStatus, 'inactive', 'remission', 'resolved')) return null;
    const over = c.abatementDateTime ?? c.abatementPeriod?.end ?? c.abatementString;
    if (c.clinicalStatus === undefined && over !== undefined) return null;
    const text = textOf(c.code);
    if (!isAbout(c.subject.reference, patientId) || text === null) return 'unreadable';
    if (sensitive(c.code)) return 'withheld';
    const clinical = (['active', 'recurrence', 'relapse'] as const).find((s) => hasCode(c.clinicalStatus, s));
    return {
      id: c.id,
      text,
      onset: dateText(c.onsetDateTime) ?? dateText(c.onsetPeriod?.start) ?? dateText(c.recordedDate),
      clinical: clinical ?? 'unknown',
      confirmed: hasCode(c.verificationStatus, 'confirmed'),
      provenance: provenanceOf('Condition', c, (c.recorder ?? c.asserter)?.display, c.recordedDate),
    };
  });
  mapped.rows.sort((a, b) => newestFirst(a.onset, b.onset));
  return cut(mapped);
}

const worst = { high: 0, unknown: 1, low: 2 } as const;
export function mapAllergies(answer: SearchAnswer, patientId: string): Mapped<AllergyRow> {
  let knownNone = false;
  const mapped = mapAnswer(answer, allergyResource, (a): Read<AllergyRow> => {
    if (hasCode(a.verificationStatus, ...untrue)) return null;
    if (hasCode(a.clinicalStatus, 'inactive', 'resolved')) return null;
    const substance = textOf(a.code);
    if (!isAbout(a.patient.reference, patientId) || substance === null) return 'unreadable';
    if (hasCode(a.code, noKnownAllergy)) {
      knownNone = true;
      return null;
    }
    if (sensitive(a.code)) return 'withheld';
    return {
      id: a.id,
      substance,
      criticality: a.criticality === 'high' || a.criticality === 'low' ? a.criticality : 'unknown',
      kind: a.type === 'allergy' || a.type === 'intolerance' ? a.type : 'unknown',
      reactions: [
        ...new Set(
          a.reaction.flatMap((r) => [
            ...r.manifestation.flatMap((m) => textOf(m) ?? []),
            r.description ?? '',
          ]),
        ),
      ]
        .filter((r) => r !== '')
        .slice(0, 10),
      confirmed: hasCode(a.verificationStatus, 'confirmed'),
      recorded: dateText(a.recordedDate),
      provenance: provenanceOf('AllergyIntolerance', a, (a.recorder ?? a.asserter)?.display, a.recordedDate),
    };
  });
  mapped.rows.sort(
    (a, b) => worst[a.criticality] - worst[b.criticality] || newestFirst(a.recorded, b.recorded),
  );
  // "None known" beside a real allergy, or beside one that can't be read, is no longer true.
  mapped.knownNone = knownNone && mapped.rows.length === 0;
  return cut(mapped);
}

const prescribed: readonly (string | undefined)[] = [
  undefined,
  'order',
  'original-order',
  'reflex-order',
  'filler-order',
  'instance-order',
  'plan',
];
export function mapMedicines(answer: SearchAnswer, patientId: string): Mapped<MedicineRow> {
  const mapped = mapAnswer(answer, medicationRequestResource, (m): Read<MedicineRow> => {
    if (m.status !== 'active' && m.status !== 'on-hold') return null;
    if (m.doNotPerform === true || !prescribed.includes(m.intent)) return null;
    const key = m.medicationReference?.reference ?? '';
    const contained = m.contained.find((c) => key === `#${c.id ?? ''}`)?.code;
    const raw = answer.included.get(key.split('/').slice(-2).join('/'))?.['code'];
    const included = concept.safeParse(raw);
    const code = m.medicationCodeableConcept ?? contained ?? (included.success ? included.data : undefined);
    const text = textOf(code) ?? m.medicationReference?.display ?? null;
    if (!isAbout(m.subject.reference, patientId) || text === null) return 'unreadable';
    if (sensitive(code, { coding: [], text })) return 'withheld';
    const dosage = m.dosageInstruction[0];
    return {
      id: m.id,
      text,
      dosage: dosage?.text || dosage?.patientInstruction || null,
      status: m.status,
      since: dateText(m.authoredOn),
      prescriber: m.requester?.display ?? null,
      provenance: provenanceOf('MedicationRequest', m, (m.recorder ?? m.requester)?.display, m.authoredOn),
    };
  });
  mapped.rows.sort((a, b) => newestFirst(a.since, b.since));
  return cut(mapped);
}
