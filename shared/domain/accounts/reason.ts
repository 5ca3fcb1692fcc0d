// Why people call, as codes: one a call type of product.md 1 (rows 1 to 24), the same in scripts, accounts, messages and the log.
import { z } from 'zod';

export const reasonCodes = [
  'new_appointment',
  'reschedule',
  'confirm_appointment',
  'reminder_preference',
  'insurance',
  'coverage_question',
  'billing',
  'payment',
  'payment_plan',
  'refill',
  'test_results',
  'records',
  'referral',
  'hours_directions',
  'visit_instructions',
  'portal',
  'urgent',
  'crisis',
  'after_hours',
  'clinical_message',
  'complaint',
  'intake',
  'follow_up',
  'automated_contact',
  'provider_or_pharmacy',
  'general',
] as const;
export const reasonCode = z.enum(reasonCodes);
export type ReasonCode = (typeof reasonCodes)[number];
export const isReasonCode = (code: string): code is ReasonCode =>
  (reasonCodes as readonly string[]).includes(code);
