// C19 as evidence on the call: what a caller can be asked for, and which level the matched facts reach. Pure.
import { z } from 'zod';

export const facts = ['fullName', 'birthDate', 'address', 'phoneOnFile'] as const;
export const fact = z.enum(facts);
export type Fact = z.infer<typeof fact>;

/** C19. 0 none, 1 two identifiers, 2 a third factor besides. 3 (representative with a document) is a later issue's. */
export const levels = [0, 1, 2] as const;
export const level = z.union([z.literal(0), z.literal(1), z.literal(2)]);
export type Level = z.infer<typeof level>;

/** After this many wrong answers on one call no further fact is compared (C19). */
export const wrongLimit = 3;

/** One comparison that was made: never what was stated, only whether it matched. */
export const tick = z.strictObject({ fact, matched: z.boolean(), at: z.iso.datetime({ precision: 3 }) });
export type Tick = z.infer<typeof tick>;

/**
 * Facts that count towards the two identifiers. A phone number is known to everyone who shares the phone, so it is a
 * third factor only: the number on file, called from or stated, never opens a record together with a name alone.
 */
const identifiers: readonly Fact[] = ['fullName', 'birthDate', 'address'];

/**
 * The level that the evidence reaches. `nameNeeded`: twins share birth date, address and phone, so for a person of a
 * multiple birth the full name must be one of the facts.
 */
export function levelOf(ticks: readonly Tick[], nameNeeded = false): Level {
  const matched = new Set(ticks.filter((t) => t.matched).map((t) => t.fact));
  if (nameNeeded && !matched.has('fullName')) return 0;
  const two = identifiers.filter((f) => matched.has(f)).length >= 2;
  if (!two) return 0;
  return matched.size >= 3 ? 2 : 1;
}

/** Wrong answers left on this call before it locks; pass the ticks of every patient tried on the call. */
export function wrongLeft(ticksOfCall: readonly Tick[]): number {
  return Math.max(0, wrongLimit - ticksOfCall.filter((t) => !t.matched).length);
}
