// An OpenID provider for tests: a real socket with metadata and keys, and ID tokens of any kind, sound and hostile.
import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';

export const clientId = 'careline-desk';
export interface TestProvider {
  issuer: string;
  key: KeyObject;
  /** How often the keys were fetched. */
  asked: () => number;
  /** What it answers instead, until null. */
  instead: ((path: string) => { status: number; body: string } | null) | null;
  /** A sound token of somebody who was asked just now, with a second factor; `claims` and `header` change it. */
  token: (
    sub: string,
    nonce: string,
    now: Date,
    claims?: JWTPayload,
    header?: Partial<JWTHeaderParameters>,
    key?: KeyObject | Uint8Array,
  ) => Promise<string>;
  close: () => Promise<void>;
}

export async function startTestProvider(): Promise<TestProvider> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }];
  let asked = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const other = provider.instead?.(path) ?? null;
    if (path === '/jwks') asked++;
    const body =
      path === '/jwks'
        ? { keys }
        : path === '/.well-known/openid-configuration'
          ? { issuer: provider.issuer, jwks_uri: `${provider.issuer}/jwks` }
          : null;
    response.writeHead(other?.status ?? (body ? 200 : 404), {
      'content-type': 'application/json',
      location: '/jwks',
    });
    response.end(other?.body ?? JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: TestProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: pair.privateKey,
    asked: () => asked,
    instead: null,
    async token(sub, nonce, now, claims = {}, header = {}, key = pair.privateKey) {
      const at = Math.floor(now.getTime() / 1000);
      const all: JWTPayload = {
        iss: provider.issuer,
        aud: clientId,
        sub,
        nonce,
        iat: at,
        exp: at + 600,
        auth_time: at,
        amr: ['hwk', 'mfa'],
        jti: randomUUID(),
        ...claims,
      };
      return new SignJWT(all).setProtectedHeader({ alg: 'ES256', kid: 'one', ...header }).sign(key);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return provider;
}
