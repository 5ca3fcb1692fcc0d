// What the record says of its own sign-in (.well-known/smart-configuration), and whether that is safe to follow: its own
// origin or one that was set up, https (or this computer), S256. What isn't safe is refused before anything is sent.
import { z } from 'zod';
import { secureAddress, signInAddress } from '#host/sign-in-address.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { SmartFetch } from './smart-fetch.ts';

export interface SmartServer {
  issuer: string | null;
  /** It promises to name itself in each answer to the browser (RFC 9207): one that doesn't is not its own. */
  namesItself: boolean;
  /** Null: it signs nobody in by browser, or not with S256. */
  authorizeUrl: string | null;
  tokenUrl: string;
  revokeUrl: string | null;
  /** Of signed assertions; null = it doesn't say. */
  algorithms: readonly string[] | null;
  /** `permission-v2`, `permission-offline`, …; null = it doesn't say. */
  capabilities: readonly string[] | null;
}

const address = z.string().min(1).max(2000);
const words = z.array(z.string().max(200)).max(500).nullish().catch(null);
const said = z.object({
  issuer: address.nullish().catch(null),
  authorization_endpoint: address.nullish(),
  token_endpoint: address,
  revocation_endpoint: address.nullish().catch(null),
  code_challenge_methods_supported: words,
  token_endpoint_auth_signing_alg_values_supported: words,
  capabilities: words,
  authorization_response_iss_parameter_supported: z.boolean().nullish().catch(null),
});

/** `ehr-smart-unfit`: not safe to follow; `ehr-smart-elsewhere`: it leads to an origin that isn't set up. */
function endpoint(raw: string, base: URL, origins: readonly string[]): Result<string> {
  const { url, fault } = signInAddress(raw, base, origins);
  if (url !== null) return ok(url.href);
  return fail(fault === 'not-on-the-list' ? 'ehr-smart-elsewhere' : 'ehr-smart-unfit', 'endpoint');
}

/** `origins`: beside the base's own. */
export async function discover(
  base: string,
  origins: readonly string[],
  ask: SmartFetch,
  signal: AbortSignal,
): Promise<Result<SmartServer>> {
  const root = secureAddress(base).url;
  if (root === null) return fail('ehr-smart-unfit', 'base');
  const answer = await ask(`${base.replace(/\/+$/, '')}/.well-known/smart-configuration`, signal);
  if (!answer.ok) return answer;
  const { status, value } = answer.value;
  const read = said.safeParse(value);
  if (status !== 200 || !read.success) return fail('ehr-smart-unfit', `HTTP ${status}`);
  const token = endpoint(read.data.token_endpoint, root, origins);
  if (!token.ok) return token;
  const { authorization_endpoint: authorize, revocation_endpoint: revoke } = read.data;
  // Without S256 a code could be spent by whoever sees it: then there is no sign-in by browser here.
  const pkce = read.data.code_challenge_methods_supported?.includes('S256') === true;
  const page = typeof authorize === 'string' && pkce ? endpoint(authorize, root, origins) : null;
  if (page?.ok === false) return page;
  const revoking = typeof revoke === 'string' ? endpoint(revoke, root, origins) : null;
  return ok({
    issuer: read.data.issuer ?? null,
    namesItself: read.data.authorization_response_iss_parameter_supported === true,
    authorizeUrl: page?.value ?? null,
    tokenUrl: token.value,
    revokeUrl: revoking?.ok === true ? revoking.value : null,
    algorithms: read.data.token_endpoint_auth_signing_alg_values_supported ?? null,
    capabilities: read.data.capabilities ?? null,
  });
}
