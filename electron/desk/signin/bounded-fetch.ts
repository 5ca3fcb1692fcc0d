// One exchange with the provider: bounded in time and size, never redirected, only to addresses that may be trusted with it.
// What the library reads is a copy of the bytes that were counted here.
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, FailureError } from '#shared/domain/result.ts';
import { secureAddress } from '#host/sign-in-address.ts';
import { readBody } from '../fhir/exchange.ts';

export const withinMs = 10_000;
/** Metadata, key sets and token answers of real providers have a few kB. */
export const maxBytes = 256_000;

const refuse = (code: ErrorCode, why: string): never => {
  throw new FailureError(fail(code, why));
};
/** Is it this computer? Only a provider that is itself on it may name such an address. */
export const isLocal = ({ hostname }: URL): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

export type BoundedFetch = (url: string, options: RequestInit) => Promise<Response>;

/** Rejects with a FailureError, which the library passes on as a cause. `local`: the provider is on this computer. */
export function boundedFetch(net: typeof fetch, signal: AbortSignal, local: boolean): BoundedFetch {
  return async (raw, options) => {
    const { url } = secureAddress(raw);
    if (url === null || (isLocal(url) && !local)) return refuse('sign-in-unfit', 'address');
    const limit = AbortSignal.timeout(withinMs);
    let response: Response;
    let body: string | null;
    try {
      response = await net(url, {
        ...options,
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.any([signal, limit]),
      });
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        return refuse('sign-in-redirected', String(response.status));
      }
      body = await readBody(response, maxBytes);
    } catch (error) {
      if (error instanceof FailureError) throw error;
      if (signal.aborted) return refuse('cancelled', 'sign-in');
      return refuse('sign-in-offline', limit.aborted ? 'timed out' : 'no connection');
    }
    if (body === null) return refuse('sign-in-too-large', String(maxBytes));
    if (response.status === 429 || response.status >= 500)
      return refuse('sign-in-offline', `HTTP ${response.status}`);
    const { status, headers } = response;
    return new Response(status === 204 || status === 205 ? null : body, { status, headers });
  };
}
