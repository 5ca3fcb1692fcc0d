// What a call can come to, in the order of its keys (M20). The first four are those of the night's desk.
import {
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  UserCheck,
  UserX,
  Voicemail,
  Mail,
  Send,
  type LucideIcon,
} from 'lucide-react';
import type { AttemptResult } from '#shared/domain/messages/entry.ts';

export const callResults = ['accepted', 'voicemail', 'no-answer', 'busy', 'declined', 'failed'] as const;
export type CallResult = (typeof callResults)[number];

/** 1 to 6: the result that this key writes; null = none. */
export const resultOfKey = (digit: number): CallResult | null => callResults[digit - 1] ?? null;

export const resultIcons: Readonly<Record<AttemptResult, LucideIcon>> = {
  accepted: UserCheck,
  voicemail: Voicemail,
  'no-answer': PhoneMissed,
  busy: PhoneOff,
  declined: UserX,
  failed: PhoneOff,
  dialling: PhoneOutgoing,
  sent: Send,
  delivered: Mail,
  read: Mail,
};
