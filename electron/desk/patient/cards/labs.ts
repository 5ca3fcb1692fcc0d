// Laboratory values: the newest of each kind with its flag and range, earlier ones in the same unit for the trend.
// Role-bound: who may see it is the disclosure table's to say.
import type { LabRow } from '#shared/domain/patient/panel-rows.ts';
import { observationResource, type ObservationResource } from '../../fhir/resources-panel.ts';
import { dateText, hasCode, isAbout, mapAnswer, newestFirst, sensitive, textOf } from '../mapped.ts';
import { type CardSpec, from, ofPatient, sorted } from './spec.ts';

const loinc = 'http://loinc.org';
const shownStatus = ['final', 'amended', 'corrected', 'preliminary', 'registered'];

/** As it is written down, without digits that nobody measured. */
const figure = (n: number): string => String(Number(n.toPrecision(6)));
/** An instant's or a day's text; the period's end when there is only a period. */
const timeOf = (o: ObservationResource): string | null =>
  dateText(o.effectiveDateTime) ??
  dateText(o.effectiveInstant) ??
  dateText(o.effectivePeriod?.end) ??
  dateText(o.effectivePeriod?.start) ??
  dateText(o.issued);

function valueOf(o: ObservationResource): string | null {
  const q = o.valueQuantity;
  if (q?.value !== undefined) return `${q.comparator ?? ''}${figure(q.value)}`;
  if (o.valueInteger !== undefined) return figure(o.valueInteger);
  if (o.valueBoolean !== undefined) return o.valueBoolean ? 'yes' : 'no';
  return textOf(o.valueCodeableConcept) ?? (o.valueString || null) ?? textOf(o.dataAbsentReason);
}
function flagOf(o: ObservationResource): LabRow['flag'] {
  const is = (...codes: string[]): boolean => o.interpretation.some((c) => hasCode(c, ...codes));
  if (is('H', 'HH', 'HU')) return 'high';
  if (is('L', 'LL', 'LU')) return 'low';
  if (is('A', 'AA', 'POS', 'DET', 'R')) return 'abnormal';
  return is('N', 'NEG', 'ND', 'S') ? 'normal' : null;
}
function rangeOf(o: ObservationResource): string | null {
  const range = o.referenceRange[0];
  if (range === undefined) return null;
  if (range.text) return range.text;
  const [low, high] = [range.low?.value, range.high?.value];
  if (low !== undefined && high !== undefined) return `${figure(low)}–${figure(high)}`;
  return low !== undefined ? `≥ ${figure(low)}` : high !== undefined ? `≤ ${figure(high)}` : null;
}

export const labs: CardSpec<LabRow> = {
  searches: (about) => [
    ofPatient('Observation', 1000, ['category', 'laboratory'], ['_sort', '-date'])(about),
  ],
  map([answer], { patientId, now }, name) {
    const single = mapAnswer(answer as NonNullable<typeof answer>, observationResource, (o) => {
      if (!shownStatus.includes(o.status)) return null;
      // A server that was asked loosely may send vital signs too; one without any category is taken at its word.
      if (o.category.length > 0 && !o.category.some((c) => hasCode(c, 'laboratory', 'LAB'))) return null;
      const text = textOf(o.code);
      if (!isAbout(o.subject.reference, patientId) || text === null) return 'unreadable';
      if (sensitive(o.code, o.valueCodeableConcept, { coding: [], text: o.valueString })) return 'withheld';
      const at = timeOf(o);
      const code = o.code.coding.find((c) => c.system === loinc)?.code ?? null;
      const row: LabRow = {
        text,
        code,
        value: valueOf(o),
        unit: o.valueQuantity?.unit || o.valueQuantity?.code || null,
        flag: flagOf(o),
        range: rangeOf(o),
        at,
        preliminary: o.status === 'preliminary' || o.status === 'registered',
        earlier: [],
        ...from('Observation', o, name(o.performer[0]), o.issued, at ?? undefined),
      };
      return { row, number: o.valueQuantity?.comparator ? undefined : o.valueQuantity?.value };
    });
    // What lies in the future was not measured: it is shown, but never as the newest.
    const future = (at: string | null): number => (at !== null && Date.parse(at) > Date.parse(now) ? 1 : 0);
    const kinds = new Map<string, typeof single.rows>();
    for (const one of single.rows.toSorted(
      (a, b) => future(a.row.at) - future(b.row.at) || newestFirst(a.row.at, b.row.at),
    )) {
      const key = one.row.code ?? one.row.text.toLowerCase();
      const same = kinds.get(key);
      if (same === undefined) kinds.set(key, [one]);
      else same.push(one);
    }
    const rows = [...kinds.values()].flatMap(([first, ...rest]): LabRow[] => {
      if (first === undefined) return [];
      const earlier = rest.flatMap(({ row, number }) =>
        number !== undefined && row.at !== null && row.unit === first.row.unit
          ? [{ at: row.at, value: number }]
          : [],
      );
      return [{ ...first.row, earlier: earlier.slice(0, 30) }];
    });
    return sorted({ ...single, rows }, (a, b) => newestFirst(a.at, b.at), 200);
  },
};
