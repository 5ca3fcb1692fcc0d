// The words that scenarios and their shared base are written in: patterns, rules of replies, acts at the desk.
import { z } from 'zod';

export const id = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
export const ruleId = z.string().regex(/^[A-Z]\d{1,3}$/);
export const line = (max: number) => z.string().trim().min(1).max(max);
/**
 * Phrase pattern of the matcher: words, `@group` (synonyms) and `...` (up to four words between, at most three times and never
 * at an end). Accents don't matter.
 */
export const pattern = z
  .string()
  .regex(/^[\p{L}\p{N}@_.' ]{1,120}$/u)
  .refine((text) => {
    const gaps = text
      .trim()
      .split(/ +/)
      .map((w) => w === '...');
    return gaps.filter((g) => g).length <= 3 && gaps[0] !== true && gaps.at(-1) !== true;
  });
export const patterns = z.array(pattern).max(300);
export const level0to10 = z.int().min(0).max(10);
export const move = z.int().min(-4).max(4);

/** What the trainee does at the desk and a scenario can judge. */
export const deskActs = [
  'answer',
  'hold',
  'resume',
  'mute',
  'unmute',
  'hang_up',
  'open_emergency',
  'emergency_step',
  'caller_address',
  'verify',
  'open_article',
  'open_oncall',
  'start_message',
  'save_message',
  'read_back',
  'dispatch_manual',
  'transfer_warm',
  'transfer_cold',
  'interpreter',
  'set_reason',
  'script_step',
] as const;
export type DeskAct = (typeof deskActs)[number];

/** A rule gives a line of the agent's a tag and moves the patient. `quote` and id stand beside each point. */
export const replyRule = z.strictObject({
  id: ruleId,
  tag: id,
  /** Shown in the debrief: "names the situation and the next step". */
  title: line(120),
  any: patterns.min(1),
  /** A line that also matches one of these doesn't count. */
  unless: patterns,
  emotion: move,
  trust: move,
});
export type ReplyRule = z.infer<typeof replyRule>;

export const synonyms = z.record(
  z.string().regex(/^[a-z_]{1,30}$/),
  z.array(z.string().trim().min(1).max(60)).min(1).max(120),
);
export type Synonyms = z.infer<typeof synonyms>;
/** Sentences for the five reply levels of product.md 5b (rules E0 to E4). */
export const empathyLines = z.record(z.enum(['0', '1', '2', '3', '4']), line(120));
/** What the debrief calls a strength for a reply of level 3 or 4. */
export const strengthLines = z.record(z.enum(['3', '4']), line(120));
/** What the debrief adds where the way of saying it took from a line. */
/** Remarks on what no item of the scenario covers: X1 asked again, X2 read back wrong, X3 the wrong party, X4 an emergency. */
export const remarkLines = z.record(z.enum(['X1', 'X2', 'X3', 'X4', 'X5']), line(120)).default({
  X1: 'You asked again what had been told',
  X2: 'Read back wrong',
  X3: 'You brought in somebody who can’t help here',
  X4: 'You brought in emergency help, and nothing here is an emergency',
  X5: 'A time, but not the practice’s',
});
export const mannerLines = z.record(z.enum(['repeated', 'monologue', 'stock']), line(120)).default({
  repeated: 'said before in this call',
  monologue: 'said among everything at once: it has to be said by itself',
  stock: 'the same word as before, with nothing of what was said here',
});
/** Sentences for what costs efficiency: turns, time, dead air, hints. */
export const efficiencyLines = z.record(z.enum(['Z1', 'Z2', 'Z3', 'Z4']), line(120)).default({
  Z1: 'Turns beyond those of a good run',
  Z2: 'Time beyond that of a good run',
  Z3: 'Dead air: the caller waited for an answer',
  Z4: 'Hints asked for',
});
