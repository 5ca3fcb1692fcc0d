// Invoices and what insurers said is the patient's to pay. Sums only of what is whole and of one currency; a balance that
// can't be told is not told (null), never nought.
import type { Amount, MoneyRow } from '#shared/domain/patient/panel-rows.ts';
import { explanationOfBenefitResource, invoiceResource } from '../../fhir/resources-panel.ts';
import {
  dateText,
  hasCode,
  isAbout,
  mapAnswer,
  type Mapped,
  newestFirst,
  sensitive,
  textOf,
} from '../mapped.ts';
import { type CardSpec, from, ofPatient, sorted, together } from './spec.ts';

type Money = { value?: number | undefined; currency?: string | undefined } | undefined;
const most = 500;
/** Whole cents; null for no figure, one beyond reason, or one without its currency. */
export function centsOf(m: Money): Amount | null {
  if (m?.value === undefined || !/^[A-Z]{3}$/.test(m.currency ?? '')) return null;
  const cents = Math.round(m.value * 100);
  return Number.isSafeInteger(cents) && Math.abs(cents) < 1e12 ? { cents, currency: m.currency ?? '' } : null;
}
/** CARIN's and R4's words for what the patient owes. */
const patientsShare = ['memberliability', 'patientpayamount', 'paidbypatient'];

export const money: CardSpec<MoneyRow> = {
  searches: (about) => [
    ofPatient('Invoice', most)(about),
    ofPatient('ExplanationOfBenefit', most, ['_sort', '-created'])(about),
  ],
  map([invoices, statements], { patientId }, name) {
    const parts: Mapped<MoneyRow>[] = [];
    if (invoices)
      parts.push(
        mapAnswer(invoices, invoiceResource, (i) => {
          if (i.status === 'entered-in-error' || i.status === 'cancelled' || i.status === 'draft')
            return null;
          const amount = centsOf(i.totalNet) ?? centsOf(i.totalGross);
          const open = i.status === 'issued';
          // An open invoice without a readable sum must not count as nothing.
          if (!isAbout(i.subject.reference, patientId) || (open && amount === null)) return 'unreadable';
          if (sensitive(i.type)) return 'withheld';
          return {
            kind: 'invoice',
            what: textOf(i.type),
            at: dateText(i.date),
            status: i.status,
            amount,
            open,
            ...from('Invoice', i, name(i.issuer), i.date),
          };
        }),
      );
    if (statements)
      parts.push(
        mapAnswer(statements, explanationOfBenefitResource, (e) => {
          if (e.status !== 'active') return null;
          if (!isAbout(e.patient.reference, patientId)) return 'unreadable';
          if (sensitive(...e.item.map((x) => x.productOrService))) return 'withheld';
          const share = e.total.find((t) => hasCode(t.category, ...patientsShare));
          return {
            kind: 'statement',
            what: textOf(e.item[0]?.productOrService) ?? textOf(e.type),
            at: dateText(e.created) ?? dateText(e.billablePeriod?.start),
            status: e.outcome ?? e.status,
            amount: centsOf(share?.amount),
            open: false,
            ...from('ExplanationOfBenefit', e, name(e.insurer), e.created),
          };
        }),
      );
    const order = (a: MoneyRow, b: MoneyRow): number =>
      Number(b.open) - Number(a.open) || newestFirst(a.at, b.at);
    return sorted(together(parts), order, most);
  },
};
