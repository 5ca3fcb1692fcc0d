// How an emergency access ended (C2): told after its report, under the report's id, so that who reviews it sees how long it
// was open, what ended it and which cards were read. Codes and times alone.
import { z } from 'zod';
import { endings } from '#shared/domain/access/break-glass.ts';

const at = z.iso.datetime({ precision: 3 });
const uuid = z.uuid();
const code = z.string().regex(/^[a-z-]{1,40}$/);

export const accessEnd = z.strictObject({
  at,
  by: z.enum(endings),
  /** Whole seconds that it was open. */
  seconds: z
    .int()
    .min(0)
    .max(86_400 * 366),
  /** Names of the cards that were answered while it was open, as the desk's audit log has them. */
  cards: z.array(code).max(40),
});
export type AccessEnd = z.infer<typeof accessEnd>;

/**
 * POST /v2/reports/ends, also from a device that was revoked. The first end of an id counts; `taken` names those that are
 * stored, also from before. One whose report is not there yet is not named, and comes again.
 */
export const reportEndsRequest = z.strictObject({
  v: z.literal(2),
  ends: z
    .array(z.strictObject({ id: uuid, ended: accessEnd }))
    .min(1)
    .max(20),
});
export const reportEndsAnswer = z.strictObject({ v: z.literal(2), taken: z.array(uuid).max(20) });
