// The record can't be reached: what was asked for becomes a message of the log (`../messages/stand-in.ts`).
import type { z } from 'zod';
import type { Account } from '#shared/domain/accounts/account.ts';
import { defaultUrgency } from '#shared/domain/accounts/rules.ts';
import type { booking } from '#shared/contract/booking.ts';
import { type AskLine, askLines, messageFor } from '#shared/domain/booking/ask.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { saveStandIn } from '../messages/stand-in.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { type PatientGate, refusal } from './gate.ts';

type In = z.output<typeof booking.ask.input>;
type Out = z.input<typeof booking.ask.output>;
export interface MessageParts {
  gate: PatientGate;
  messages: Pick<RoomHandlers<'messages'>, 'open' | 'read' | 'save'>;
  accountOf(accountId: string): Account | null;
  /** The context is a call on this desk. */
  isCall(contextId: string): boolean;
}
export function askHandler(parts: MessageParts) {
  const { gate, messages, isCall } = parts;
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
    const callId = isCall(contextId) ? contextId : null;
    const { accountId, otherPhoneWhy } = input;
    const account = parts.accountOf(accountId);
    // As the form does when the reason is chosen (M15): an appointment pages nobody at night unless the practice wants it.
    const urgency = account === null ? null : defaultUrgency(account, fields.reasonCode ?? '');
    const saved = saveStandIn(
      messages,
      { messageId, accountId, callId, otherPhoneWhy, fields: { ...fields, urgency } },
      context,
    );
    return saved.ok ? ok({ ...saved.value, cut: cut || saved.value.cut }) : saved;
  };
}
