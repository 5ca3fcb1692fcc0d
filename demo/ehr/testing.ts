// For tests: one request to a running sample EHR.
import type { Bundle } from '@medplum/fhirtypes';
import type { Ehr } from './server.ts';

export type Ask = <T = Bundle>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: T; headers: Headers }>;

/** Paths are below the base; a whole address stays as it is. `authorization` in the headers replaces the demo's token. */
export const asker =
  (ehr: Pick<Ehr, 'url' | 'token'>): Ask =>
  async <T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const res = await fetch(path.startsWith('http') ? path : `${ehr.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${ehr.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await res.text();
    const json = /json/.test(res.headers.get('content-type') ?? '') && text !== '';
    return { status: res.status, body: (json ? JSON.parse(text) : text) as T, headers: res.headers };
  };
