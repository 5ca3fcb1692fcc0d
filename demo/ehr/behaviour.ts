// How real servers differ, as switches: a client that works with all of them works with more than this one server.
import { z } from 'zod';

export const behaviourSchema = z.strictObject({
  /** `strict`: an unknown parameter is refused; `lenient`: it is left out and the answer says so. */
  handling: z.enum(['strict', 'lenient']).default('strict'),
  /** How a phone number must be written to be found: as stored, in any form, or not searchable at all. */
  phone: z.enum(['stored', 'digits', 'refused']).default('stored'),
  /** Many servers take no batches. */
  batch: z.boolean().default(true),
  /** Some ignore If-None-Exist: a replay then makes a second record. */
  conditionalCreate: z.boolean().default(true),
  /** Some book two visits into one slot without a word, and leave the slot free. */
  guardsSlots: z.boolean().default(true),
  /** Some take whatever is sent. */
  validation: z.boolean().default(true),
});
export type Behaviour = z.infer<typeof behaviourSchema>;
export const usualBehaviour = (): Behaviour => behaviourSchema.parse({});
