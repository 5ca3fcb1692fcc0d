// A message of the log that stands in for what could not be done at the record: opened, joined with what the draft held
// already, and saved at once with all of it. What rules of messages still ask for (the caller's words, a number read back) is
// the agent's to add; nothing is invented.
import { raise } from '#shared/domain/messages/complete.ts';
import { type DraftFields, draftFields, type Urgency } from '#shared/domain/messages/message.ts';
import { withLeastUrgency } from '#shared/domain/messages/urgency.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { isAboutOther } from './whose.ts';

export interface StandIn {
  messageId: string;
  accountId: string;
  /** Null when there is no call on this desk; then `otherPhoneWhy` says why. */
  callId: string | null;
  otherPhoneWhy: string | null;
  fields: Partial<DraftFields>;
}
export interface Stood {
  messageId: string;
  savedAt: string;
  /** The lines were longer than the field: they end in an ellipsis. */
  cut: boolean;
}
const longest = 600;
const now = <T>(result: T | Promise<T>): T => {
  if (result instanceof Promise) throw new Error('a write must be synchronous');
  return result;
};
/** Both stand in the message: what was there already comes first. */
function joined(before: string, more: string): string {
  if (before.includes(more)) return before;
  return before.trim() === '' ? more : `${before}\n${more}`;
}
/** Whether `kept` has `said` in it, whole or from the beginning of a line to where it was cut; and whether it was cut. */
function holds(kept: string, said: string): [boolean, boolean] {
  if (kept.includes(said)) return [true, false];
  if (kept.length < longest - 1 || !kept.endsWith('…')) return [false, false];
  const text = kept.slice(0, -1);
  const starts = [...text.matchAll(/^./gmu)].map((m) => text.slice(m.index));
  return [starts.some((end) => said.length > end.length && said.startsWith(end)), true];
}
/** What was chosen already is never lowered (product.md 0.4). */
const urgencyOf = (before: Urgency | null, wanted: Urgency | null): Urgency | null =>
  wanted === null ? before : raise(before, wanted);

/**
 * The same once more is a repeat; other words under the id of a saved message are refused (`immutable`). A draft in hand that
 * is about another person is left as it is (`draft-other-person`): two people never stand in one message.
 */
export function saveStandIn(
  messages: Pick<RoomHandlers<'messages'>, 'open' | 'read' | 'save'>,
  { messageId, accountId, callId, otherPhoneWhy, fields }: StandIn,
  context: Context,
): Result<Stood> {
  const opened = now(messages.open({ id: messageId, accountId, callId, otherPhoneWhy }, context));
  if (!opened.ok) {
    const saved = opened.code === 'immutable' ? now(messages.read({ id: messageId }, context)) : opened;
    if (!saved.ok) return opened;
    // Other words would be lost behind a "saved" that is not theirs.
    const { fields: kept, savedAt } = saved.value.message;
    const [whole, cut] = holds(kept.underlyingWhy, fields.underlyingWhy ?? '');
    return whole && !isAboutOther(kept, fields) ? ok({ messageId, savedAt, cut }) : opened;
  }
  const before = opened.value.fields;
  if (isAboutOther(before, fields)) return fail('draft-other-person');
  const allergies = joined(before.allergies ?? '', fields.allergies ?? '');
  const why = joined(before.underlyingWhy, fields.underlyingWhy ?? '');
  const cut = why.length > longest;
  const filled = draftFields.parse({
    ...before,
    ...fields,
    callerName: before.callerName || fields.callerName || '',
    callerIs: before.callerIs ?? fields.callerIs ?? null,
    patientRef: fields.patientRef || before.patientRef,
    patientName: fields.patientName || before.patientName,
    patientBirthDate: fields.patientBirthDate || before.patientBirthDate,
    allergies: allergies.slice(0, 1000),
    urgency: urgencyOf(before.urgency, fields.urgency ?? null),
    underlyingWhy: cut ? `${why.slice(0, longest - 1).toWellFormed()}…` : why,
  });
  const saved = now(
    messages.save({ id: messageId, fields: withLeastUrgency(filled), incomplete: true }, context),
  );
  return saved.ok ? ok({ messageId, savedAt: saved.value.savedAt, cut }) : saved;
}
