// C19 as evidence on the call: what a caller can be asked for, and which level the matched facts reach. Pure.
import { z } from 'zod';

/** What the panel asks for. */
export const facts = ['fullName', 'birthDate', 'address', 'phoneOnFile'] as const;
export const fact = z.enum(facts);
export type Fact = z.infer<typeof fact>;
/**
 * Third factors beside them: the last four of the record number as the caller says it, and a call that this desk made
 * to a number on file (the desk looks at its own call, nobody's word is taken).
 */
export const furtherFacts = ['recordNumber', 'calledBack'] as const;
export const askedFact = z.enum([...facts, ...furtherFacts]);
export type AskedFact = z.infer<typeof askedFact>;
/** Besides those: a caller who is not the patient names themselves, and is on file or not. No identifier of the patient. */
export const tickedFacts = [...facts, ...furtherFacts, 'callerName'] as const;
export const tickedFact = z.enum(tickedFacts);
export type TickedFact = z.infer<typeof tickedFact>;

/** C19. 0 none, 1 two identifiers, 2 a third factor besides, 3 a representative on file with a document. */
export const levels = [0, 1, 2, 3] as const;
export const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
export type Level = z.infer<typeof level>;

/** After this many wrong answers no further fact is compared (C19). */
export const wrongLimit = 3;
/**
 * A wrong answer counts against the patient's record for a day, on whatever call it was given: hanging up and calling
 * again, or being put through to another call at this desk, doesn't start anew. Milliseconds.
 */
export const wrongCountsForMs = 24 * 60 * 60_000;

/** One comparison that was made: never what was stated, only whether it matched. */
export const tick = z.strictObject({
  fact: tickedFact,
  matched: z.boolean(),
  at: z.iso.datetime({ precision: 3 }),
});
export type Tick = z.infer<typeof tick>;

/**
 * Facts that count towards the two identifiers. A phone number is known to everyone who shares the phone, so it is a
 * third factor only: the number on file, called from or stated, never opens a record together with a name alone.
 */
const identifiers: readonly TickedFact[] = ['fullName', 'birthDate', 'address'];

/**
 * The level that the evidence about the patient reaches; 3 is `standingOf`'s. `nameNeeded`: twins share birth date,
 * address and phone, so for a person of a multiple birth the full name must be one of the facts.
 */
export function levelOf(ticks: readonly Tick[], nameNeeded = false): 0 | 1 | 2 {
  const matched = new Set(ticks.filter((t) => t.matched && t.fact !== 'callerName').map((t) => t.fact));
  if (nameNeeded && !matched.has('fullName')) return 0;
  const two = identifiers.filter((f) => matched.has(f)).length >= 2;
  if (!two) return 0;
  return matched.size >= 3 ? 2 : 1;
}

/**
 * Wrong answers left before it locks. Pass the ticks of every patient tried on the call, and how many wrong answers were
 * given about this patient elsewhere within `wrongCountsForMs`.
 */
export function wrongLeft(ticksOfCall: readonly Tick[], elsewhere = 0): number {
  return Math.max(0, wrongLimit - elsewhere - ticksOfCall.filter((t) => !t.matched).length);
}
