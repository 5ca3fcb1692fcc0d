// What insurers answered when benefits were asked for; always with its date, never taken for a promise to pay.
import type { BenefitRow } from '#shared/domain/patient/panel-rows.ts';
import { eligibilityResponseResource } from '../../fhir/resources-panel.ts';
import { dateText, isAbout, mapAnswer, newestFirst, type Read, textOf } from '../mapped.ts';
import { type CardSpec, from, ofPatient, sorted } from './spec.ts';

const outcomes = ['queued', 'complete', 'error', 'partial'] as const;
const shown = (
  money: { value?: number | undefined; currency?: string | undefined } | undefined,
  n?: number,
) =>
  money?.value !== undefined
    ? `${money.value} ${money.currency ?? ''}`.trim().slice(0, 60)
    : n === undefined
      ? null
      : String(n);

export const benefits: CardSpec<BenefitRow> = {
  searches: (about) => [ofPatient('CoverageEligibilityResponse', 20)(about)],
  map([answer], { patientId }, name) {
    const mapped = mapAnswer(
      answer as NonNullable<typeof answer>,
      eligibilityResponseResource,
      (r): Read<BenefitRow> => {
        if (r.status !== 'active') return null;
        if (!isAbout(r.patient.reference, patientId)) return 'unreadable';
        const items = r.insurance.flatMap((i) => i.item);
        return {
          insurer: name(r.insurer),
          at: dateText(r.created),
          outcome: outcomes.find((o) => o === r.outcome) ?? 'unknown',
          disposition: r.disposition || null,
          inForce: r.insurance.find((i) => i.inforce !== undefined)?.inforce ?? null,
          benefits: items
            .flatMap((i) =>
              i.benefit.map((b) => ({
                name:
                  [i.name || textOf(i.category) || textOf(i.productOrService), textOf(b.type)]
                    .filter(Boolean)
                    .join(': ')
                    .slice(0, 300) || '?',
                allowed: shown(b.allowedMoney, b.allowedUnsignedInt) ?? (b.allowedString || null),
                used: shown(b.usedMoney, b.usedUnsignedInt),
              })),
            )
            .slice(0, 20),
          ...from('CoverageEligibilityResponse', r, name(r.insurer), r.created),
        };
      },
    );
    return sorted(mapped, (a, b) => newestFirst(a.at, b.at), 5);
  },
};
