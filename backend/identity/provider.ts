// An organisation's provider as the backend needs it: where its keys are (OpenID Connect Discovery 1.0) and the keys themselves, kept
// for a while. Answers are bounded in time and size, nothing is followed elsewhere, and only https is asked, but for a
// provider on this computer.
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

export type Fetch = (url: string, init: { signal: AbortSignal; redirect: 'manual' }) => Promise<Response>;
export interface Provider {
  keys: JWTVerifyGetKey;
}

const waitMs = 5_000;
const mostBytes = 256 * 1024;
/** Where the keys lie is asked anew after this; the keys themselves by `jose`'s own rule (10 min, or an unknown key id). */
const metadataMs = 60 * 60_000;
/** After a failure the provider is left alone for a moment: sign-ins fail at once meanwhile. */
const restMs = 2_000;

const metadata = z.object({ issuer: z.string(), jwks_uri: z.string() });
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether this address may be asked at all. */
export function isProviderAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
}

/** 200 with a body of a bounded size, or an error. */
async function bounded(fetch: Fetch, url: string, signal: AbortSignal): Promise<Response> {
  if (!isProviderAddress(url)) throw new Error('not an address of a provider');
  const answer = await fetch(url, { signal, redirect: 'manual' });
  if (answer.status !== 200 || answer.body === null) throw new Error('the provider did not answer');
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += part.length;
    if (size > mostBytes) throw new Error('the provider answered too much');
    parts.push(part);
  }
  return new Response(Buffer.concat(parts), { headers: { 'content-type': 'application/json' } });
}

/** @param monotonic ms */
export function makeProviders(fetch: Fetch, monotonic: () => number): (issuer: string) => Promise<Provider> {
  const kept = new Map<string, { at: number; provider: Promise<Provider> }>();

  async function discover(issuer: string): Promise<Provider> {
    const at = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await bounded(fetch, at, AbortSignal.timeout(waitMs));
    const said = metadata.parse(await answer.json());
    if (said.issuer !== issuer) throw new Error('the provider names another issuer');
    if (!isProviderAddress(said.jwks_uri)) throw new Error('the keys lie at no address that is asked');
    return {
      keys: createRemoteJWKSet(new URL(said.jwks_uri), {
        timeoutDuration: waitMs,
        [customFetch]: (url, { signal }) => bounded(fetch, url, signal),
      }),
    };
  }

  return (issuer) => {
    const now = monotonic();
    const before = kept.get(issuer);
    if (before && now - before.at < metadataMs) return before.provider;
    const provider = discover(issuer);
    const entry = { at: now, provider };
    kept.set(issuer, entry);
    provider.catch(() => void (entry.at = now - metadataMs + restMs));
    return provider;
  };
}
