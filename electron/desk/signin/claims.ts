// What an ID token must say beyond what the library checks (signature, iss, aud, exp, nbf, nonce): how old it is, for whom
// it was made, when the person was asked, and by what. OpenID Connect Core 3.1.3.7; the backend checks all of it again.
import { tokenAgeMs } from '#shared/protocol/identity.ts';
import type { SignInPolicy } from '#shared/domain/access/policy.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';

/** Signatures that are taken: asymmetric ones only, so never `none` nor one whose secret is the public key. */
export const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'] as const;
/** Clocks may differ by this much, s. */
export const skewSeconds = 60;
/** Characters. */
export const maxToken = 16_000;

export interface Wanted {
  policy: Pick<SignInPolicy, 'clientId' | 'mfa'>;
  /** Seconds since 1970, by the machine's own clock. */
  now: number;
  /** When the browser was sent off. */
  begunAt: number;
  /** The provider must say when it asked the person (step-up, recovery); else it is looked at where it is said. */
  fresh: boolean;
}
export interface Proved {
  subject: string;
  /** A second factor was used, by the provider's word and the policy's list. */
  mfa: boolean;
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];

export function readClaims(claims: Readonly<Record<string, unknown>>, wanted: Wanted): Result<Proved> {
  const { policy, now } = wanted;
  const { iat, azp, sub, acr, amr, auth_time: askedAt } = claims;
  if (typeof iat !== 'number' || typeof sub !== 'string' || sub === '' || sub.length > 255)
    return fail('sign-in-unreadable', 'claims');
  if (azp !== undefined && azp !== policy.clientId) return fail('sign-in-audience', 'azp');
  if (iat > now + skewSeconds) return fail('sign-in-not-yet', 'iat');
  if (iat < now - skewSeconds - tokenAgeMs / 1000) return fail('sign-in-expired', 'iat');
  // Somebody else's session in the same browser must not seat them here again: the person was asked now.
  if (typeof askedAt === 'number' ? askedAt < wanted.begunAt - skewSeconds : wanted.fresh)
    return fail('sign-in-stale', 'auth_time');
  const asksMfa = policy.mfa.acr.length + policy.mfa.amr.length > 0;
  const mfa =
    (typeof acr === 'string' && policy.mfa.acr.includes(acr)) ||
    strings(amr).some((method) => policy.mfa.amr.includes(method));
  return asksMfa && !mfa ? fail('sign-in-factor') : ok({ subject: sub, mfa });
}
