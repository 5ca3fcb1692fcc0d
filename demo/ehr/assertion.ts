// The client's signed assertion (SMART Backend Services, private_key_jwt), really verified: signature by the registered key
// of that id, ES384 or RS384 and nothing else, audience, issuer = subject = client, at most five minutes, each jti once.
import {
  type CryptoKey,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  importJWK,
  type JWK,
  jwtVerify,
} from 'jose';
import { z } from 'zod';

export interface RegisteredKey {
  kid: string;
  key: CryptoKey;
  alg: 'ES384' | 'RS384';
}

const id = z.string().min(1).max(200);
const header = z.object({ alg: z.enum(['ES384', 'RS384']), kid: id });
const claims = z.object({ iss: z.string(), sub: z.string(), exp: z.number(), jti: id });
/** Assertions live this long at most, and clocks may differ by `skew`. */
const longest = 300;
const skew = 5;

const jwk = z.object({ kty: z.enum(['EC', 'RSA']), kid: id }).loose();

/** Public keys that can sign as SMART asks: P-384, or RSA of 2048 bits and more. Rejects any other, and a private one. */
export async function readKeys(jwks: unknown): Promise<RegisteredKey[]> {
  const { keys } = z.object({ keys: z.array(z.unknown()).min(1).max(20) }).parse(jwks);
  return Promise.all(
    keys.map(async (raw) => {
      const one = jwk.parse(raw);
      if ('d' in one) throw new Error('a private key was given where a public one is registered');
      const alg = one.kty === 'EC' ? 'ES384' : 'RS384';
      const key = await importJWK(one as JWK, alg);
      if (key instanceof Uint8Array) throw new Error('no public key');
      const { modulusLength = 0 } = key.algorithm as { modulusLength?: number };
      if (alg === 'RS384' && modulusLength < 2048) throw new Error('RS384 needs 2048 bits');
      return { kid: one.kid, key, alg };
    }),
  );
}

/** Remembers each jti until its assertion is over. */
export class SeenIds {
  readonly #until = new Map<string, number>();
  /** False when it was here before. */
  take(name: string, exp: number, nowSeconds: number): boolean {
    for (const [old, until] of this.#until) if (until + skew < nowSeconds) this.#until.delete(old);
    if (this.#until.has(name)) return false;
    this.#until.set(name, exp);
    return true;
  }
}

export type Verified = { ok: true; clientId: string } | { ok: false; why: string };

export async function verifyAssertion(
  jwt: string,
  keysOf: (clientId: string) => readonly RegisteredKey[] | undefined,
  audience: string,
  nowSeconds: number,
  seen: SeenIds,
): Promise<Verified> {
  const no = (why: string): Verified => ({ ok: false, why });
  let head: z.infer<typeof header>;
  let body: z.infer<typeof claims>;
  try {
    head = header.parse(decodeProtectedHeader(jwt));
    body = claims.parse(decodeJwt(jwt));
  } catch {
    return no('header or claims are not what SMART asks for');
  }
  const keys = keysOf(body.iss);
  if (!keys || body.iss !== body.sub) return no('iss and sub must both be a registered client');
  const found = keys.find((k) => k.kid === head.kid);
  if (!found || found.alg !== head.alg) return no('no registered key of that kid and algorithm');
  try {
    await jwtVerify(jwt, found.key, {
      algorithms: [found.alg],
      issuer: body.iss,
      subject: body.sub,
      audience,
      clockTolerance: skew,
      currentDate: new Date(nowSeconds * 1000),
      requiredClaims: ['exp', 'jti'],
    });
  } catch (error) {
    return no(error instanceof errors.JOSEError ? error.code : 'the signature is wrong');
  }
  if (body.exp > nowSeconds + longest + skew) return no('exp is more than five minutes ahead');
  if (!seen.take(`${body.iss} ${body.jti}`, body.exp, nowSeconds)) return no('jti was used before');
  return { ok: true, clientId: body.iss };
}
