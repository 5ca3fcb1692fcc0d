// What the record knows, in the form that the rules of shared/domain/patient/care-gaps take. A rule whose part of the
// record was not read whole says "unclear".
import { type Dated, careGaps as gapsOf, rules } from '#shared/domain/patient/care-gaps.ts';
import { type CareGapRow, panelMost } from '#shared/domain/patient/panel-rows.ts';
import { ageAt } from '#shared/domain/time/age.ts';
import { carePlanResource, immunizationResource, observationResource } from '../../fhir/resources-panel.ts';
import { conditionResource, patientResource } from '../../fhir/resources.ts';
import type { Concept } from '../../fhir/resources.ts';
import { dateText, hasCode, isAbout, mapAnswer, type Mapped, sensitive, textOf } from '../mapped.ts';
import { type CardSpec, ofPatient } from './spec.ts';

const measures = rules.filter((r) => r.part === 'measured').flatMap((r) => r.codes);
const codesOf = (c: Concept): string[] => c.coding.flatMap((x) => x.code ?? []);
const dated = (c: Concept, at: string | null, record: string): Dated => ({
  text: textOf(c) ?? '',
  at,
  codes: codesOf(c),
  record,
});
const whole = (m: Mapped<Dated> | null | undefined): boolean =>
  m !== null && m !== undefined && !m.more && !m.withheldSome && m.unreadable === 0;

export const careGaps: CardSpec<CareGapRow> = {
  searches: (about) => [
    { type: 'Patient', params: [['_id', about.patientId]] },
    ofPatient('Condition', 200)(about),
    ofPatient('Immunization', 300)(about),
    ofPatient('Observation', 100, ['code', measures.join(',')], ['_sort', '-date'])(about),
    ofPatient('CarePlan', 100)(about),
  ],
  map([patients, conditions, vaccines, measured, plans], { patientId, today }) {
    const raw = patients?.resources.find((r) => r['id'] === patientId);
    const person = patientResource.safeParse(raw);
    const c =
      conditions &&
      mapAnswer(conditions, conditionResource, (x) => {
        if (hasCode(x.verificationStatus, 'refuted', 'entered-in-error', 'differential', 'unconfirmed'))
          return null;
        if (hasCode(x.clinicalStatus, 'inactive', 'remission', 'resolved')) return null;
        if (x.abatementDateTime !== undefined || x.abatementPeriod !== undefined) return null;
        if (!isAbout(x.subject.reference, patientId)) return 'unreadable';
        if (sensitive(x.code)) return 'withheld';
        return dated(x.code, dateText(x.onsetDateTime), `Condition/${x.id}`);
      });
    const v =
      vaccines &&
      mapAnswer(vaccines, immunizationResource, (x) => {
        if (x.status !== 'completed') return null;
        if (!isAbout(x.patient.reference, patientId)) return 'unreadable';
        return dated(x.vaccineCode, dateText(x.occurrenceDateTime), `Immunization/${x.id}`);
      });
    const m =
      measured &&
      mapAnswer(measured, observationResource, (x) => {
        if (!['final', 'amended', 'corrected'].includes(x.status)) return null;
        if (!isAbout(x.subject.reference, patientId)) return 'unreadable';
        const at =
          dateText(x.effectiveDateTime) ?? dateText(x.effectiveInstant) ?? dateText(x.effectivePeriod?.start);
        return dated(x.code, at, `Observation/${x.id}`);
      });
    const p =
      plans &&
      mapAnswer(plans, carePlanResource, (x): Dated[] | null | 'unreadable' | 'withheld' => {
        if (x.status !== 'active' || !isAbout(x.subject.reference, patientId)) return null;
        return x.activity.flatMap(({ detail }) => {
          const end = dateText(
            detail?.scheduledPeriod?.end ?? detail?.scheduledTiming?.repeat?.boundsPeriod?.end,
          );
          const ended = ['completed', 'cancelled', 'stopped', 'entered-in-error'].includes(
            detail?.status ?? '',
          );
          const past = end !== null && end.slice(0, 10) < today.slice(0, end.length);
          if (detail?.code === undefined || detail.doNotPerform === true || ended || !past) return [];
          return sensitive(detail.code) ? [] : [dated(detail.code, end, `CarePlan/${x.id}`)];
        });
      });
    const birthDate = person.success ? (person.data.birthDate ?? null) : null;
    const age = birthDate === null ? null : ageAt(birthDate, today);
    const gaps = gapsOf(
      {
        ageYears:
          age === null
            ? null
            : age.unit === 'years'
              ? age.value
              : Math.floor(age.unit === 'months' ? age.value / 12 : 0),
        deceased:
          person.success &&
          (person.data.deceasedBoolean === true || person.data.deceasedDateTime !== undefined),
        conditions: c?.rows ?? [],
        vaccines: v?.rows ?? [],
        measured: m?.rows ?? [],
        overdue: p?.rows.flat() ?? [],
        whole: { conditions: whole(c), vaccines: whole(v), measured: whole(m) },
      },
      today,
    );
    const rows = gaps.slice(0, panelMost['care-gaps']).map((g, n): CareGapRow => {
      const first = g.because[0] ?? g.last;
      return {
        id: `${g.rule} ${n}`,
        rule: g.rule,
        status: g.status,
        because: g.because.map(({ text, at }) => ({ text, at })),
        lastAt: g.last?.at ?? null,
        provenance: {
          kind: first?.record.split('/')[0] ?? 'Patient',
          source: null,
          recorded: first?.at ?? null,
          system: null,
        },
      };
    });
    const parts = [c, v, m, p];
    return {
      rows,
      // A broken condition may hide a gap: "none" is not said then.
      unreadable: parts.reduce((n, x) => n + (x?.unreadable ?? 0), 0) + (person.success ? 0 : 1),
      withheldSome: parts.some((x) => x?.withheldSome === true),
      more: gaps.length > rows.length || parts.some((x) => x?.more === true),
      counted: gaps.length,
      knownNone: false,
    };
  },
};
