// The access token's check. The SDK never reads its token, so this is the only place that refuses one; the codes are those
// that the Device turns into its own errors.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export interface TokenRules {
  accountSid: string;
  apiKeySid: string;
  apiKeySecret: string;
  appSid: string;
  nowMs: number;
}

/** 31201 someone else's account, key or application; 31204 no token at all; 31205 expired; 31207 lives too long. */
export type TokenCode = 31201 | 31204 | 31205 | 31207;

export interface Claims {
  identity: string;
  issuedMs: number;
  expiresMs: number;
  incoming: boolean;
  /** The application that outgoing calls go to; null when the token allows none. */
  applicationSid: string | null;
}

const day = 24 * 3600;
/** Clocks differ. */
const earlySeconds = 60;
const longestToken = 8192;

const header = z.looseObject({ alg: z.literal('HS256'), cty: z.string().startsWith('twilio-fpa;v=1') });
const payload = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  iat: z.int().optional(),
  nbf: z.int().optional(),
  exp: z.int(),
  grants: z.looseObject({
    identity: z.string().regex(/^[A-Za-z0-9_-]{1,121}$/u),
    voice: z.looseObject({
      incoming: z.looseObject({ allow: z.boolean() }).optional(),
      outgoing: z.looseObject({ application_sid: z.string() }).optional(),
    }),
  }),
});

function part(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function signedBy(secret: string, signed: string, signature: string): boolean {
  const expected = createHmac('sha256', secret).update(signed).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function checkToken(token: string, rules: TokenRules): Claims | TokenCode {
  if (token.length > longestToken) return 31204;
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || !header.safeParse(part(head)).success) return 31204;
  const read = payload.safeParse(part(body));
  if (!read.success) return 31204;
  const claims = read.data;
  // Whose it says it is comes first: a token of another account is signed with a secret that nobody here has.
  if (claims.iss !== rules.apiKeySid || claims.sub !== rules.accountSid) return 31201;
  if (!signedBy(rules.apiKeySecret, `${head}.${body}`, signature)) return 31204;
  const now = rules.nowMs / 1000;
  const from = claims.nbf ?? claims.iat ?? now;
  if (from > now + earlySeconds) return 31204;
  if (claims.exp <= now) return 31205;
  if (claims.exp - (claims.iat ?? now) > day) return 31207;
  const application = claims.grants.voice.outgoing?.application_sid ?? null;
  if (application !== null && application !== rules.appSid) return 31201;
  return {
    identity: claims.grants.identity,
    issuedMs: (claims.iat ?? now) * 1000,
    expiresMs: claims.exp * 1000,
    incoming: claims.grants.voice.incoming?.allow ?? false,
    applicationSid: application,
  };
}
