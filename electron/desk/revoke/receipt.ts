// The receipt of a wipe: what a revoked device says last. It is signed before the key that signs is destroyed, and sent only
// after keys and files are gone; so a desk that is killed in between can still send it.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { signatureHeaders, signedText } from '#shared/protocol/enrol.ts';
import { wipedAnswer, type wipedRequest } from '#shared/protocol/admin.ts';
import type { SignedReceipt } from './marker.ts';

const path = '/v2/wiped';
const deadlineMs = 10_000;

export function signReceipt(
  value: z.infer<typeof wipedRequest>,
  by: { deviceId: string; counter: number; sign(bytes: Buffer): Buffer },
): SignedReceipt {
  const body = JSON.stringify(value);
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  const text = signedText({ method: 'POST', path, device: by.deviceId, counter: by.counter, bodySha256 });
  return {
    body,
    headers: {
      [signatureHeaders.device]: by.deviceId,
      [signatureHeaders.counter]: String(by.counter),
      [signatureHeaders.signature]: by.sign(Buffer.from(text)).toString('base64'),
    },
  };
}

/** `refused`: the backend was there and takes none, so that asking again is of no use. */
export async function sendReceipt(
  baseUrl: string,
  { body, headers }: SignedReceipt,
  fetchIt: typeof fetch = fetch,
): Promise<'taken' | 'away' | 'refused'> {
  try {
    const answer = await fetchIt(new URL(path, baseUrl), {
      method: 'POST',
      headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    const told: unknown = await answer.json();
    if (answer.ok) return wipedAnswer.safeParse(told).success ? 'taken' : 'away';
    return answer.status >= 400 && answer.status < 500 && answer.status !== 429 ? 'refused' : 'away';
  } catch {
    return 'away';
  }
}
