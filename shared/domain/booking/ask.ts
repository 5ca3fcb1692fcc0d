// What was asked for, whole, so that nothing is lost when the record can't be reached: it becomes a message of the log, with
// each wish on a line of its own, and says so.
import { z } from 'zod';
import type { DraftFields } from '../messages/message.ts';
import { partsOfDay } from './clock.ts';
import { cancelReasons } from './visit.ts';

const text = (max: number) => z.string().trim().max(max);
const instant = z.iso.datetime();
const visit = z.strictObject({
  id: text(120),
  start: instant.nullable(),
  practitioner: text(160),
  place: text(160),
});
/** Wishes for a new time. Empty = not asked. */
const wishes = z.strictObject({
  kind: text(80),
  practitioner: text(160),
  place: text(160),
  from: z.union([z.literal(''), z.iso.date()]),
  to: z.union([z.literal(''), z.iso.date()]),
  part: z.enum(partsOfDay),
  /** A time that was offered and wanted, but could not be booked. */
  wanted: z.strictObject({ start: instant, practitioner: text(160), place: text(160) }).nullable(),
  note: text(300),
});
export const bookingAsk = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('book'), wishes }),
  z.strictObject({ what: z.literal('move'), old: visit, wishes }),
  z.strictObject({ what: z.literal('cancel'), old: visit, reason: z.enum(cancelReasons), note: text(300) }),
]);
export type BookingAsk = z.infer<typeof bookingAsk>;

export type AskKey =
  | 'old'
  | 'oldWith'
  | 'oldPlace'
  | 'kind'
  | 'with'
  | 'place'
  | 'wanted'
  | 'wantedWith'
  | 'wantedPlace'
  | 'from'
  | 'to'
  | 'part'
  | 'reason'
  | 'note';
export interface AskLine {
  key: AskKey;
  value: string;
}

const given = (lines: AskLine[]): AskLine[] => lines.filter((l) => l.value !== '' && l.value !== 'any');

/** All that was asked for, in the order in which it is read; values as they are, sentences are the catalogue's. */
export function askLines(ask: BookingAsk): AskLine[] {
  const old = ask.what === 'book' ? null : ask.old;
  const before: AskLine[] =
    old === null
      ? []
      : [
          { key: 'old', value: old.start ?? '' },
          { key: 'oldWith', value: old.practitioner },
          { key: 'oldPlace', value: old.place },
        ];
  if (ask.what === 'cancel')
    return given([...before, { key: 'reason', value: ask.reason }, { key: 'note', value: ask.note }]);
  const w = ask.wishes;
  return given([
    ...before,
    { key: 'kind', value: w.kind },
    { key: 'with', value: w.practitioner },
    { key: 'place', value: w.place },
    { key: 'wanted', value: w.wanted?.start ?? '' },
    { key: 'wantedWith', value: w.wanted?.practitioner ?? '' },
    { key: 'wantedPlace', value: w.wanted?.place ?? '' },
    { key: 'from', value: w.from },
    { key: 'to', value: w.to },
    { key: 'part', value: w.part },
    { key: 'note', value: w.note },
  ]);
}

export interface AskedBy {
  patientRef: string;
  patientName: string;
  /** YYYY-MM-DD or empty. */
  patientBirthDate: string;
}
/** Reason codes of the log (accounts/reason.ts); a cancellation is a reschedule call there (row 2). */
const reasonFor = { book: 'new_appointment', move: 'reschedule', cancel: 'reschedule' } as const;
const longest = 600;

/**
 * Fields of the message that stands in for the booking. `say` turns a line into words (the catalogue's). The caller's own
 * words (`verbatim`) stay for the agent to write: nobody invents them. `cut` says that a note didn't fit: show it.
 */
export function messageFor(
  ask: BookingAsk,
  by: AskedBy,
  say: (line: AskLine) => string,
): { fields: Partial<DraftFields>; cut: boolean } {
  const lines = askLines(ask).map(say);
  const whole = lines.join('\n');
  const cut = whole.length > longest;
  const wanted = ask.what === 'cancel' ? '' : ask.wishes.practitioner;
  return {
    fields: {
      reasonCode: reasonFor[ask.what],
      patientRef: by.patientRef,
      patientName: by.patientName,
      patientBirthDate: by.patientBirthDate,
      ...(wanted === '' ? {} : { usualProvider: wanted }),
      underlyingWhy: cut ? `${whole.slice(0, longest - 1).toWellFormed()}…` : whole,
    },
    cut,
  };
}
