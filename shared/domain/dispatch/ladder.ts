// The ladder of an account: who is tried after how many minutes and how (4c). It ends only when a person accepts.
import { z } from 'zod';

export const ladderRoles = ['primary', 'backup', 'lead', 'administrator'] as const;
export const ladderMethods = ['app', 'voice', 'sms', 'email', 'webhook', 'fax', 'patient'] as const;
export type LadderMethod = (typeof ladderMethods)[number];

export const ladderStep = z.strictObject({
  /** Once in all ladders of an account, so that an attempt names its step. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** Minutes after the ladder began. */
  afterMinutes: z.int().min(0).max(1440),
  role: z.enum(ladderRoles),
  /** `app` = secure link; `patient` = the agent phones the patient: no reply yet, emergency advice as the account has it. */
  method: z.enum(ladderMethods),
  phone: z.enum(['first', 'second']),
});
export type LadderStep = z.infer<typeof ladderStep>;

export const ladderUrgencies = ['emergency', 'urgent-clinical', 'routine-clinical'] as const;
export type LadderUrgency = (typeof ladderUrgencies)[number];
export const ladders = z.strictObject({
  emergency: z.array(ladderStep).min(1).max(30),
  'urgent-clinical': z.array(ladderStep).min(1).max(30),
  'routine-clinical': z.array(ladderStep).min(1).max(30),
});
export type Ladders = z.infer<typeof ladders>;

type Row = [name: string, afterMinutes: number, LadderStep['role'], LadderMethod, LadderStep['phone']];
const rows = (prefix: string, list: Row[]): LadderStep[] =>
  list.map(([name, afterMinutes, role, method, phone]) => ({
    id: `${prefix}-${name}`,
    afterMinutes,
    role,
    method,
    phone,
  }));
const quick: Row[] = [
  ['app', 0, 'primary', 'app', 'first'],
  ['voice', 2, 'primary', 'voice', 'first'],
  ['second', 5, 'primary', 'voice', 'second'],
  ['backup', 10, 'backup', 'voice', 'first'],
  ['lead', 20, 'lead', 'voice', 'first'],
  ['administrator', 30, 'administrator', 'voice', 'first'],
  ['patient', 30, 'administrator', 'patient', 'first'],
];
/** 4c; only routine clinical messages may go more slowly. */
export const defaultLadders: Ladders = {
  emergency: rows('emergency', quick),
  'urgent-clinical': rows('urgent', quick),
  'routine-clinical': rows('routine', [
    ['app', 0, 'primary', 'app', 'first'],
    ['voice', 15, 'primary', 'voice', 'first'],
    ['second', 30, 'primary', 'voice', 'second'],
    ['backup', 45, 'backup', 'voice', 'first'],
    ['lead', 60, 'lead', 'voice', 'first'],
  ]),
};
