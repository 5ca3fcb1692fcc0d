// Calls that the account makes: to an agent's phone engine (`client:`), or to a telephone of the outside world.
import { z } from 'zod';
import type { Outside } from '../callers/outside.ts';
import type { Gateway } from '../gateway/types.ts';
import type { Hooks } from '../hooks/sender.ts';
import type { Switchboard } from '../media/switchboard.ts';
import type { Timers } from '../timers.ts';
import type { Callback } from '../twiml/verbs.ts';
import type { Call } from './call.ts';
import { callFields, isOver } from './call.ts';
import type { Calls } from './calls.ts';

export interface Wanted {
  from: string;
  to: string;
  /** Seconds of ringing. */
  timeout: number;
  callback: Callback | null;
  detectMachine: boolean;
  /** Told what answered, with `detectMachine`. */
  machineCallback: Callback | null;
  /** Seconds after which it ends; null = no limit. */
  timeLimit: number | null;
}
export interface PlaceParts {
  board: Switchboard;
  gateway: Pick<Gateway, 'dial'>;
  outside: Outside;
  calls: Calls;
  hooks: Hooks;
  timers: Timers;
  accountSid: string;
}
/** `client:identity?key=value` or E.164. */
const client = /^client:([A-Za-z0-9_.-]{1,120})(?:\?(.{0,2000}))?$/;
export const callable = (to: string): boolean => client.test(to) || z.e164().safeParse(to).success;

export type Place = (wanted: Wanted) => Call | null;

/** Null: neither a client nor a number. */
export function makePlace(parts: PlaceParts): Place {
  const { board, gateway, outside, calls, hooks, timers, accountSid } = parts;
  return ({ from, to, timeout, callback, detectMachine, machineCallback, timeLimit }) => {
    if (!callable(to)) return null;
    const sid = board.sid('CA');
    const found = client.exec(to);
    const limit = (call: Call): Call => {
      if (timeLimit !== null) timers.after(timeLimit * 1_000, () => calls.end(call));
      return call;
    };
    if (found) {
      const identity = found[1] ?? '';
      const leg = gateway.dial({
        identity,
        from,
        params: Object.fromEntries(new URLSearchParams(found[2] ?? '')),
        sid,
        timeoutMs: timeout * 1_000,
      });
      return limit(
        calls.add({
          leg,
          kind: 'agent',
          from,
          to: `client:${identity}`,
          direction: 'outbound-api',
          callback,
        }),
      );
    }
    const line = board.line({ direction: 'out', from, to, sid });
    const call = calls.add({ leg: line, kind: 'callee', from, to, direction: 'outbound-api', callback });
    if (detectMachine) {
      call.detects = outside.behaviour(to).does === 'machine' ? 'machine_start' : 'human';
      const stop = calls.onChange((changed) => {
        if (changed !== call || call.status === 'ringing') return;
        stop();
        if (call.status === 'in-progress' && machineCallback !== null)
          hooks.tell(call.sid, machineCallback.url, machineCallback.method, {
            ...callFields(call, accountSid),
            MachineDetectionDuration: '1000',
          });
      });
    }
    timers.after(timeout * 1_000, () => {
      if (call.answeredAt === null && !isOver(call.status)) line.hangUp('no-answer', 'carrier');
    });
    outside.ring(line);
    return limit(call);
  };
}
