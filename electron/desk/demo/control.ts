// Asks the demo's control server (loopback, token) to really stop and start things. Only a demo profile has one.
import type { z } from 'zod';
import {
  carrierAsked,
  carrierCallers,
  carrierRung,
  demoMessages,
  demoReset,
  demoSignedIn,
  demoState,
  ringAnswer,
  type RingBody,
} from '#shared/protocol/demo.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';

export function demoControl(options: { url: string; token: string; fetch: typeof fetch }) {
  async function ask<S extends z.ZodType>(
    method: 'GET' | 'POST',
    path: string,
    schema: S,
    body?: unknown,
  ): Promise<Result<z.output<S>>> {
    try {
      const response = await options.fetch(new URL(path, options.url), {
        method,
        headers: {
          authorization: `Bearer ${options.token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(20_000),
      });
      const parsed = schema.safeParse(await response.json());
      return response.ok && parsed.success
        ? ok(parsed.data)
        : fail('unexpected', `demo control ${response.status}`);
    } catch {
      return fail('offline', 'demo control');
    }
  }
  return {
    state: () => ask('GET', '/state', demoState),
    backend: (on: boolean) => ask('POST', '/backend', demoState, { on }),
    ehr: (on: boolean) => ask('POST', '/ehr', demoState, { on }),
    messages: () => ask('GET', '/messages', demoMessages),
    ring: (body: RingBody) => ask('POST', '/ring', ringAnswer, body),
    carrierRing: (body: RingBody) => ask('POST', '/carrier/ring', carrierRung, body),
    carrierCallers: () => ask('GET', '/carrier/callers', carrierCallers),
    carrierAsk: (callId: string) => ask('POST', '/carrier/ask', carrierAsked, { callId }),
    reset: () => ask('POST', '/reset', demoReset, {}),
    /** Its pages are walked through as that person's browser would; settles when the last one was answered. */
    signIn: (address: string, personId: string) =>
      ask('POST', '/sign-in', demoSignedIn, { address, personId }),
  };
}
export type DemoControl = ReturnType<typeof demoControl>;
