// The desk's own key for SMART Backend Services: made on this computer, sealed in the vault, its public half shown for
// registration. Signs the assertion that asks for a token: at most five minutes, for one token endpoint, used once.
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { EhrSecrets } from './secrets.ts';

export const algorithms = ['ES384', 'RS384'] as const;
export type Algorithm = (typeof algorithms)[number];
type Half = { kty: 'RSA'; n: string; e: string } | { kty: 'EC'; crv: string; x: string; y: string };
export type PublicKey = Half & { kid: string; alg: Algorithm; use: 'sig'; key_ops: string[] };

const kept = z.object({ kid: z.string(), private: z.looseObject({ kty: z.enum(['EC', 'RSA']) }) });
type Kept = { kid: string; private: JWK };
const assertionSeconds = 240;

/** ES384, unless the server names only the other one; null: it takes neither. */
export function algorithmFor(offered: readonly string[] | null): Algorithm | null {
  return offered === null ? 'ES384' : (algorithms.find((a) => offered.includes(a)) ?? null);
}

export interface DeskKeyParts {
  secrets: EhrSecrets;
  /** Milliseconds since 1970 of the machine's own clock: the server compares with its own. */
  wallMs(): number;
  uuid(): string;
}
export function createDeskKey({ secrets, wallMs, uuid }: DeskKeyParts) {
  const nameOf = (alg: Algorithm): string => `key:${alg}`;
  const making = new Map<Algorithm, Promise<Result<Kept>>>();

  function find(alg: Algorithm): Kept | null {
    const read = kept.safeParse(secrets.get(nameOf(alg))).data;
    return read === undefined ? null : { kid: read.kid, private: read.private as JWK };
  }
  async function make(alg: Algorithm): Promise<Result<Kept>> {
    const pair = await generateKeyPair(alg, { extractable: true });
    const jwk = await exportJWK(pair.privateKey);
    const made: Kept = { kid: await calculateJwkThumbprint(await exportJWK(pair.publicKey)), private: jwk };
    // Locked meanwhile: a key that is there already must not be lost under a new one.
    if (!secrets.readable()) return fail('locked', 'key');
    const before = find(alg);
    if (before !== null) return ok(before);
    secrets.put(nameOf(alg), made);
    return ok(made);
  }
  async function keyFor(alg: Algorithm): Promise<Result<Kept>> {
    if (!secrets.readable()) return fail('locked', 'key');
    const found = find(alg);
    if (found !== null) return ok(found);
    const mine = making.get(alg) ?? make(alg).finally(() => making.delete(alg));
    making.set(alg, mine);
    return mine;
  }

  return {
    /** For registration; the key is made at the first need. */
    async publicKey(alg: Algorithm): Promise<Result<PublicKey>> {
      const key = await keyFor(alg);
      if (!key.ok) return key;
      const { kid, private: jwk } = key.value;
      const common = { kid, alg, use: 'sig' as const, key_ops: ['verify'] };
      if (jwk.kty === 'RSA' && jwk.n !== undefined && jwk.e !== undefined)
        return ok({ kty: 'RSA', n: jwk.n, e: jwk.e, ...common });
      if (jwk.kty === 'EC' && jwk.crv !== undefined && jwk.x !== undefined && jwk.y !== undefined)
        return ok({ kty: 'EC', crv: jwk.crv, x: jwk.x, y: jwk.y, ...common });
      return fail('vault-damaged', 'key');
    },
    async assertion(alg: Algorithm, clientId: string, tokenUrl: string): Promise<Result<string>> {
      const key = await keyFor(alg);
      if (!key.ok) return key;
      const seconds = Math.floor(wallMs() / 1000);
      const signed = await new SignJWT()
        .setProtectedHeader({ alg, kid: key.value.kid, typ: 'JWT' })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(tokenUrl)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + assertionSeconds)
        .setJti(uuid())
        .sign(await importJWK(key.value.private, alg));
      return ok(signed);
    },
  };
}
export type DeskKey = ReturnType<typeof createDeskKey>;
