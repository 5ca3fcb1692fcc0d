// One sign-in of an agent at the record (SMART App Launch, standalone): the record's own page in the system's browser, PKCE,
// an answer to this computer only, and a token that goes straight into the vault.
import { createHash } from 'node:crypto';
import type { Host } from '#host/host.ts';
import type { FhirAuth } from '#host/launch.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import { once, openRedirect } from '../loopback/redirect.ts';
import type { Person } from '../router/context.ts';
import type { SmartServer } from './discovery.ts';
import { launchScopes } from './scopes.ts';
import type { SmartFetch } from './smart-fetch.ts';
import { readGrant } from './token-answer.ts';
import { type Held, heldOf } from './tokens.ts';

export interface SignInParts {
  base: string;
  auth: Extract<FhirAuth, { kind: 'launch' }>;
  ask: SmartFetch;
  discover(signal: AbortSignal): Promise<Result<SmartServer>>;
  random(bytes: number): Buffer;
  nowMs(): number;
  /** Null: the page offers the link itself. */
  host: Pick<Host, 'openSignIn'> | null;
  /** A person signs in within this, ms. */
  withinMs: number;
  taken(person: Person, held: Held): void;
  changed(): void;
  /** For the audit: what became of it. */
  ended(person: Person, outcome: 'ok' | ErrorCode): void;
  /** Something of ours broke (a full disk): the sign-in ends, the desk doesn't. */
  failed(error: unknown): void;
}
export interface Going {
  step: 'asking' | 'browser' | 'finishing';
  address: string | null;
  endsAtMs: number;
}

/** What the record sent with the browser: a code, or why there is none. An answer that names another server is RFC 9207's. */
function readCode(query: URLSearchParams, { issuer, namesItself }: SmartServer): Result<string> {
  const from = once(query, 'iss');
  const other = from === null ? namesItself : issuer !== null && from !== issuer;
  if (other) return fail('ehr-sign-in-refused', 'iss');
  if (query.has('error')) {
    const why = once(query, 'error') ?? '';
    if (why === 'access_denied') return fail('ehr-sign-in-denied');
    return fail('ehr-sign-in-refused', /^[a-z_]{1,40}$/.test(why) ? why : 'error');
  }
  const code = once(query, 'code');
  return code !== null && /^[\x21-\x7e]{1,4000}$/.test(code)
    ? ok(code)
    : fail('ehr-sign-in-refused', 'no code');
}

export function createSignIn(parts: SignInParts) {
  const { auth, base } = parts;
  let going: (Going & { abort: AbortController; begun: Promise<Result<null>> }) | null = null;
  let why: ErrorCode | null = null;

  const secret = (): string => parts.random(32).toString('base64url');

  /** Until the browser has the page; what comes after goes on by itself. */
  async function begin(person: Person, mine: Going, signal: AbortSignal): Promise<Result<null>> {
    const found = await parts.discover(signal);
    if (!found.ok) return found;
    const server = found.value;
    if (server.authorizeUrl === null) return fail('ehr-smart-unfit', 'no sign-in by browser with S256');
    const verifier = secret();
    const state = secret();
    const opened = await openRedirect({
      state,
      read: (query) => readCode(query, server),
      codes: { late: 'ehr-sign-in-late', refused: 'ehr-sign-in-refused' },
      port: auth.redirectPort ?? null,
      withinMs: parts.withinMs,
      signal,
    });
    if (!opened.ok) return opened;
    const redirect = opened.value;
    const asked = auth.scope ?? launchScopes(person.role, server.capabilities);
    const address = new URL(server.authorizeUrl);
    const fields = {
      response_type: 'code',
      client_id: auth.clientId,
      redirect_uri: redirect.url,
      scope: asked,
      state,
      aud: base,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
    if (parts.host !== null) {
      const shown = await parts.host.openSignIn({ url: address.href });
      if (!shown.ok) return shown;
    } else mine.address = address.href;
    mine.step = 'browser';
    mine.endsAtMs = parts.nowMs() + parts.withinMs;
    parts.changed();
    finish(person, mine, server, redirect.answer, {
      signal,
      asked,
      form: { client_id: auth.clientId, redirect_uri: redirect.url, code_verifier: verifier },
    }).catch((error: unknown) => end(person, mine, broken(error)));
    return ok(null);
  }

  async function finish(
    person: Person,
    mine: Going,
    server: SmartServer,
    answer: Promise<Result<string>>,
    about: { signal: AbortSignal; asked: string; form: Record<string, string> },
  ): Promise<void> {
    const code = await answer;
    if (!code.ok) return end(person, mine, code);
    mine.step = 'finishing';
    mine.address = null;
    parts.changed();
    const form = { grant_type: 'authorization_code', code: code.value, ...about.form };
    const sent = await parts.ask(server.tokenUrl, about.signal, form);
    if (about.signal.aborted) return end(person, mine, fail('cancelled'));
    const grant = sent.ok ? readGrant(sent.value, 'ehr-sign-in-refused') : sent;
    if (!grant.ok) return end(person, mine, grant);
    const { tokenUrl, revokeUrl } = server;
    const from = { base, clientId: auth.clientId, tokenUrl, revokeUrl, asked: about.asked };
    end(person, mine, ok(heldOf(grant.value, from, parts.nowMs())));
  }

  function broken(error: unknown): Failure {
    parts.failed(error);
    return fail('unexpected', 'sign-in');
  }
  /** Whatever of it fails, the rest is done: nobody is left "signing in" for good. */
  function end(person: Person, mine: Going, outcome: Result<Held>): void {
    if (going === mine) going = null;
    why = outcome.ok || outcome.code === 'cancelled' ? null : outcome.code;
    const steps = [
      () => outcome.ok && parts.taken(person, outcome.value),
      () => parts.ended(person, outcome.ok ? 'ok' : outcome.code),
      parts.changed,
    ];
    for (const step of steps)
      try {
        step();
      } catch (error) {
        parts.failed(error);
      }
  }

  return {
    going: (): Going | null => going,
    /** Why the last one failed; null after a cancelled one. */
    why: (): ErrorCode | null => why,
    /** A second one joins the first. */
    start(person: Person): Promise<Result<null>> {
      if (going !== null) return going.begun;
      const abort = new AbortController();
      const endsAtMs = parts.nowMs() + parts.withinMs;
      const mine: Going & { abort: AbortController } = { step: 'asking', address: null, endsAtMs, abort };
      why = null;
      const begun = begin(person, mine, abort.signal)
        .catch(broken)
        .then((done) => {
          if (!done.ok) {
            abort.abort();
            end(person, mine, done);
          }
          return done;
        });
      going = Object.assign(mine, { begun });
      parts.changed();
      return begun;
    },
    /** By the person, at lock, when another one sits down, at the end. */
    cancel(): void {
      going?.abort.abort();
      why = null;
    },
  };
}
