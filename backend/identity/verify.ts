// Whether an ID token says what it has to say (OpenID Connect Core 3.1.3.7, RFC 8725): pure but for the provider's keys. Who
// that is here and whether it was used before, is asked elsewhere (`sign-in.ts`).
import { createHash } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyResult } from 'jose';
import { z } from 'zod';
import type { SignInPolicy } from '#shared/domain/access/policy.ts';
import { stepUpMs, tokenAgeMs, type SignInProblem } from '#shared/protocol/identity.ts';
import type { Provider } from './provider.ts';

/** By a key of the provider's only: `none` and every HMAC stay out, whatever a token says of itself. */
export const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** What two clocks may differ by, seconds. */
const skewSeconds = 60;

export interface Proved {
  /** What the configured claim says. */
  subject: string;
  acr: string | null;
  amr: string[];
  mfa: boolean;
  /** The person was asked for this very sign-in (`auth_time` is new), with a second factor. */
  fresh: boolean;
  /** Names this token among all of this organisation's, and until when it could be taken. */
  once: { hash: string; until: Date };
}
export type Verified = { ok: true; proved: Proved } | { ok: false; why: SignInProblem };
const no = (why: SignInProblem): Verified => ({ ok: false, why });

const claims = z.object({
  iat: z.int().min(0),
  exp: z.int().min(0),
  nonce: z.string(),
  azp: z.string().optional(),
  acr: z.string().max(400).optional(),
  amr: z.array(z.string().max(100)).max(50).optional(),
  auth_time: z.int().min(0).optional(),
  jti: z.string().max(400).optional(),
});

function whyOf(error: unknown): SignInProblem {
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'sign-in-algorithm';
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'sign-in-forged';
  if (error instanceof errors.JWTExpired) return 'sign-in-expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'sign-in-issuer';
    if (error.claim === 'aud') return 'sign-in-audience';
    if (error.claim === 'nbf') return 'sign-in-not-yet';
    return 'sign-in-unreadable';
  }
  if (error instanceof errors.JWKSTimeout) return 'sign-in-offline';
  if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC') return 'sign-in-unreadable';
  // The provider did not answer, or not as one does.
  return 'sign-in-offline';
}

/** A provider may publish several keys without ids: each is tried. */
async function checked(token: string, provider: Provider, options: object): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, provider.keys, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error)
      try {
        return await jwtVerify(token, key, options);
      } catch (other) {
        if (!(other instanceof errors.JWSSignatureVerificationFailed)) throw other;
      }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

/** The claim that names the person; an address of mail only if the provider vouches for it. */
function subjectOf(payload: JWTPayload, claim: string): string | null {
  if (claim === 'email' && payload['email_verified'] !== true) return null;
  const value = payload[claim];
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : null;
}

export async function verifyIdToken(
  idToken: string,
  asked: { policy: SignInPolicy; subjectClaim: string; nonce: string },
  provider: (issuer: string) => Promise<Provider>,
  now: Date,
): Promise<Verified> {
  const { policy } = asked;
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(idToken)) return no('sign-in-unreadable');
  let found: JWTVerifyResult;
  try {
    found = await checked(idToken, await provider(policy.issuer), {
      algorithms,
      issuer: policy.issuer,
      audience: policy.clientId,
      currentDate: now,
      clockTolerance: skewSeconds,
      requiredClaims: ['sub', 'iat', 'exp'],
    });
  } catch (error) {
    return no(whyOf(error));
  }
  // An access token is signed by the same keys (RFC 9068) and proves nobody's presence.
  if (!['JWT', 'jwt', undefined].includes(found.protectedHeader.typ)) return no('sign-in-unreadable');
  const read = claims.safeParse(found.payload);
  if (!read.success) return no('nonce' in found.payload ? 'sign-in-unreadable' : 'sign-in-nonce');
  const said = read.data;
  const seconds = now.getTime() / 1000;
  if (said.nonce !== asked.nonce) return no('sign-in-nonce');
  const many = Array.isArray(found.payload.aud) && found.payload.aud.length > 1;
  if ((many || said.azp !== undefined) && said.azp !== policy.clientId) return no('sign-in-audience');
  if (said.iat > seconds + skewSeconds) return no('sign-in-not-yet');
  if (said.iat < seconds - tokenAgeMs / 1000) return no('sign-in-stale');
  const subject = subjectOf(found.payload, asked.subjectClaim);
  if (subject === null) return no('sign-in-unknown');
  const { acr = null, amr = [] } = said;
  const mfa =
    (acr !== null && policy.mfa.acr.includes(acr)) || amr.some((one) => policy.mfa.amr.includes(one));
  const asksFactor = policy.mfa.acr.length + policy.mfa.amr.length > 0;
  if (asksFactor && !mfa) return no('sign-in-factor');
  const asked_ = said.auth_time ?? null;
  const fresh =
    mfa && asked_ !== null && asked_ > seconds - stepUpMs / 1000 && asked_ <= seconds + skewSeconds;
  const named =
    said.jti === undefined ? `token ${idToken.split('.').slice(0, 2).join('.')}` : `jti ${said.jti}`;
  const hash = createHash('sha256').update(`${policy.issuer}\n${named}`).digest('hex');
  const until = new Date((Math.max(said.exp, said.iat + tokenAgeMs / 1000) + skewSeconds + 1) * 1000);
  return { ok: true, proved: { subject, acr, amr, mfa, fresh, once: { hash, until } } };
}
