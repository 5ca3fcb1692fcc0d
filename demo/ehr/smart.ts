// SMART on FHIR: what the server says of itself, Backend Services by a signed assertion, App Launch by code and PKCE, and
// the tokens that come of it. Tokens are random, live in memory, and end.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readKeys, SeenIds, verifyAssertion, type RegisteredKey } from './assertion.ts';
import { allowedBy, everything, grant, type Allowed } from './scopes.ts';

/** Not a secret: it opens synthetic records on this computer only. */
export const EHR_TOKEN = 'careline-demo-ehr';
/** Of the desktop's own sign-in; a public client, so PKCE is what protects it. */
export const APP_CLIENT = 'careline-demo-desktop';
const appScopes = 'openid fhirUser offline_access launch user/*.cruds patient/*.cruds';

export const clientSchema = z.strictObject({
  clientId: z.string().min(1).max(200),
  jwks: z.unknown(),
  scopes: z.string().max(2000).default('system/*.cruds'),
});

/** One answer of the endpoints; a redirect has no body. */
export interface SmartAnswer {
  status: number;
  body?: object | string;
  headers?: Record<string, string>;
}
interface Token {
  scopes: string;
  clientId: string;
  untilMs: number;
}
interface Code {
  scopes: string;
  redirect: string;
  challenge: string;
  untilMs: number;
}
export interface SmartOptions {
  /** `http://127.0.0.1:PORT` and the FHIR base below it. */
  origin: string;
  base: string;
  nowMs: () => number;
  /** Life of an access token, seconds. */
  tokenSeconds: number;
}

const codeLifeMs = 60_000;
const random = (): string => randomBytes(32).toString('base64url');
const refusal = (error: string, why: string, status = 400): SmartAnswer => ({
  status,
  body: { error, error_description: why },
});

export class Smart {
  readonly #o: SmartOptions;
  readonly #clients = new Map<string, { keys: RegisteredKey[]; scopes: string }>();
  readonly #tokens = new Map<string, Token>();
  readonly #refresh = new Map<string, { scopes: string }>();
  readonly #codes = new Map<string, Code>();
  readonly #seen = new SeenIds();

  constructor(options: SmartOptions) {
    this.#o = options;
  }
  get tokenUrl(): string {
    return `${this.#o.origin}/auth/token`;
  }
  get authorizeUrl(): string {
    return `${this.#o.origin}/auth/authorize`;
  }

  /** Rejects when the keys can't sign as SMART asks. */
  async register(client: z.infer<typeof clientSchema>): Promise<void> {
    this.#clients.set(client.clientId, { keys: await readKeys(client.jwks), scopes: client.scopes });
  }
  /** Nobody's sign-in holds any longer: a refresh token is refused. */
  revokeAll(): void {
    this.expireTokens();
    this.#refresh.clear();
  }
  /** Every token ends now: the next request gets 401. The demo's own token stays. */
  expireTokens(): void {
    for (const token of this.#tokens.values()) token.untilMs = 0;
  }

  /** What this Authorization header may do; null = nothing, with the reason for WWW-Authenticate. */
  check(
    header: string | undefined,
  ): { allowed: Allowed } | { allowed: null; why: 'missing' | 'invalid_token' } {
    const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '') ?? [];
    if (token === undefined) return { allowed: null, why: 'missing' };
    if (token === EHR_TOKEN) return { allowed: everything };
    const known = this.#tokens.get(token);
    if (!known || known.untilMs <= this.#o.nowMs()) return { allowed: null, why: 'invalid_token' };
    return { allowed: allowedBy(known.scopes) };
  }

  configuration(): object {
    return {
      issuer: this.#o.base,
      authorization_endpoint: this.authorizeUrl,
      token_endpoint: this.tokenUrl,
      authorization_response_iss_parameter_supported: true,
      revocation_endpoint: `${this.#o.origin}/auth/revoke`,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['ES384', 'RS384'],
      grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: [...appScopes.split(' '), 'system/*.cruds'],
      capabilities: [
        'launch-standalone',
        'client-public',
        'client-confidential-asymmetric',
        'permission-offline',
        'permission-user',
        'permission-patient',
        'permission-v1',
        'permission-v2',
      ],
    };
  }

  /** RFC 7009: an unknown token is no error. */
  revoke(form: URLSearchParams): SmartAnswer {
    const token = form.get('token') ?? '';
    this.#refresh.delete(token);
    this.#tokens.delete(token);
    return { status: 200, body: {} };
  }

  /** What the person pressed on the page; null: nothing yet, and the page is shown. */
  authorize(query: URLSearchParams, pressed: 'agree' | 'refuse' | null): SmartAnswer {
    const q = (name: string): string => query.get(name) ?? '';
    const redirect = q('redirect_uri');
    // An address that isn't trusted is never redirected to.
    if (q('client_id') !== APP_CLIENT) return refusal('invalid_client', 'unknown client');
    if (!isLoopback(redirect)) return refusal('invalid_request', 'redirect_uri must be a loopback address');
    const back = (fields: Record<string, string>): SmartAnswer => {
      const to = new URL(redirect);
      for (const [k, v] of Object.entries({ ...fields, state: q('state'), iss: this.#o.base }))
        to.searchParams.set(k, v);
      return { status: 302, headers: { location: to.href } };
    };
    if (q('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
    if (q('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(q('code_challenge')))
      return back({ error: 'invalid_request', error_description: 'PKCE with S256 is needed' });
    if (q('aud') !== this.#o.base) return back({ error: 'invalid_request', error_description: 'aud' });
    if (q('state').length < 8) return back({ error: 'invalid_request', error_description: 'state' });
    const scopes = grant(q('scope'), appScopes);
    if (scopes === '') return back({ error: 'invalid_scope' });
    if (pressed === null) return { status: 200, body: signInPage(query.toString()) };
    if (pressed === 'refuse') return back({ error: 'access_denied' });
    const code = random();
    this.#codes.set(code, {
      scopes,
      redirect,
      challenge: q('code_challenge'),
      untilMs: this.#o.nowMs() + codeLifeMs,
    });
    return back({ code });
  }

  async token(form: URLSearchParams): Promise<SmartAnswer> {
    const kind = form.get('grant_type');
    if (kind === 'client_credentials') return this.#backend(form);
    if (kind === 'authorization_code') return this.#exchange(form);
    if (kind === 'refresh_token') return this.#renew(form);
    return refusal('unsupported_grant_type', 'client_credentials, authorization_code or refresh_token');
  }

  async #backend(form: URLSearchParams): Promise<SmartAnswer> {
    if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
      return refusal('invalid_client', 'a signed assertion is needed', 401);
    const verified = await verifyAssertion(
      form.get('client_assertion') ?? '',
      (id) => this.#clients.get(id)?.keys,
      this.tokenUrl,
      this.#o.nowMs() / 1000,
      this.#seen,
    );
    if (!verified.ok) return refusal('invalid_client', verified.why, 401);
    const scopes = grant(form.get('scope') ?? '', this.#clients.get(verified.clientId)?.scopes ?? '');
    if (scopes === '') return refusal('invalid_scope', 'nothing of what was asked for is allowed');
    return this.#issue(verified.clientId, scopes, false);
  }

  #exchange(form: URLSearchParams): SmartAnswer {
    const code = this.#codes.get(form.get('code') ?? '');
    // Used once, rightly or not.
    this.#codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const right =
      code !== undefined &&
      code.untilMs > this.#o.nowMs() &&
      form.get('client_id') === APP_CLIENT &&
      form.get('redirect_uri') === code.redirect &&
      challenge === code.challenge;
    return right
      ? this.#issue(APP_CLIENT, code.scopes, code.scopes.split(' ').includes('offline_access'))
      : refusal('invalid_grant', 'the code is unknown, used, over, or of another request');
  }

  /** A refresh token is used once; the next one comes with the answer. */
  #renew(form: URLSearchParams): SmartAnswer {
    const old = form.get('refresh_token') ?? '';
    const known = this.#refresh.get(old);
    if (!known || form.get('client_id') !== APP_CLIENT)
      return refusal('invalid_grant', 'the refresh token is unknown or used');
    this.#refresh.delete(old);
    return this.#issue(APP_CLIENT, known.scopes, true);
  }

  #issue(clientId: string, scopes: string, offline: boolean): SmartAnswer {
    const access = random();
    const seconds = this.#o.tokenSeconds;
    this.#tokens.set(access, { scopes, clientId, untilMs: this.#o.nowMs() + seconds * 1000 });
    const refresh = offline ? random() : null;
    if (refresh) this.#refresh.set(refresh, { scopes });
    return {
      status: 200,
      headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
      body: {
        access_token: access,
        token_type: 'bearer',
        expires_in: seconds,
        scope: scopes,
        ...(refresh && { refresh_token: refresh }),
      },
    };
  }
}

function isLoopback(url: string): boolean {
  try {
    const { protocol, hostname, port } = new URL(url);
    return protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname) && port !== '';
  } catch {
    return false;
  }
}

const escape = (s: string): string => s.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);
const signInPage = (query: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sample EHR</title><body>
<h1>Sample EHR: sign in</h1><p>Synthetic people only. This page stands in for the sign-in of a real EHR.</p>
<form method="post" action="/auth/authorize?${escape(query)}"><button name="do" value="agree">Sign in as Sam Sample</button> <button name="do" value="refuse">Refuse</button></form></body></html>`;
