// HTTP around an answer: reading a body up to its limit, writing it, and the two ways of breaking off.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import type { FhirAnswer } from './fhir.ts';
import { outcomeFor } from './outcome.ts';
import type { SmartAnswer } from './smart.ts';

const maxBody = 5_000_000;

/** Undefined when it is too large. */
export async function readBody(req: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBody) chunks.push(chunk);
  }
  return size > maxBody ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** Undefined when it is no JSON. */
export function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export function send(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, {
    'content-type': 'application/fhir+json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  res.end(status === 304 ? undefined : JSON.stringify(body));
}

export function sendSmart(res: ServerResponse, answer: SmartAnswer): void {
  const html = typeof answer.body === 'string';
  res.writeHead(answer.status, {
    'content-type': html ? 'text/html; charset=utf-8' : 'application/json',
    'cache-control': 'no-store',
    ...(html && { 'content-security-policy': "default-src 'none'; form-action 'self' http://127.0.0.1:*" }),
    ...answer.headers,
  });
  res.end(html ? answer.body : JSON.stringify(answer.body ?? {}));
}

export function sendFault(res: ServerResponse, fault: Fault, status: number): void {
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  if (fault.body === undefined) return send(res, status, outcomeFor(status), headers);
  res.writeHead(status, {
    'content-type': fault.body.startsWith('<') ? 'text/html' : 'application/fhir+json',
    ...headers,
  });
  res.end(fault.body);
}

/** Promises the whole answer, sends half of it, hangs up. */
export function sendHalf(res: ServerResponse, result: FhirAnswer): void {
  const bytes = Buffer.from(JSON.stringify(result.body));
  res.writeHead(result.status, { 'content-type': 'application/fhir+json', 'content-length': bytes.length });
  res.write(bytes.subarray(0, bytes.length / 2), () => res.destroy());
}
