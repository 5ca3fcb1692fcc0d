// A provider that may do anything: real HTTP on loopback, tokens put together by hand. It knows nothing of the product's
// checks; each misdeed is what its name says.
import { createHmac, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;
export interface Deeds {
  /** Of the token's header; the signature follows `sign`. */
  header?: Json;
  /** Over the right claims; undefined takes one away. */
  claims?: (right: Json) => Json;
  /** Whose signature; `hmac` = HS256 with the public key's PEM as its secret; `flip` = one byte of a right one changed. */
  sign?: 'own' | 'other' | 'none' | 'hmac' | 'flip';
  /** Before anything is answered at this path: what is sent instead. */
  instead?: Partial<Record<'metadata' | 'token' | 'keys', (response: ServerResponse) => void>>;
  metadata?: Json;
  /** Replaces the token answer's members. */
  answer?: Json;
}
const send = (response: ServerResponse, value: unknown, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface HostileProvider {
  issuer: string;
  deeds: Deeds;
  /** What its token endpoint was sent. */
  asked: URLSearchParams[];
  /** Every token that it made. */
  tokens: string[];
  /** Swaps the keys that it publishes. */
  swapKeys(): void;
  /** The browser's way: straight from the authorisation address to the desk's port, with these changes to the answer. */
  browse(address: string, change?: (back: URL) => void): Promise<number>;
  close(): Promise<void>;
}

export async function startHostileProvider(clientId: string): Promise<HostileProvider> {
  const pair = (): { privateKey: KeyObject; publicKey: KeyObject } =>
    generateKeyPairSync('rsa', { modulusLength: 2048 });
  const own = pair();
  const other = pair();
  let published = own.publicKey;
  const grants = new Map<string, { nonce: string; challenge: string }>();
  let codes = 0;
  const made: HostileProvider = {
    issuer: '',
    deeds: {},
    asked: [],
    tokens: [],
    swapKeys: () => void (published = other.publicKey),
    async browse(address, change = () => undefined) {
      const { searchParams: asked } = new URL(address);
      const code = `code-${++codes}`;
      grants.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      back.searchParams.set('iss', made.issuer);
      change(back);
      const answer = await fetch(back, { redirect: 'manual' });
      await answer.body?.cancel();
      return answer.status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function token(nonce: string): string {
    const { deeds } = made;
    const now = Math.floor(Date.now() / 1000);
    const right = {
      iss: made.issuer,
      aud: clientId,
      sub: 'person-1',
      iat: now,
      exp: now + 300,
      auth_time: now,
      nonce,
      acr: 'two',
      amr: ['pwd', 'otp'],
    };
    const claims = deeds.claims?.(right) ?? right;
    const how = deeds.sign ?? 'own';
    const alg = how === 'none' ? 'none' : how === 'hmac' ? 'HS256' : 'RS256';
    const text = `${b64({ alg, kid: 'k1', typ: 'JWT', ...deeds.header })}.${b64(claims)}`;
    const pem = own.publicKey.export({ type: 'spki', format: 'pem' });
    const bytes =
      how === 'none'
        ? Buffer.alloc(0)
        : how === 'hmac'
          ? createHmac('sha256', pem).update(text).digest()
          : sign(
              'sha256',
              Buffer.from(text),
              createPrivateKey(
                (how === 'other' ? other : own).privateKey.export({ type: 'pkcs8', format: 'pem' }),
              ),
            );
    if (how === 'flip') bytes[40] = (bytes[40] ?? 0) ^ 1;
    const whole = `${text}.${bytes.toString('base64url')}`;
    made.tokens.push(whole);
    return whole;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0];
    const { deeds } = made;
    if (path === '/.well-known/openid-configuration') {
      if (deeds.instead?.metadata) return deeds.instead.metadata(response);
      return send(response, {
        issuer: made.issuer,
        authorization_endpoint: `${made.issuer}/authorize`,
        token_endpoint: `${made.issuer}/token`,
        jwks_uri: `${made.issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
        ...deeds.metadata,
      });
    }
    if (path === '/keys') {
      if (deeds.instead?.keys) return deeds.instead.keys(response);
      return send(response, {
        keys: [{ ...published.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' }],
      });
    }
    if (path === '/token') {
      let body = '';
      for await (const part of request) body += String(part);
      const form = new URLSearchParams(body);
      made.asked.push(form);
      if (deeds.instead?.token) return deeds.instead.token(response);
      const grant = grants.get(form.get('code') ?? '');
      // A code is good once.
      grants.delete(form.get('code') ?? '');
      if (!grant) return send(response, { error: 'invalid_grant' }, 400);
      return send(response, {
        access_token: 'x',
        token_type: 'Bearer',
        id_token: token(grant.nonce),
        ...deeds.answer,
      });
    }
    response.writeHead(404).end();
  }
  const server: Server = createServer((q, r) => void serve(q, r).catch(() => r.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  made.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return made;
}
