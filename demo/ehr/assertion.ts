// The client's signed assertion (SMART Backend Services, private_key_jwt), really verified: signature by the registered key
// of that id, ES384 or RS384 and nothing else, audience, issuer = subject = client, at most five minutes, each jti once.
import { createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

export interface RegisteredKey {
  kid: string;
  key: KeyObject;
  alg: 'ES384' | 'RS384';
}

const header = z.object({
  alg: z.enum(['ES384', 'RS384']),
  kid: z.string().min(1).max(200),
  typ: z.string().optional(),
});
const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string()).max(5)]),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
  jti: z.string().min(1).max(200),
});
/** Assertions live this long at most, and clocks may differ by `skew`. */
const longest = 300;
const skew = 5;

const jwk = z.object({ kty: z.enum(['EC', 'RSA']), kid: z.string().min(1).max(200) }).loose();

/** Public keys that can sign as SMART asks: P-384, or RSA of 2048 bits and more. Throws on any other, and on a private one. */
export function readKeys(jwks: unknown): RegisteredKey[] {
  const { keys } = z.object({ keys: z.array(z.unknown()).min(1).max(20) }).parse(jwks);
  return keys.map((raw) => {
    const one = jwk.parse(raw);
    if ('d' in one) throw new Error('a private key was given where a public one is registered');
    const key = createPublicKey({ key: one as JsonWebKey, format: 'jwk' });
    const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
    if (one.kty === 'EC' && namedCurve !== 'secp384r1') throw new Error('ES384 needs a P-384 key');
    if (one.kty === 'RSA' && modulusLength < 2048) throw new Error('RS384 needs 2048 bits');
    return { kid: one.kid, key, alg: one.kty === 'EC' ? 'ES384' : 'RS384' };
  });
}

const part = (text: string): unknown =>
  JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;

/** Remembers each jti until its assertion is over. */
export class SeenIds {
  readonly #until = new Map<string, number>();
  /** False when it was here before. */
  take(id: string, exp: number, nowSeconds: number): boolean {
    for (const [old, until] of this.#until) if (until + skew < nowSeconds) this.#until.delete(old);
    if (this.#until.has(id)) return false;
    this.#until.set(id, exp);
    return true;
  }
}

export type Verified = { ok: true; clientId: string } | { ok: false; why: string };

export function verifyAssertion(
  jwt: string,
  keysOf: (clientId: string) => readonly RegisteredKey[] | undefined,
  audience: string,
  nowSeconds: number,
  seen: SeenIds,
): Verified {
  const no = (why: string): Verified => ({ ok: false, why });
  const [h = '', p = '', s = '', ...rest] = jwt.split('.');
  if (rest.length > 0 || !/^[\w-]+$/.test(h) || !/^[\w-]+$/.test(p) || !/^[\w-]+$/.test(s))
    return no('not a JWT');
  let head: z.infer<typeof header>;
  let body: z.infer<typeof claims>;
  try {
    head = header.parse(part(h));
    body = claims.parse(part(p));
  } catch {
    return no('header or claims are not what SMART asks for');
  }
  const keys = keysOf(body.iss);
  if (!keys || body.iss !== body.sub) return no('iss and sub must both be a registered client');
  const found = keys.find((k) => k.kid === head.kid);
  if (!found || found.alg !== head.alg) return no('no registered key of that kid and algorithm');
  const signed = Buffer.from(`${h}.${p}`);
  const key = { key: found.key, ...(head.alg === 'ES384' && { dsaEncoding: 'ieee-p1363' as const }) };
  if (!verify('sha384', signed, key, Buffer.from(s, 'base64url'))) return no('the signature is wrong');
  if (![body.aud].flat().includes(audience)) return no('aud must be the token endpoint');
  if (body.exp <= nowSeconds - skew) return no('the assertion is over');
  if (body.exp > nowSeconds + longest + skew) return no('exp is more than five minutes ahead');
  if ((body.nbf ?? body.iat ?? 0) > nowSeconds + skew) return no('the assertion is not valid yet');
  if (!seen.take(`${body.iss} ${body.jti}`, body.exp, nowSeconds)) return no('jti was used before');
  return { ok: true, clientId: body.iss };
}
