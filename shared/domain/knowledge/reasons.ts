// Which call types (rows of product.md) a call reason means: lets the desk offer articles as soon as a reason is chosen.
import type { ReasonCode } from '../accounts/reason.ts';

export const callTypesOfReason = {
  new_appointment: [1],
  reschedule: [2],
  confirm_appointment: [3],
  reminder_preference: [4, 23],
  insurance: [5],
  coverage_question: [6],
  billing: [7],
  payment: [8],
  payment_plan: [9],
  refill: [10],
  test_results: [11],
  records: [12],
  referral: [13],
  hours_directions: [14],
  visit_instructions: [15],
  portal: [16],
  urgent: [17, 18],
  clinical_message: [17, 19],
  complaint: [20],
  intake: [21],
  follow_up: [22],
  provider_or_pharmacy: [24],
  general: [14],
} as const satisfies Record<ReasonCode, readonly number[]>;
