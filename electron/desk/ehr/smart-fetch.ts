// One exchange with the record's sign-in: bounded in time and size, never redirected, JSON or nothing. What comes out is a
// value nobody has checked yet, or a failure by its code; no text of the server.
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { readBody } from '../fhir/exchange.ts';

export interface SmartExchange {
  status: number;
  value: unknown;
}
export type SmartFetch = (
  url: string,
  signal: AbortSignal,
  /** Sent by POST; without it the address is read. */
  form?: Readonly<Record<string, string>>,
) => Promise<Result<SmartExchange>>;

const withinMs = 10_000;
const maxBytes = 64_000;

export function smartFetch(net: typeof fetch): SmartFetch {
  return async (url, signal, form) => {
    const limit = AbortSignal.timeout(withinMs);
    try {
      const response = await net(url, {
        method: form === undefined ? 'GET' : 'POST',
        headers: { accept: 'application/json' },
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
        signal: AbortSignal.any([signal, limit]),
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
      });
      const { status } = response;
      if (status >= 300 && status < 400) {
        await response.body?.cancel();
        return fail('ehr-smart-unfit', 'redirect');
      }
      const text = await readBody(response, maxBytes);
      if (status === 429 || status === 503) return fail('ehr-busy', `HTTP ${status}`);
      if (status >= 500) return fail('ehr-offline', `HTTP ${status}`);
      if (text === null) return fail('ehr-smart-unfit', 'too large');
      return ok({ status, value: parsed(text) });
    } catch {
      if (signal.aborted) return fail('cancelled', 'by the caller');
      return fail('ehr-offline', limit.aborted ? 'timed out' : 'no connection');
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
