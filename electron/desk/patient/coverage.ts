// Coverage: plan, payer and period, whether somebody verified it (row 5), the member's number masked.
import type { CoverageRow } from '#shared/domain/patient/card.ts';
import { verificationSystem } from '../acts/resource.ts';
import type { SearchAnswer } from '../fhir/bundle.ts';
import { coverageResource } from '../fhir/resources.ts';
import {
  dateText,
  hasCode,
  isAbout,
  mapAnswer,
  type Mapped,
  newestFirst,
  type Read,
  textOf,
} from './mapped.ts';
import { provenanceOf } from './provenance.ts';

/** All but the last four; a number too short to hide anything is hidden whole. */
export const masked = (id: string): string =>
  id.length > 6 ? '•'.repeat(Math.min(id.length - 4, 12)) + id.slice(-4) : '•'.repeat(id.length);

/** The sample data writes "no insurance" as a payer. */
const none = /^no[ _-]?insurance$/i;

/** `today` is YYYY-MM-DD. */
export function mapCoverage(answer: SearchAnswer, patientId: string, today: string): Mapped<CoverageRow> {
  const mapped = mapAnswer(answer, coverageResource, (c): Read<CoverageRow> => {
    if (c.status === 'entered-in-error' || c.status === 'draft') return null;
    if (!isAbout(c.beneficiary.reference, patientId)) return 'unreadable';
    const payer = c.payor[0]?.display ?? null;
    if (none.test(payer ?? '') || none.test(textOf(c.type) ?? '')) return null;
    const classOf = (code: string): string | null => {
      const found = c.class.find((k) => hasCode(k.type, code));
      return found?.name || found?.value || null;
    };
    const member = c.subscriberId ?? c.identifier.find((i) => hasCode(i.type, 'MB'))?.value ?? null;
    const from = dateText(c.period?.start);
    const until = dateText(c.period?.end);
    const within =
      (from === null || from.slice(0, 10) <= today) &&
      (until === null || until >= today.slice(0, until.length));
    return {
      id: c.id,
      plan: classOf('plan') ?? textOf(c.type),
      payer,
      memberId: member === null ? null : masked(member),
      group: classOf('group'),
      from,
      until,
      active: c.status === 'active' && within,
      verified: c.identifier.some((i) => i.system === verificationSystem),
      provenance: provenanceOf('Coverage', c, payer),
    };
  });
  mapped.rows.sort((a, b) => Number(b.active) - Number(a.active) || newestFirst(a.from, b.from));
  return { ...mapped, rows: mapped.rows.slice(0, 20), more: mapped.more || mapped.rows.length > 20 };
}
