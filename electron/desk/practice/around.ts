// What the trainee does at the desk reaches the run by itself: the desk's own handlers are asked as on any call, and what they
// did is told to the room. Nothing is refused or changed here; on a live desk nothing of this stands around them.
import type { DraftFields } from '#shared/domain/messages/message.ts';
import type { Result } from '#shared/domain/result.ts';
import { errorFields, type Log } from '../log.ts';
import type { Context, Handlers } from '../router/context.ts';
import type { PracticeRoom } from './room.ts';
import { saysSomething } from './said.ts';

type Awaitable<T> = T | Promise<T>;
type Handler<I, O> = (input: I, context: Context) => Awaitable<Result<O>>;

/** Runs `then` after an answer that is ok; what it throws is logged and changes nothing. */
function after<I, O>(handler: Handler<I, O>, then: (input: I, value: O) => void, log: Log): Handler<I, O> {
  const told = (input: I, done: Result<O>): Result<O> => {
    if (!done.ok) return done;
    try {
      then(input, done.value);
    } catch (error) {
      log.error('request.unexpected', { name: 'practice', ...errorFields(error) });
    }
    return done;
  };
  return (input, context) => {
    const done = handler(input, context);
    return done instanceof Promise ? done.then((d) => told(input, d)) : told(input, done);
  };
}

/** The form's fields by their names, nested ones with a dot: what a scenario's `form` asks for. Yes and no are words. */
export function flat(value: unknown, name = ''): Record<string, string> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'boolean') return { [name]: value ? 'yes' : 'no' };
  if (typeof value !== 'object') return { [name]: `${value as string | number}`.slice(0, 2000) };
  if (Array.isArray(value)) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, v]) => flat(v, name === '' ? key : `${name}.${key}`)),
  ) as Record<string, string>;
}

export function around(handlers: Handlers, room: PracticeRoom, log: Log): Handlers {
  const { calls, messages, emergency, dispatch, knowledge } = handlers;
  /** What names no call of its own counts for the one that goes on. */
  const now = (): string | null => room.current()?.id ?? null;
  const runOf = (contextId: string): string | null =>
    room.keeper.runOf(contextId) === null ? now() : contextId;
  const did = (runId: string | null, act: Parameters<PracticeRoom['act']>[1], detail?: string): void => {
    if (runId !== null) room.act(runId, act, detail ?? null);
  };
  /** Ticked and typed while the message is written: when it was done is when it was kept. */
  const written = (fields: DraftFields): string | null => {
    const runId = fields.origin?.kind === 'call' ? fields.origin.callId : now();
    if (fields.callback.readBack || fields.summary.readBack) did(runId, 'read_back');
    if (saysSomething(fields.locationNow ?? '', 2)) did(runId, 'caller_address');
    return runId;
  };
  return {
    ...handlers,
    calls: {
      ...calls,
      reason: after(calls.reason, ({ callId, reasonCode }) => did(callId, 'set_reason', reasonCode), log),
      note: after(calls.note, ({ callId }) => room.noted(callId), log),
      wrapUp: after(calls.wrapUp, ({ callId }) => room.wrappedUp(callId), log),
      reopen: after(calls.reopen, ({ callId }) => room.reopened(callId), log),
    },
    messages: {
      ...messages,
      open: after(messages.open, ({ callId }) => did(callId ?? now(), 'start_message'), log),
      keep: after(messages.keep, ({ fields }) => void written(fields), log),
      save: after(
        messages.save,
        ({ fields }) => {
          const runId = written(fields);
          if (runId !== null) room.act(runId, 'save_message', fields.urgency, flat(fields));
        },
        log,
      ),
    },
    emergency: {
      ...emergency,
      open: after(emergency.open, ({ contextId }) => did(runOf(contextId), 'open_emergency'), log),
      tick: after(
        emergency.tick,
        ({ contextId, stepId, on }) => {
          if (on) did(runOf(contextId), 'emergency_step', stepId);
        },
        log,
      ),
    },
    dispatch: {
      ...dispatch,
      attempt: after(dispatch.attempt, ({ to }) => did(now(), 'dispatch_manual', to), log),
    },
    knowledge: { ...knowledge, read: after(knowledge.read, ({ id }) => did(now(), 'open_article', id), log) },
  };
}
