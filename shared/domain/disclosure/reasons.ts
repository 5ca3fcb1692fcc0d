// Call reasons in groups that need the same of a record (C18). One line a call type of product.md 1.
import { isReasonCode, type ReasonCode } from '../accounts/reason.ts';

export const reasonGroups = [
  'unstated',
  'enquiry',
  'scheduling',
  'insurance',
  'money',
  'refill',
  'clinical',
  'results',
  'records',
  'referral',
  'service',
  'professional',
] as const;
export type ReasonGroup = (typeof reasonGroups)[number];

const groups: Readonly<Record<ReasonCode, ReasonGroup>> = {
  new_appointment: 'scheduling',
  reschedule: 'scheduling',
  confirm_appointment: 'scheduling',
  reminder_preference: 'scheduling',
  insurance: 'insurance',
  coverage_question: 'insurance',
  billing: 'money',
  payment: 'money',
  payment_plan: 'money',
  refill: 'refill',
  test_results: 'results',
  records: 'records',
  referral: 'referral',
  hours_directions: 'enquiry',
  visit_instructions: 'scheduling',
  portal: 'service',
  urgent: 'clinical',
  crisis: 'clinical',
  after_hours: 'enquiry',
  clinical_message: 'clinical',
  complaint: 'service',
  intake: 'scheduling',
  follow_up: 'clinical',
  automated_contact: 'scheduling',
  provider_or_pharmacy: 'professional',
  general: 'enquiry',
};

/**
 * `null` = not stated yet. A code that this version doesn't know needs no record, as an enquiry does: it is never treated
 * as if nothing had been stated.
 */
export function groupOf(reason: string | null): ReasonGroup {
  if (reason === null) return 'unstated';
  return isReasonCode(reason) ? groups[reason] : 'enquiry';
}
