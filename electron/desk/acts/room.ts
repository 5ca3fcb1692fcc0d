// The acts room's answers to the bridge. Who may is asked first, by the same gate as booking's; what is begun is kept before
// it is sent (`keeper.ts`) and named by the page's own id: the same id again answers how it stands, and starts nothing.
import type { z } from 'zod';
import type { acts } from '#shared/contract/acts.ts';
import { type Act, actKinds } from '#shared/domain/acts/act.ts';
import { actionOf, howOf } from '#shared/domain/acts/how.ts';
import { actProblems } from '#shared/domain/acts/problems.ts';
import { levelForAction } from '#shared/domain/disclosure/actions.ts';
import { isDialable } from '#shared/domain/phone/phone.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import { type About, type PatientGate, refusal } from '../booking/gate.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import type { Keeper } from './keeper.ts';
import type { ActsClient } from './perform.ts';
import { type ActRow, type ActStore, begun } from './store.ts';
import { rowView, viewOf } from './view.ts';

type In<N extends Exclude<keyof typeof acts, 'changed'>> = z.output<(typeof acts)[N]['input']>;
type Out<N extends Exclude<keyof typeof acts, 'changed'>> = z.input<(typeof acts)[N]['output']>;
type View = Out<'begin'>;

export interface ActsRoomParts {
  gate: PatientGate;
  store: ActStore;
  keeper: Keeper;
  fhir(): ActsClient | null;
  clock(): string;
  /** Settles after so long at most: an answer that takes longer is told by the topic. */
  atMost(work: Promise<void>): Promise<void>;
}
type Kind = Act['kind'];

export function actsRoom(parts: ActsRoomParts): Omit<RoomHandlers<'acts'>, 'message'> {
  const { gate, store, keeper } = parts;
  const view = (row: ActRow): View => viewOf(row, store.asked(row.actId), store.answered(row.actId));
  const may = (kind: Kind, about: About, context: Context): Failure | null =>
    refusal(gate, actionOf[kind], about, context.person?.role ?? null);

  /** Asked before the record is: also whether it is restricted, which it may say only now. */
  async function allowed(kind: Kind, about: About, context: Context): Promise<Failure | null> {
    const before = may(kind, about, context);
    if (before !== null) return before;
    return (await gate.known(about.patientId, context)) ?? may(kind, about, context);
  }
  /** The row of that id, of this call and patient; an id of another one is no row. */
  function found(input: About & { actId: string }): ActRow | null {
    const row = store.find(input.actId);
    const same = row?.contextId === input.contextId && row.patientId === input.patientId;
    return row !== null && same ? row : null;
  }
  const told = (input: About & { actId: string }, context: Context, what: string): void =>
    context.about({ callId: input.contextId, patientId: input.patientId, what: `${input.actId}:${what}` });
  /** Asked again: while the record was asked, another patient may have been chosen. */
  function answer(input: About & { actId: string }, context: Context): Result<View> {
    const row = found(input);
    if (row === null) return fail('not-found', 'act');
    const no = may(row.kind, input, context);
    if (no !== null) return no;
    context.about({ what: [row.actId, row.kind, row.how, row.state].join(':') });
    return ok(view(row));
  }
  /** Who asks for it to be sent stands behind it, also when another person took it. */
  const senderNow = ({ person }: Context) => (person === null ? null : { id: person.id, role: person.role });
  /** What the record says of writing; nothing is known while it is away. */
  async function ways(context: Context): Promise<(kind: Kind) => ReturnType<typeof howOf>> {
    const fhir = parts.fhir();
    if (fhir === null) return () => ({ how: 'message', why: 'no-record' });
    await fhir.statement(context.signal);
    return (kind) => howOf(kind, fhir.abilities.can);
  }

  return {
    async offered(input, context): Promise<Result<Out<'offered'>>> {
      context.about({ callId: input.contextId, patientId: input.patientId });
      const role = context.person?.role ?? null;
      if (role === null) return fail('not-signed-in');
      if (!gate.isChosen(input.contextId, input.patientId))
        return fail('conflict', 'another patient is chosen');
      const way = await ways(context);
      const { scope } = gate.standing(input.contextId, input.patientId);
      return ok(
        actKinds.map((kind) => {
          const level = levelForAction(actionOf[kind], role, scope);
          const against = may(kind, input, context)?.code ?? null;
          const as = level === null ? ({ how: 'none', why: 'not-allowed' } as const) : way(kind);
          return { kind, ...as, level, against };
        }),
      );
    },

    async begin(input: In<'begin'>, context): Promise<Result<View>> {
      const { actId, contextId, patientId, act, accountId } = input;
      told(input, context, act.kind);
      const no = await allowed(act.kind, input, context);
      if (no !== null) return no;
      if (store.find(actId) !== null) {
        if (found(input)?.kind !== act.kind) return fail('conflict', 'actId');
        return answer(input, context);
      }
      if (actProblems(act, { dialable: isDialable }).length > 0) return fail('incomplete', act.kind);
      const { person } = context;
      if (person === null) return fail('not-signed-in');
      const as = (await ways(context))(act.kind);
      if (as.why === 'no-record') return fail('ehr-offline', 'no EHR is set up');
      if (as.how === 'message') return fail('ehr-unsupported', act.kind);
      const after = may(act.kind, input, context);
      if (after !== null) return after;
      if (store.find(actId) !== null) return answer(input, context);
      store.add(
        {
          actId,
          contextId,
          patientId,
          accountId,
          person: person.id,
          role: person.role,
          kind: act.kind,
          at: parts.clock(),
          state: 'queued',
          ...as,
          resumed: false,
          progress: { ...begun, caller: gate.standing(contextId, patientId).caller?.caller ?? null },
        },
        act,
      );
      context.changed('acts.changed', [actId]);
      await parts.atMost(keeper.send(actId));
      return answer(input, context);
    },

    async again(input: In<'again'>, context): Promise<Result<View>> {
      told(input, context, input.as);
      const row = found(input);
      if (row === null) return fail('not-found', 'act');
      const no = await allowed(row.kind, input, context);
      if (no !== null) return no;
      const now = found(input);
      if (now === null) return fail('not-found', 'act');
      if (keeper.isRunning(now.actId)) return answer(input, context);
      if (!['queued', 'sending', 'refused', 'conflict'].includes(now.state)) return fail('act-settled');
      const asTask = input.as === 'task' && now.progress.step === 'act';
      // What may be at the record as one thing is not sent as another beside it.
      const perhaps = now.progress.perhaps || now.state === 'sending';
      if (asTask && perhaps && now.how !== 'task') return fail('act-sent');
      store.put({
        ...now,
        state: 'queued',
        ...(asTask && { how: 'task', why: 'no-create' }),
        // The person has seen that it was changed: what stands there now is what it is made from.
        progress: {
          ...now.progress,
          perhaps,
          sender: senderNow(context),
          base: now.state === 'conflict' ? null : now.progress.base,
        },
      });
      context.changed('acts.changed', [now.actId]);
      await parts.atMost(keeper.send(now.actId));
      return answer(input, context);
    },

    withdraw(input: In<'withdraw'>, context) {
      told(input, context, 'withdraw');
      const row = found(input);
      if (row === null) return fail('not-found', 'act');
      if (row.state === 'withdrawn') return ok(rowView(row));
      if (row.state === 'sending' || row.progress.perhaps) return fail('act-sent');
      if (!['queued', 'refused', 'conflict'].includes(row.state)) return fail('act-settled');
      const back: ActRow = { ...row, state: 'withdrawn' };
      store.put(back);
      context.changed('acts.changed', [row.actId]);
      return ok(rowView(back));
    },

    settle(input: In<'settle'>, context) {
      told(input, context, 'settle');
      const row = found(input);
      if (row === null) return fail('not-found', 'act');
      if (keeper.isRunning(row.actId)) return fail('act-under-way');
      if (!['queued', 'sending', 'refused', 'conflict', 'open'].includes(row.state)) return ok(rowView(row));
      const settled: ActRow = { ...row, state: 'settled' };
      store.put(settled);
      context.changed('acts.changed', [row.actId]);
      return ok(rowView(settled));
    },

    async verify(input: In<'verify'>, context): Promise<Result<View>> {
      told(input, context, 'verify');
      const row = found(input);
      if (row === null) return fail('not-found', 'act');
      const no = await allowed(row.kind, input, context);
      if (no !== null) return no;
      const now = found(input);
      const { person } = context;
      if (now === null || person === null) return fail('not-found', 'act');
      if (now.kind !== 'insurance-update' || now.progress.verified !== 'no') return fail('act-settled');
      // What the record may not hold yet, or doesn't hold as it was asked for, is nobody's to confirm.
      if (now.state !== 'done' && now.state !== 'message') return fail('act-under-way');
      const verified = { reference: input.reference, by: person.name, at: parts.clock() };
      store.putAnswered(now.actId, { ...store.answered(now.actId), verified });
      const atRecord = now.progress.record !== null && now.state === 'done';
      store.put({
        ...now,
        state: atRecord ? 'queued' : now.state,
        progress: { ...now.progress, step: 'verify', verified: 'here', sender: senderNow(context) },
      });
      context.changed('acts.changed', [now.actId]);
      if (atRecord) await parts.atMost(keeper.send(now.actId));
      return answer(input, context);
    },

    async poll(input: In<'poll'>, context): Promise<Result<View>> {
      told(input, context, 'poll');
      const row = found(input);
      if (row === null) return fail('not-found', 'act');
      const no = await allowed(row.kind, input, context);
      if (no !== null) return no;
      const trouble = await keeper.poll(row.actId);
      return trouble === null ? answer(input, context) : fail(trouble);
    },

    standing(input, context) {
      context.about({ callId: input.contextId, patientId: input.patientId });
      const rows = store.of(input.contextId, input.patientId);
      const first = refusal(gate, 'contact-note', input, context.person?.role ?? null);
      if (first !== null) return first;
      // Each only as far as this caller and this role may have done it.
      return ok(rows.filter((r) => may(r.kind, input, context) === null).map(view));
    },

    open: () => ok(store.open().map(rowView)),
  };
}
