// What the others on the line say in practice (data/practice/parties.json): played by the desk, heard as captions of their own.
import { z } from 'zod';
import { targets } from '#shared/contract/practice.ts';

const said = z.string().trim().min(1).max(300);
export const partyWords = z.strictObject({
  version: z.int().min(1),
  author: z.string(),
  date: z.iso.date(),
  review: z.enum(['draft', 'reviewed']),
  synthetic: z.literal(true),
  parties: z.record(
    z.enum(targets),
    z.strictObject({
      /** Ms until they answer. */
      rings: z.int().min(0).max(30_000),
      greets: said,
      understands: said,
      /** Told nothing that says who or what. */
      asks: said,
      takesOver: said,
    }),
  ),
});
export type PartyWords = z.infer<typeof partyWords>;
