// A second call that an event lets ring while a role-play goes on: answered, left to ring or let go by as any call. It has no
// run of its own: its caller says one thing and waits. One caller at a time hears the trainee, as on the live line.
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { step, type Call } from '#shared/domain/calls/call.ts';
import type { ScenarioEvent } from '#shared/domain/practice/scenario.ts';
import { addEvent, findCall, putCall } from '../calls/store.ts';
import type { RolePlayLine } from './line.ts';
import type { NamedLine } from './line-named.ts';
import { addSecondCall, findSecondCall, secondCallsOf } from './store.ts';

export interface SecondCallsDeps {
  core(): Database.Database;
  line: RolePlayLine;
  now(): string;
  /** The run's own call was put on hold by this. */
  held(runId: string): void;
  changed(callId: string): void;
  /** The line that an event's words name; null = none of this desk. */
  lineNamed(text: string): NamedLine | null;
}
/** Who doesn't get through gives up sooner than the first one. */
const patienceMs = 45_000;
const open = (call: Call | null): call is Call =>
  call !== null && call.state !== 'ended' && call.state !== 'missed';

export function createSecondCalls(deps: SecondCallsDeps) {
  const { core, line } = deps;
  function onHold(callId: string): boolean {
    const call = findCall(core(), callId);
    const waits = call === null ? null : step(call, 'hold', deps.now());
    if (waits === null) return false;
    putCall(core(), waits, null);
    addEvent(core(), callId, 'hold', deps.now());
    deps.changed(callId);
    return true;
  }
  function gone(callId: string): void {
    for (const event of ['hang-up-caller', 'wrap-up-done'] as const) {
      const call = findCall(core(), callId);
      const next = call === null ? null : step(call, event, deps.now());
      if (next === null) continue;
      putCall(core(), event === 'wrap-up-done' ? { ...next, disposition: 'no-action' } : next, null);
      addEvent(core(), callId, event, deps.now());
      deps.changed(callId);
    }
  }
  const runOf = (callId: string): string | null => findSecondCall(core(), callId)?.runId ?? null;
  return {
    runOf,
    /** On the line that the event names, else on the call's own; who it is, nobody knows before it is answered. */
    ring(runId: string, event: ScenarioEvent, accountId: string): void {
      const call = findCall(core(), runId);
      const callId = randomUUID();
      addSecondCall(core(), { id: callId, runId, eventId: event.id, text: event.text });
      const own = { dnis: call?.dnis ?? '', accountId: call?.accountId ?? accountId };
      const at = deps.lineNamed(event.text) ?? own;
      line.ring({ callId, number: '', ...at, waitedSeconds: 0 }, patienceMs);
    },
    ringsStill(runId: string): void {
      for (const { id } of secondCallsOf(core(), runId))
        if (findCall(core(), id)?.state === 'ringing') line.ringsStill(id, patienceMs);
    },
    /** True = it was a second call. */
    answered(callId: string): boolean {
      const second = findSecondCall(core(), callId);
      if (second === null) return false;
      if (onHold(second.runId)) deps.held(second.runId);
      line.says(callId, second.text);
      return true;
    },
    /** Somebody is talked to again: the other one waits. */
    resumed(callId: string): void {
      const runId = runOf(callId);
      if (runId !== null && onHold(runId)) deps.held(runId);
      if (runId === null) for (const { id } of secondCallsOf(core(), callId)) onHold(id);
    },
    /** The one that still stands; null = none. */
    current: (runId: string): string | null =>
      secondCallsOf(core(), runId).find(({ id }) => open(findCall(core(), id)))?.id ?? null,
    /** The role-play is over, and everybody in it: who rings, waits or talks is gone at once, and leaves nothing to wrap up. */
    over(runId: string): void {
      for (const { id } of secondCallsOf(core(), runId)) {
        line.quiet(id);
        gone(id);
      }
    },
  };
}
