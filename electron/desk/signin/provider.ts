// The organisation's provider (OpenID Connect): what it says of itself, the address that the browser gets, and the exchange
// of a code for an ID token. `openid-client` speaks the protocol; what it is allowed to accept is decided here.
import type * as OpenId from 'openid-client';
import { signInAddress, secureAddress } from '#host/sign-in-address.ts';
import type { SignInPolicy } from '#shared/domain/access/policy.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { once } from '../loopback/redirect.ts';
import { boundedFetch, isLocal } from './bounded-fetch.ts';
import { algorithms, maxToken, type Proved, readClaims, skewSeconds } from './claims.ts';
import { troubleOf, wordOf } from './trouble.ts';

export interface ProviderParts {
  policy: SignInPolicy;
  net: typeof fetch;
  /** The machine's own clock, ms: never one that a demo moved. */
  wall(): number;
  signal: AbortSignal;
}
/** One attempt: random, for this one alone. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  redirectUrl: string;
  /** Step-up or recovery: the provider must say when it asked the person. */
  fresh: boolean;
}
export interface SignedIn extends Proved {
  /** For the backend, once; nobody keeps it. */
  idToken: string;
}
export interface Provider {
  readonly issuer: string;
  address(attempt: Attempt): Promise<string>;
  /** What came with the browser: does it hold a code of this provider? */
  read(query: URLSearchParams): Result<URLSearchParams>;
  exchange(attempt: Attempt, query: URLSearchParams, begunAt: number): Promise<Result<SignedIn>>;
}

const has = (list: readonly string[] | undefined, word: string): boolean =>
  list === undefined || list.includes(word);

/** Asks the provider who it is; nothing of an earlier answer is used. */
export async function findProvider(parts: ProviderParts): Promise<Result<Provider>> {
  const { policy, signal } = parts;
  const { url: issuer } = secureAddress(policy.issuer);
  if (issuer === null) return fail('sign-in-unfit', 'issuer');
  const local = isLocal(issuer);
  const oidc = await import('openid-client');
  const net = boundedFetch(parts.net, signal, local) as OpenId.CustomFetch;
  try {
    const found = await oidc.discovery(issuer, policy.clientId, undefined, oidc.None(), {
      [oidc.customFetch]: net,
      ...(local ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
    const server = found.serverMetadata();
    // The library knows providers whose issuer depends on the token; which organisation signs in is not left to a token.
    if (new URL(server.issuer).href !== issuer.href) return fail('sign-in-issuer', 'metadata');
    const taken = (server.id_token_signing_alg_values_supported ?? ['RS256']).filter((alg) =>
      (algorithms as readonly string[]).includes(alg),
    );
    if (taken.length === 0) return fail('sign-in-unfit', 'algorithms');
    if (!has(server.code_challenge_methods_supported, 'S256')) return fail('sign-in-unfit', 'S256');
    if (!has(server.response_types_supported, 'code')) return fail('sign-in-unfit', 'code');
    const shown = signInAddress(server.authorization_endpoint ?? '', issuer, []);
    if (shown.url === null) return fail('sign-in-unfit', 'authorization_endpoint');
    for (const endpoint of [server.token_endpoint, server.jwks_uri])
      if (secureAddress(endpoint ?? '').url === null) return fail('sign-in-unfit', 'endpoints');
    const config = new oidc.Configuration(
      { ...structuredClone(plain(server)), id_token_signing_alg_values_supported: taken },
      policy.clientId,
      { [oidc.clockTolerance]: skewSeconds },
      oidc.None(),
    );
    config[oidc.customFetch] = net;
    oidc.enableNonRepudiationChecks(config);
    if (local) oidc.allowInsecureRequests(config);
    return ok(makeProvider(oidc, config, parts));
  } catch (error) {
    return troubleOf(error);
  }
}

/** Without the library's helpers, which are functions. */
const plain = (server: OpenId.ServerMetadata): OpenId.ServerMetadata =>
  JSON.parse(JSON.stringify(server)) as OpenId.ServerMetadata;

function makeProvider(oidc: typeof OpenId, config: OpenId.Configuration, parts: ProviderParts): Provider {
  const { policy } = parts;
  const server = config.serverMetadata();
  const { issuer } = server;
  return {
    issuer,
    async address({ state, nonce, verifier, redirectUrl }) {
      const challenge = await oidc.calculatePKCECodeChallenge(verifier);
      return oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUrl,
        scope: [...new Set(['openid', ...policy.scopes])].join(' '),
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        // Many people use one browser here: whoever is signed in there already is not who sits down now.
        prompt: 'login',
        max_age: '0',
        ...(policy.acrValues.length === 0 ? {} : { acr_values: policy.acrValues.join(' ') }),
      }).href;
    },
    read(query) {
      // RFC 9207: an answer that another provider sent, or that should name its sender and doesn't.
      const from = once(query, 'iss');
      const named = server.authorization_response_iss_parameter_supported === true || query.has('iss');
      if (named && from !== issuer) return fail('sign-in-issuer', 'iss');
      if (query.has('error')) {
        const why = wordOf(once(query, 'error'));
        return why === 'access_denied' ? fail('sign-in-denied') : fail('sign-in-refused', why);
      }
      const code = once(query, 'code');
      return code !== null && /^[\x21-\x7e]{1,4000}$/.test(code)
        ? ok(query)
        : fail('sign-in-refused', 'no code');
    },
    async exchange({ state, nonce, verifier, redirectUrl, fresh }, query, begunAt) {
      const url = new URL(redirectUrl);
      url.search = query.toString();
      try {
        const answer = await oidc.authorizationCodeGrant(config, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const { id_token: idToken = '' } = answer;
        if (idToken.length > maxToken) return fail('sign-in-too-large', 'token');
        const now = Math.floor(parts.wall() / 1000);
        const proved = readClaims({ ...answer.claims() }, { policy, now, begunAt, fresh });
        return proved.ok ? ok({ ...proved.value, idToken }) : proved;
      } catch (error) {
        return troubleOf(error);
      }
    },
  };
}
