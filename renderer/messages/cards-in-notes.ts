// Card numbers are masked in what the agent writes down as notes (C24). The caller's own words stay as typed: there the form
// warns and offers to mask. Numbers to call are no notes.
import { findCards, maskCards, maskWhileTyping } from '#shared/domain/pan/index.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';

const notes = [
  'origin',
  'callerName',
  'patientName',
  'usualProvider',
  'locationNow',
  'reachableUntil',
  'bestTime',
  'underlyingWhy',
  'symptoms',
  'conditions',
  'medicines',
  'allergies',
  'refill',
  'redFlags',
  'refused',
  'told',
  'summary',
] as const satisfies readonly (keyof DraftFields)[];
/** Inside those: ids, numbers to call, and the caller's words. */
const kept = new Set(['kind', 'callId', 'pharmacyPhone', 'words', 'ruleId', 'group', 'seenAt', 'at', 'by']);

/**
 * The fields with every card number in the notes masked, and how many there were. Looks only at what differs from `before`;
 * `whole` = nothing more is typed there (pasted, left, saved).
 */
export function withMaskedNotes(
  before: DraftFields | null,
  after: DraftFields,
  whole: boolean,
): { fields: DraftFields; count: number } {
  let count = 0;
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const found = whole ? maskCards(value) : maskWhileTyping(value);
      count += found.count;
      return found.text;
    }
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, kept.has(key) ? inner : mask(inner)]),
    );
  };
  const changed = notes.filter((key) => before === null || before[key] !== after[key]);
  const masked = Object.fromEntries(changed.map((key) => [key, mask(after[key])]));
  return count === 0 ? { fields: after, count } : { fields: { ...after, ...masked }, count };
}

/** The caller's words seem to hold a card number. */
export const holdsCard = (words: string): boolean => findCards(words).length > 0;
