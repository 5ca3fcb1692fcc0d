// What an account decided about its visits: kinds with their length and what to bring, why one may be cancelled, and how
// late is late. Draft until the practice approved it; nothing here is clinical advice.
import { z } from 'zod';

const line = (max: number) => z.string().trim().min(1).max(max);

/** A kind of visit. `codes` are the record's own names for it (`system`, `code`); without one it can't be searched for. */
export const visitKind = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  label: line(80),
  minutes: z.int().min(5).max(480),
  codes: z.array(z.strictObject({ system: line(200), code: line(100) })).max(10),
  /** What the caller is told to bring or do; empty = nobody decided yet, shown as missing (row 3). */
  bring: z.array(line(200)).max(10),
});
export type VisitKind = z.infer<typeof visitKind>;

/** FHIR's own list of reasons (appointment-cancellation-reason), as far as a caller gives them. */
export const cancelReasons = [
  'patient',
  'feels-better',
  'transport',
  'moved',
  'other-provider',
  'weather',
  'costs',
  'practice',
  'other',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const bookingRules = z
  .strictObject({
    review: z.enum(['draft', 'approved']),
    kinds: z.array(visitKind).max(40),
    /** A visit cancelled or moved later than this before its start is late; 0 = never. */
    lateHours: z.int().min(0).max(336),
    /** What the caller is told about it, in the practice's words; empty = nothing is said. */
    lateWords: z.string().trim().max(400),
    /** How far ahead times are looked for. */
    horizonDays: z.int().min(1).max(365),
  })
  .refine((r) => new Set(r.kinds.map((k) => k.id)).size === r.kinds.length, 'each kind once');
export type BookingRules = z.infer<typeof bookingRules>;

/** Of an account that decided nothing: no kinds, nothing is late. */
export const noRules: BookingRules = {
  review: 'draft',
  kinds: [],
  lateHours: 0,
  lateWords: '',
  horizonDays: 60,
};

/** `record`: what the appointment itself says. Missing is a state of its own, never blank (row 3). */
export type Bring =
  | { from: 'record' | 'account'; lines: readonly string[] }
  | { from: 'missing'; lines: readonly [] };
export function whatToBring(rules: BookingRules, kindId: string | null, record: string | null): Bring {
  if (record !== null && record.trim() !== '') return { from: 'record', lines: [record.trim()] };
  const lines = rules.kinds.find((k) => k.id === kindId)?.bring ?? [];
  return lines.length > 0 ? { from: 'account', lines } : { from: 'missing', lines: [] };
}

/** The account's kind for what a record calls it: by code, else by the same words. */
export function kindOf(
  rules: BookingRules,
  codes: readonly { system: string; code: string }[],
  words: string,
): VisitKind | null {
  const coded = rules.kinds.find((k) =>
    k.codes.some((c) => codes.some((x) => x.system === c.system && x.code === c.code)),
  );
  const said = words.trim().toLocaleLowerCase('en');
  return coded ?? rules.kinds.find((k) => k.label.toLocaleLowerCase('en') === said) ?? null;
}
