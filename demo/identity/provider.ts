// The provider itself: `oidc-provider` with one public client, and this demo's login in place of its own.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { accountOf, acrOne, acrTwo, sampleCode, type Account } from './accounts.ts';
import { Memory } from './memory.ts';
import { factorPage, loginPage, lostPage } from './pages.ts';

export const clientId = 'careline-desk';
const bodyLimit = 4000;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const part of request as AsyncIterable<Buffer>) {
    body += part.toString('utf8');
    if (body.length > bodyLimit) throw new Error('too large');
  }
  return new URLSearchParams(body);
}

export async function makeProvider(
  issuer: string,
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const { default: Provider, interactionPolicy } = await import('oidc-provider');
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const policy = interactionPolicy.base();
  // The organisation's own program: nobody is asked whether it may know their name.
  policy.remove('consent');
  const provider = new Provider(issuer, {
    adapter: Memory,
    clients: [
      {
        client_id: clientId,
        application_type: 'native',
        // RFC 8252 7.3: whatever port the answer is waited for on.
        redirect_uris: ['http://127.0.0.1/careline'],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...key, kid: 'demo', use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    acrValues: [acrTwo, acrOne],
    claims: { acr: null, auth_time: null, openid: ['sub', 'acr', 'amr', 'auth_time'] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 600,
      Grant: 600,
      Session: 3600,
    },
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId,
        accountId: ctx.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    renderError(ctx, out) {
      ctx.type = 'text';
      ctx.body = `${out.error}\n`;
    },
  });
  const callback = provider.callback();
  /** Password given, second factor not yet. */
  const half = new Map<string, Account>();

  function show(response: ServerResponse, status: number, make: (nonce: string) => string): void {
    const nonce = randomBytes(16).toString('base64');
    response
      .writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        // The answer goes on to the desk's port, and browsers hold a form's whole way to this list.
        'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self' http://127.0.0.1:*; frame-ancestors 'none'; base-uri 'none'`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      .end(make(nonce));
  }

  /**
   * Whoever signed in at this browser before is signed out when another person has just proved who they are: by itself the
   * library leads through its own page for signing out, and the attempt ends there (`invalid_request`).
   */
  async function makeRoom(sessionUid: string | undefined, personId: string): Promise<void> {
    const before = sessionUid === undefined ? undefined : await provider.Session.findByUid(sessionUid);
    if (before?.accountId === undefined || before.accountId === personId) return;
    delete before.accountId;
    delete before.authorizations;
    await before.persist();
  }

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { uid, params, session } = await provider.interactionDetails(request, response);
    const [, , asked, step = ''] = (request.url ?? '').split('?', 1)[0]?.split('/') ?? [];
    if (asked !== uid) return show(response, 404, lostPage);
    const shown = (wrong: boolean, to: string) => (nonce: string) => ({
      nonce,
      wrong,
      action: `/interaction/${uid}/${to}`,
    });
    const login = (wrong: boolean, hint: unknown): void =>
      show(response, 200, (n) => loginPage(shown(wrong, 'login')(n), typeof hint === 'string' ? hint : null));
    const finish = async (who: Account, amr: string[]): Promise<void> => {
      half.delete(uid);
      const acr = amr.length > 1 ? acrTwo : acrOne;
      const result = { login: { accountId: who.id, acr, amr, remember: false } };
      const to = await provider.interactionResult(request, response, result, {
        mergeWithLastSubmission: false,
      });
      await makeRoom(session?.uid, who.id);
      response.writeHead(303, { location: to, 'content-length': '0' }).end();
    };
    if (request.method !== 'POST') return login(false, params['login_hint']);
    const form = await readForm(request);
    if (step === 'login') {
      const who = accountOf(form.get('person') ?? '');
      if (who === null || form.get('password') !== who.password) return login(true, form.get('person'));
      if (who.factor === null) return finish(who, ['pwd']);
      half.set(uid, who);
      return show(response, 200, (n) => factorPage(shown(false, 'factor')(n), who));
    }
    const who = half.get(uid);
    if (step !== 'factor' || who === undefined) return show(response, 404, lostPage);
    const right = who.factor === 'hwk' ? form.get('key') === 'touched' : form.get('code') === sampleCode;
    if (!right) return show(response, 200, (n) => factorPage(shown(true, 'factor')(n), who));
    return finish(who, ['pwd', who.factor ?? 'otp']);
  }

  return (request, response) => {
    if (!(request.url ?? '').startsWith('/interaction/')) return void callback(request, response);
    interact(request, response).catch(() => {
      if (!response.headersSent) show(response, 404, lostPage);
      else response.destroy();
    });
  };
}
