// Abbreviations and synonyms of the knowledge base, owned by who keeps it: whole phrases alone are expanded by them.
import { z } from 'zod';

const phrase = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}*$/u, 'one line');

export const termEntry = z.strictObject({
  term: phrase,
  means: z.array(phrase).min(1).max(8),
  kind: z.enum(['abbreviation', 'synonym']),
});
export type TermEntry = z.infer<typeof termEntry>;

/** The whole list of one version; a higher one takes its place. 0 = nobody has written one. */
export const termList = z.strictObject({
  version: z.int().min(0).max(100_000),
  entries: z.array(termEntry).max(2000),
});
export type TermList = z.infer<typeof termList>;
