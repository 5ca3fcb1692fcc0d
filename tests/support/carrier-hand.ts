// The world outside in a test's hand: callers, called numbers and faults at the local carrier, and what its legs hear.
import { z } from 'zod';
import type { Demo } from '#demo/control/start.ts';
import {
  callerPlaced,
  callerView,
  legView,
  recordingView,
  wireEntry,
  type CallerAct,
  type CallerBody,
  type CalleeBody,
  type CallerView,
  type Fault,
  type LegView,
} from '#demo/carrier/control-schema.ts';

type Input<T> = Partial<T> & Pick<T, Extract<keyof T, 'number' | 'dnis'>>;
const nothing = z.unknown();
/** One frame of the signalling, without what is secret in it. */
const signal = z.object({
  atMs: z.number(),
  way: z.enum(['in', 'out']),
  type: z.string(),
  callSid: z.string().nullable(),
});

export function carrierHand({ carrier }: Pick<Demo, 'carrier'>) {
  if (carrier === null) throw new Error('started without a carrier');
  const { control, controlToken } = carrier;
  async function ask<S extends z.ZodType>(path: string, schema: S, body?: object): Promise<z.output<S>> {
    const response = await fetch(`${control}/control${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${controlToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return schema.parse(await response.json());
  }
  const hand = {
    /** Somebody calls a line of the account; the caller's words are the test's own tones. */
    call: (caller: Input<CallerBody>) => ask('/callers', callerPlaced, caller),
    caller: (id: string): Promise<CallerView> => ask(`/callers/${id}`, callerView),
    act: (id: string, what: CallerAct) => ask(`/callers/${id}/act`, nothing, what),
    /** Calling this number is taken so. */
    callee: (callee: Partial<CalleeBody> & Pick<CalleeBody, 'number' | 'does'>) =>
      ask('/callees', nothing, callee),
    /** What they heard and said since then alone; `hz`: of what is heard, this tone begins `heardFromMs`. */
    legs: (since = 0, hz?: number): Promise<LegView[]> =>
      ask(`/legs?since=${since}${hz === undefined ? '' : `&hz=${hz}`}`, z.array(legView)),
    signals: (since: number) => ask(`/signals?since=${since}`, z.array(signal)),
    fault: (fault: z.input<z.ZodType<unknown, Fault>> | Partial<Fault>) =>
      ask('/faults', nothing, fault as object),
    recordings: () => ask('/recordings', z.array(recordingView)),
    wire: () => ask('/wire', z.array(wireEntry)),
  };
  return hand;
}
export type CarrierHand = ReturnType<typeof carrierHand>;
