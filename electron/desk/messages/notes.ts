// Card numbers in notes are masked before anything is written (C24), whatever the page did about them. The caller's own
// words stay as they were said (M10).
import type { EntryBody } from '#shared/domain/messages/entry.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { maskCards } from '#shared/domain/pan/index.ts';

/** Fewer digits than any card number has: nearly every note, and a save asks for each. */
const fewest = 13;
export const masked = (text: string): string =>
  text.length < fewest || (text.match(/\p{N}/gu)?.length ?? 0) < fewest ? text : maskCards(text).text;

/** Not notes: the caller's words, what was quoted, ids, instants and numbers to call. */
const asGiven = new Set<keyof DraftFields>([
  'verbatim',
  'quotes',
  'callback',
  'dnis',
  'greeting',
  'accountId',
  'receivedAt',
  'zone',
  'emergency',
  'onCall',
  'patientRef',
  'repeats',
]);
const inside = new Set(['callId', 'pharmacyPhone', 'words', 'ruleId', 'group', 'seenAt', 'at', 'by']);

export function withMaskedNotes(f: DraftFields): DraftFields {
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') return masked(value);
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, inside.has(k) ? v : mask(v)]));
  };
  // The shape stays: only texts are replaced by texts.
  return Object.fromEntries(
    Object.entries(f).map(([k, v]) => [k, asGiven.has(k as keyof DraftFields) ? v : mask(v)]),
  ) as DraftFields;
}

export function maskedBody(body: EntryBody): EntryBody {
  switch (body.kind) {
    case 'raise':
    case 'attempt':
    case 'hand-over':
      return { ...body, note: masked(body.note) };
    case 'skip':
    case 'settle':
      return { ...body, why: masked(body.why) };
    case 'outcome':
      return { ...body, text: masked(body.text) };
    case 'close':
      return { ...body, openReason: masked(body.openReason) };
    default:
      return body;
  }
}
