// An act that becomes a message of the log, because the record takes neither it nor a task, or because somebody has to be
// reached now. What was still waiting is not sent any more.
import type { z } from 'zod';
import type { acts } from '#shared/contract/acts.ts';
import { actionOf } from '#shared/domain/acts/how.ts';
import { actLines, messageOfAct } from '#shared/domain/acts/lines.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { type PatientGate, refusal } from '../booking/gate.ts';
import { saveStandIn } from '../messages/stand-in.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { type ActRow, type ActStore, begun } from './store.ts';
import { viewOf } from './view.ts';

type In = z.output<typeof acts.message.input>;
type Out = z.input<typeof acts.message.output>;
export interface MessageParts {
  gate: PatientGate;
  store: ActStore;
  messages: Pick<RoomHandlers<'messages'>, 'open' | 'read' | 'save'>;
  /** The context is a call on this desk. */
  isCall(contextId: string): boolean;
  hasRecord(): boolean;
  /** It is being sent right now. */
  isRunning(actId: string): boolean;
}
/** Done stays done: the message stands beside it. */
const staying: readonly ActRow['state'][] = ['done', 'settled'];

export function messageHandler({ gate, store, messages, isCall, hasRecord, isRunning }: MessageParts) {
  return (input: In, context: Context): Result<Out> => {
    const { contextId, patientId, actId, messageId, lines, accountId, otherPhoneWhy } = input;
    context.about({ callId: contextId, patientId, messageId, what: `${actId}:${input.act.kind}` });
    const { person } = context;
    if (person === null) return fail('not-signed-in');
    const no = refusal(gate, actionOf[input.act.kind], { contextId, patientId }, person.role);
    if (no !== null) return no;
    const before = store.find(actId);
    const same = before?.contextId === contextId && before.patientId === patientId;
    if (before !== null && (!same || before.kind !== input.act.kind)) return fail('conflict', 'actId');
    if (isRunning(actId)) return fail('act-under-way');
    // What was kept is what is told: a page that changed its words since begins another act.
    const act = before === null ? input.act : store.asked(actId);
    if (lines.length !== actLines(act).length) return fail('invalid-input', 'lines');
    const by = {
      patientRef: patientId,
      patientName: input.patientName,
      patientBirthDate: input.patientBirthDate,
    };
    const { fields: asked, cut } = messageOfAct(act, by, lines);
    // What was compared and said on this call is not asked for again (M8, row 43).
    const { level, caller } = gate.standing(contextId, patientId);
    const isSelf = caller?.caller === 'self';
    const fields = {
      ...asked,
      verificationLevel: level,
      ...(isSelf && { callerIs: 'self' as const, callerName: input.patientName }),
    };
    const callId = isCall(contextId) ? contextId : null;
    const saved = saveStandIn(messages, { messageId, accountId, callId, otherPhoneWhy, fields }, context);
    if (!saved.ok) return saved;
    const kept: ActRow = before ?? {
      actId,
      contextId,
      patientId,
      accountId,
      person: person.id,
      role: person.role,
      kind: act.kind,
      at: context.now,
      state: 'message',
      how: 'message',
      why: hasRecord() ? 'no-task' : 'no-record',
      resumed: false,
      progress: begun,
    };
    const row: ActRow = {
      ...kept,
      state: staying.includes(kept.state) ? kept.state : 'message',
      progress: { ...kept.progress, messageId },
    };
    if (before === null) store.add(row, act);
    else store.put(row);
    context.changed('acts.changed', [actId]);
    const view = viewOf(row, act, store.answered(actId));
    return ok({ ...saved.value, cut: cut || saved.value.cut, view });
  };
}
