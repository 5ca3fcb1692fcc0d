// What an agent is doing, as the server has it (product.md 7, "Presence"). The page asks; only the server changes it.
import { z } from 'zod';
import { breakReasons } from './break-reasons.ts';

export { breakReasons, type BreakReason } from './break-reasons.ts';

export const agentStates = [
  'available',
  'on-call',
  'wrap-up',
  'break',
  'training',
  /** A short rest after a hard call: counts as adherent (product.md 6). */
  'recovery',
  'offline',
] as const;
export type AgentState = (typeof agentStates)[number];
/** What a person may ask for; the others follow from calls. */
/** How long a recovery after a hard call is meant to be, minutes (row 39); nobody is fetched back when it is over. */
export const recoveryMinutes = 10;

export const askableStates = ['available', 'break', 'training', 'recovery', 'offline'] as const;
export type AskableState = (typeof askableStates)[number];

/** Why an offer went by; the agent is then not available and sees it, one key brings them back. */
export const missedWhys = ['no-answer', 'declined', 'phone-gone', 'microphone'] as const;
const at = z.iso.datetime({ precision: 3 });

export const wanted = z.strictObject({
  state: z.enum(askableStates),
  /** Only with `break`. */
  reason: z.enum(breakReasons).nullable(),
});
export type Wanted = z.infer<typeof wanted>;

export const agent = z.strictObject({
  state: z.enum(agentStates),
  reason: z.enum(breakReasons).nullable(),
  since: at,
  /** Asked for during a call: taken when the call and its wrap-up end. */
  next: wanted.nullable(),
  /** The cap of a wrap-up; null = no cap, or no wrap-up. */
  wrapUpEndsAt: at.nullable(),
  /** A breath before the next call: available, and offered nothing before; null = at once. */
  readyAt: at.nullable().default(null),
  missed: z.strictObject({ callId: z.uuid(), at, why: z.enum(missedWhys) }).nullable(),
  /** Names of skills that this person holds now; one whose certificate has ended is not among them. */
  skills: z.array(z.string().max(40)).max(40),
});
export type Agent = z.infer<typeof agent>;
