// The record can't be reached: what was asked for becomes a message of the log, saved at once with all of it. What rules of
// messages still ask for (the caller's words, a number read back) is the agent's to add; nothing is invented.
import type { z } from 'zod';
import type { booking } from '#shared/contract/booking.ts';
import { type AskLine, askLines, messageFor } from '#shared/domain/booking/ask.ts';
import { draftFields } from '#shared/domain/messages/message.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { type PatientGate, refusal } from './gate.ts';

type In = z.output<typeof booking.ask.input>;
type Out = z.input<typeof booking.ask.output>;
export interface MessageParts {
  gate: PatientGate;
  messages: Pick<RoomHandlers<'messages'>, 'open' | 'read' | 'save'>;
  /** The context is a call on this desk. */
  isCall(contextId: string): boolean;
}
const now = <T>(result: T | Promise<T>): T => {
  if (result instanceof Promise) throw new Error('a write must be synchronous');
  return result;
};
/** Both stand in the message: what was there already comes first. */
function joined(before: string, more: string): string {
  if (before.includes(more)) return before;
  return before.trim() === '' ? more : `${before}\n${more}`;
}
const longest = 600;

export function askHandler({ gate, messages, isCall }: MessageParts) {
  return (input: In, context: Context): Result<Out> => {
    const { contextId, patientId, messageId, ask, lines } = input;
    context.about({ callId: contextId, messageId, ...(patientId !== null && { patientId }), what: ask.what });
    if (patientId !== null) {
      const no = refusal(gate, ask.what, { contextId, patientId }, context.person?.role ?? null);
      if (no !== null) return no;
    }
    const asked = askLines(ask);
    if (lines.length !== asked.length) return fail('invalid-input', 'lines');
    const say = (line: AskLine): string =>
      lines[asked.findIndex((l) => l.key === line.key)] ?? `${line.key}: ${line.value}`;
    const by = {
      patientRef: patientId ?? '',
      patientName: input.patientName,
      patientBirthDate: input.patientBirthDate,
    };
    const { fields, cut } = messageFor(ask, by, say);
    const opened = now(
      messages.open(
        {
          id: messageId,
          accountId: input.accountId,
          callId: isCall(contextId) ? contextId : null,
          otherPhoneWhy: input.otherPhoneWhy,
        },
        context,
      ),
    );
    if (!opened.ok) {
      const saved = opened.code === 'immutable' ? now(messages.read({ id: messageId }, context)) : opened;
      if (!saved.ok) return opened;
      // The same asked again is a repeat; other words would be lost behind a "saved" that is not theirs.
      const { fields: kept, savedAt } = saved.value.message;
      const same =
        kept.patientRef === by.patientRef && kept.underlyingWhy.includes(fields.underlyingWhy ?? '');
      return same ? ok({ messageId, savedAt, cut }) : opened;
    }
    const before = opened.value.fields;
    const why = joined(before.underlyingWhy, fields.underlyingWhy ?? '');
    const saved = now(
      messages.save(
        {
          id: messageId,
          fields: draftFields.parse({
            ...before,
            ...fields,
            patientName: fields.patientName || before.patientName,
            patientBirthDate: fields.patientBirthDate || before.patientBirthDate,
            underlyingWhy: why.length > longest ? `${why.slice(0, longest - 1).toWellFormed()}…` : why,
          }),
          incomplete: true,
        },
        context,
      ),
    );
    if (!saved.ok) return saved;
    return ok({ messageId, savedAt: saved.value.savedAt, cut: cut || why.length > longest });
  };
}
