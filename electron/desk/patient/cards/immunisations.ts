// Vaccines given, and those recorded as not given with the reason; newest first.
import type { ImmunisationRow } from '#shared/domain/patient/panel-rows.ts';
import { immunizationResource } from '../../fhir/resources-panel.ts';
import { dateText, isAbout, mapAnswer, newestFirst, sensitive, textOf } from '../mapped.ts';
import { type CardSpec, from, ofPatient, sorted } from './spec.ts';

export const immunisations: CardSpec<ImmunisationRow> = {
  searches: (about) => [ofPatient('Immunization', 300)(about)],
  map([answer], { patientId }, name) {
    const mapped = mapAnswer(answer as NonNullable<typeof answer>, immunizationResource, (v) => {
      if (v.status !== 'completed' && v.status !== 'not-done') return null;
      const text = textOf(v.vaccineCode);
      if (!isAbout(v.patient.reference, patientId) || text === null) return 'unreadable';
      if (sensitive(v.vaccineCode, v.statusReason)) return 'withheld';
      const source = name(v.performer[0]?.actor) ?? name(v.location) ?? textOf(v.reportOrigin);
      return {
        text,
        at: dateText(v.occurrenceDateTime) ?? (v.occurrenceString || null)?.slice(0, 40) ?? null,
        given: v.status === 'completed',
        reason: textOf(v.statusReason),
        ...from('Immunization', v, source, v.recorded, v.occurrenceDateTime),
      };
    });
    return sorted(mapped, (a, b) => newestFirst(a.at, b.at), 200);
  },
};
