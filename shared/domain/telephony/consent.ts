// C22: whether a call may be recorded. The strictest party wins: by the state of the caller's number, by the places that
// were stated, and by where the practice is. Lists of all-party states differ between sources, so the notice is always
// said, and where the law may want everybody's yes nothing is recorded before it. "No" stops the recording; the call goes on.
import { z } from 'zod';
import { placeOf } from './area-codes.ts';

const line = (max: number) => z.string().trim().min(1).max(max);
export const placeCode = z.string().regex(/^[A-Z]{2}(-[A-Z]{2})?$/);
export const consentRules = ['all-party', 'one-party'] as const;
/** What stands in `data/telephony/recording-consent.json`: dated, with its sources, edited without a change of code. */
export const consentTable = z.strictObject({
  format: z.literal('careline-recording-consent-1'),
  version: z.int().min(1),
  date: z.iso.date(),
  author: line(80),
  /** `draft` until a lawyer has read it. */
  review: z.enum(['draft', 'reviewed']),
  reviewedBy: line(120).nullable(),
  sources: z
    .array(z.strictObject({ name: line(200), readOn: z.iso.date() }))
    .min(1)
    .max(20),
  places: z.record(
    placeCode,
    z.strictObject({
      rule: z.enum(consentRules),
      /** Sources do not agree on it: the stricter reading stands. */
      sourcesDiffer: z.boolean(),
      statute: line(120),
      note: line(300).nullable(),
    }),
  ),
});
export type ConsentTable = z.infer<typeof consentTable>;
export type ConsentRule = 'all-party' | 'one-party' | 'unknown';

export interface Whereabouts {
  /** E.164 or empty. */
  number: string;
  /** What was said during the call. */
  stated: readonly string[];
  /** Numbers outside that were brought into the call, E.164: each counts by its own place. */
  others: readonly string[];
  /** The practice's own state, and the agent's when it is known. */
  own: readonly string[];
}
const rank: Record<ConsentRule, number> = { 'one-party': 0, unknown: 1, 'all-party': 2 };

/** A place that the table doesn't have counts as unknown, which is treated as strictly as all-party. */
export function ruleFor(
  table: ConsentTable,
  { number, stated, others, own }: Whereabouts,
): { rule: ConsentRule; places: string[]; tableDate: string } {
  const byNumber = placeOf(number);
  const callers = [...(byNumber === null ? [] : [byNumber]), ...stated];
  const brought = others.map(placeOf);
  const places = [...new Set([...callers, ...brought.filter((place) => place !== null), ...own])];
  // Nothing is known of where one of them is: the practice's own state cannot answer for them.
  const rules: ConsentRule[] = callers.length === 0 || brought.includes(null) ? ['unknown'] : [];
  for (const place of places)
    rules.push(Object.hasOwn(table.places, place) ? (table.places[place]?.rule ?? 'unknown') : 'unknown');
  const rule = rules.toSorted((a, b) => rank[b] - rank[a])[0] ?? 'unknown';
  return { rule, places: places.slice(0, 10), tableDate: table.date };
}

/**
 * Whoever said yes spoke for themselves: where everybody's is needed, or might be, somebody from outside is with the caller
 * who has not agreed.
 */
export const isUnasked = (
  rule: ConsentRule,
  withCaller: readonly { id: string }[],
  agreed: readonly string[],
): boolean => rule !== 'one-party' && withCaller.some(({ id }) => !agreed.includes(id));

/** No notice, no recording; "no" always wins; without everybody's yes only where one party's is enough. */
export function mayRecord(consent: {
  rule: ConsentRule;
  announced: boolean;
  answer: 'yes' | 'no' | null;
  unasked?: boolean | undefined;
}): boolean {
  if (!consent.announced || consent.answer === 'no' || consent.unasked === true) return false;
  return consent.answer === 'yes' || consent.rule === 'one-party';
}
