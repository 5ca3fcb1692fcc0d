// Call control. A command asks the line; what the line reports back is what the page shows, and the practice line
// reports at once. The log is written in the same transaction as the answer.
import type Database from 'better-sqlite3';
import { ringing, step, type Call, type CallEventKind } from '#shared/domain/calls/call.ts';
import type { Line, LineReport } from '#shared/domain/calls/line.ts';
import { maskCards } from '#shared/domain/pan/index.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { LiveControl } from './live-control.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { addEvent, captionsOf, currentCalls, findCall, logOf, putCall } from './store.ts';

export interface CallsDeps {
  core(): Database.Database;
  line: Line;
  /** Null on a desk without a live line. */
  live: LiveControl | null;
  locked(): boolean;
}

/** While locked, controls work but names and notes stay inside (C4). */
const unnamed = (handedOn: Call['handedOn']): Call['handedOn'] =>
  handedOn === undefined ? undefined : { ...handedOn, label: undefined };
const masked = (c: Call, locked: boolean): Call =>
  locked
    ? { ...c, notes: '', patientId: null, number: '', handedOn: unnamed(c.handedOn), consulted: undefined }
    : c;

/** Card numbers in notes are masked before anything is written, whatever the page did about them (C24). */
const cardless = (notes: string): string => maskCards(notes).text;

export function callHandlers(deps: CallsDeps): RoomHandlers<'calls'> {
  const { live } = deps;
  const shown = (c: Call): Call =>
    masked(live !== null && c.line === live.name ? { ...c, asked: live.asks(c.id) } : c, deps.locked());
  /** On the live line it is asked for, on another it happens. */
  function control(
    callId: string,
    event: CallEventKind,
    context: Context,
    command: () => void,
    ask: (line: LiveControl, c: Call) => Result<null>,
  ): Result<Call> {
    const before = findCall(deps.core(), callId);
    if (live === null || before === null || before.line !== live.name)
      return happen(callId, event, context, command);
    const asked = ask(live, before);
    if (!asked.ok) return asked;
    context.about({ callId });
    context.changed('calls.changed', [callId]);
    return ok(shown(findCall(deps.core(), callId) ?? before));
  }
  function happen(callId: string, event: CallEventKind, context: Context, command: () => void): Result<Call> {
    const db = deps.core();
    const before = findCall(db, callId);
    if (before === null) return fail('no-call');
    const after = step(before, event, context.now);
    if (after === null) return fail('call-state', `${before.state} ${event}`);
    command();
    putCall(db, after, context.person?.id ?? null);
    addEvent(db, callId, event, context.now);
    context.about({ callId });
    context.changed('calls.changed', [callId]);
    context.changed('status.changed');
    return ok(masked(after, deps.locked()));
  }
  function edit(
    callId: string,
    context: Context,
    change: (c: Call) => Call,
    event: 'note' | 'reason',
  ): Result<Call> {
    const db = deps.core();
    const before = findCall(db, callId);
    if (before === null) return fail('no-call');
    if (before.state === 'ended' || before.state === 'missed') return fail('immutable');
    const after = change(before);
    putCall(db, after, context.person?.id ?? null);
    if (event === 'reason') addEvent(db, callId, 'reason', context.now, { reasonCode: after.reasonCode });
    context.about({ callId });
    context.changed('calls.changed', [callId]);
    return ok(after);
  }

  return {
    current: () => ok(currentCalls(deps.core()).map(shown)),
    answer: ({ callId }, context) =>
      control(
        callId,
        'answer',
        context,
        () => deps.line.answer(callId),
        (l, c) => l.answer(c),
      ),
    hold: ({ callId, on }, context) =>
      control(
        callId,
        on ? 'hold' : 'resume',
        context,
        () => deps.line.hold(callId, on),
        (l, c) => l.hold(c, on),
      ),
    mute: ({ callId, on }, context) =>
      control(
        callId,
        on ? 'mute' : 'unmute',
        context,
        () => deps.line.mute(callId, on),
        (l, c) => l.mute(c, on),
      ),
    end: ({ callId }, context) =>
      control(
        callId,
        'hang-up-agent',
        context,
        () => deps.line.hangUp(callId),
        (l, c) => l.end(c),
      ),
    note({ callId, notes }, context) {
      const done = edit(callId, context, (c) => ({ ...c, notes: cardless(notes) }), 'note');
      return done.ok ? ok({ keptAt: context.now }) : done;
    },
    reason: ({ callId, reasonCode }, context) =>
      edit(callId, context, (c) => ({ ...c, reasonCode }), 'reason'),
    wrapUp({ callId, disposition, notes }, context) {
      const db = deps.core();
      const before = findCall(db, callId);
      if (before === null) return fail('no-call');
      const after = step(before, 'wrap-up-done', context.now);
      if (after === null) return fail('call-state', before.state);
      const done = { ...after, disposition, notes: cardless(notes) };
      putCall(db, done, context.person?.id ?? null);
      addEvent(db, callId, 'wrap-up-done', context.now, { disposition });
      if (live !== null && done.line === live.name) live.wrappedUp(done);
      context.about({ callId });
      context.changed('calls.changed', [callId]);
      return ok(done);
    },
    reopen: ({ callId }, context) => happen(callId, 'reopen', context, () => undefined),
    read({ callId }, context) {
      context.about({ callId });
      const found = findCall(deps.core(), callId);
      return found === null ? fail('no-call') : ok(found);
    },
    log: (_input, cursor) => ok(logOf(deps.core(), cursor.after, cursor.limit)),
    captions: ({ callId }) => ok(captionsOf(deps.core(), callId)),
  };
}

/** What the line says by itself: a ring, the caller's hang-up, captions, a line that was lost. One transaction each. */
export function takeReport(
  db: Database.Database,
  lineName: string,
  report: LineReport,
  now: string,
): Call | null {
  return db
    .transaction((): Call | null => {
      if (report.kind === 'ring' && report.ring !== undefined) {
        const c = ringing({ id: report.callId, line: lineName, rangAt: now, ...report.ring });
        putCall(db, c, null);
        addEvent(db, c.id, 'ring', now);
        return c;
      }
      const before = findCall(db, report.callId);
      if (before === null) return null;
      if (report.kind === 'caption' && report.caption !== undefined) {
        addEvent(db, before.id, 'caption', now, report.caption);
        return before;
      }
      const event: CallEventKind | null =
        report.kind === 'caller-hung-up' ? 'hang-up-caller' : report.kind === 'lost' ? 'interrupted' : null;
      const after = event === null ? null : step(before, event, now);
      if (event === null || after === null) return null;
      putCall(db, after, null);
      addEvent(db, before.id, event, now);
      return after;
    })
    .immediate();
}

/**
 * After a crash of the desk the practice line is gone with it: its calls are closed as interrupted, never left "in call".
 * Those of the line `stays` go on without the desk: the server says what became of them.
 */
export function closeLostCalls(db: Database.Database, now: string, stays: string | null = null): number {
  const lost = currentCalls(db).filter((c) => c.state !== 'wrap-up' && c.line !== stays);
  for (const c of lost) takeReport(db, c.line, { callId: c.id, kind: 'lost' }, now);
  return lost.length;
}
