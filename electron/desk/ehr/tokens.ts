// The token that goes with a request to the record: kept sealed in the vault (an agent's) or in memory alone (the desk's
// own), renewed a little before it ends and once after a 401, however many requests wait for it. A lock takes what is in
// memory; a renewal that comes back after it is still kept, because the old refresh token is spent by then.
import { z } from 'zod';
import type { FhirAuth } from '#host/launch.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import { algorithmFor, type DeskKey } from './desk-key.ts';
import type { SmartServer } from './discovery.ts';
import { backendScopes } from './scopes.ts';
import type { EhrSecrets } from './secrets.ts';
import type { SmartFetch } from './smart-fetch.ts';
import { type Granted, readGrant } from './token-answer.ts';

const heldSchema = z.strictObject({
  /** Whom it is for: another record, or another client, never gets it. */
  base: z.string(),
  clientId: z.string(),
  access: z.string(),
  refresh: z.string().nullable(),
  /** Milliseconds by the desk's clock. */
  fromMs: z.number(),
  untilMs: z.number(),
  tokenUrl: z.string(),
  revokeUrl: z.string().nullable(),
  asked: z.string(),
  granted: z.string().nullable(),
});
export type Held = z.infer<typeof heldSchema>;
export type SignInAuth = Exclude<FhirAuth, { kind: 'token' }>;

export interface TokensParts {
  base: string;
  auth: SignInAuth;
  secrets: EhrSecrets;
  ask: SmartFetch;
  deskKey: DeskKey;
  discover(signal: AbortSignal): Promise<Result<SmartServer>>;
  person(): { id: string } | null;
  nowMs(): number;
  changed(): void;
}

/** Renewed this long before its end, or in the last fifth of a short life. */
const early = ({ fromMs, untilMs }: Held): number => Math.min(30_000, (untilMs - fromMs) / 5);
/** A server that refused the desk's key is not asked with each request again. */
const restAfterRefusalMs = 30_000;

export const heldOf = (
  grant: Granted,
  from: Pick<Held, 'base' | 'clientId' | 'tokenUrl' | 'revokeUrl' | 'asked'>,
  nowMs: number,
): Held => ({
  base: from.base,
  clientId: from.clientId,
  tokenUrl: from.tokenUrl,
  revokeUrl: from.revokeUrl,
  asked: from.asked,
  access: grant.access,
  refresh: grant.refresh,
  fromMs: nowMs,
  untilMs: nowMs + grant.seconds * 1000,
  granted: grant.scope,
});

export function createTokens(parts: TokensParts) {
  const { base, auth, secrets, nowMs } = parts;
  const { clientId } = auth;
  let memory: { owner: string; held: Held } | null = null;
  let none: string | null = null;
  let renewing: { owner: string; work: Promise<Result<Held>> } | null = null;
  let ended: ErrorCode | null = null;
  let refused: { code: ErrorCode; atMs: number } | null = null;
  let server: SmartServer | null = null;
  /** What was asked for before it changed must not bring anybody back. */
  let sitting = new AbortController();

  const owner = (): string | null => (auth.kind === 'backend' ? 'desk' : (parts.person()?.id ?? null));
  const nameOf = (who: string): string => `tokens:${who}`;

  function held(): Held | null {
    const who = owner();
    if (who === null) return null;
    if (memory?.owner === who) return memory.held;
    if (auth.kind === 'backend' || none === who || !secrets.readable()) return null;
    const read = heldSchema.safeParse(secrets.get(nameOf(who))).data;
    if (read === undefined || read.base !== base || read.clientId !== clientId) {
      none = who;
      return null;
    }
    memory = { owner: who, held: read };
    return read;
  }
  function keep(who: string, next: Held): void {
    // While locked what was renewed lies in the vault alone.
    if (secrets.readable()) memory = { owner: who, held: next };
    none = null;
    ended = null;
    refused = null;
    if (auth.kind === 'launch') secrets.put(nameOf(who), next);
    parts.changed();
  }
  function drop(who: string, why: ErrorCode | null): void {
    if (memory?.owner === who) memory = null;
    none = who;
    ended = why;
    secrets.forget(nameOf(who));
    parts.changed();
  }

  async function renewAgent(who: string, old: Held, { signal }: AbortController): Promise<Result<Held>> {
    if (old.refresh === null) {
      drop(who, 'ehr-signed-out');
      return fail('ehr-signed-out', 'over');
    }
    const form = { grant_type: 'refresh_token', refresh_token: old.refresh, client_id: clientId };
    const answer = await parts.ask(old.tokenUrl, signal, form);
    if (signal.aborted) return fail('ehr-signed-out', 'meanwhile');
    if (!answer.ok) return answer;
    const grant = readGrant(answer.value, 'ehr-signed-out');
    if (!grant.ok) {
      if (grant.code === 'ehr-signed-out') drop(who, 'ehr-signed-out');
      return grant;
    }
    const next = heldOf(grant.value, old, nowMs());
    next.refresh ??= old.refresh;
    next.granted ??= old.granted;
    keep(who, next);
    return ok(next);
  }

  async function newForDesk({ signal }: AbortController): Promise<Result<Held>> {
    if (refused !== null && nowMs() - refused.atMs < restAfterRefusalMs) return fail(refused.code, 'again');
    const failed = (failure: Failure): Failure => {
      if (!failure.retryable && failure.code !== 'locked') {
        refused = { code: failure.code, atMs: nowMs() };
        parts.changed();
      }
      return failure;
    };
    if (server === null) {
      const found = await parts.discover(signal);
      if (!found.ok) return failed(found);
      server = found.value;
    }
    const alg = algorithmFor(server.algorithms);
    if (alg === null) return failed(fail('ehr-smart-unfit', 'algorithm'));
    const { tokenUrl, revokeUrl } = server;
    const signed = await parts.deskKey.assertion(alg, clientId, tokenUrl);
    if (!signed.ok) return failed(signed);
    const asked = auth.scope ?? backendScopes(server.capabilities);
    const answer = await parts.ask(tokenUrl, signal, {
      grant_type: 'client_credentials',
      scope: asked,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signed.value,
    });
    if (!answer.ok) return failed(answer);
    const grant = readGrant(answer.value, 'ehr-key-unknown');
    if (!grant.ok) return failed(grant);
    const next = heldOf(grant.value, { base, clientId, tokenUrl, revokeUrl, asked }, nowMs());
    keep('desk', next);
    return ok(next);
  }

  /** What is still under way for the token before must neither end nor replace the one that stands now. */
  function anew(): void {
    sitting.abort();
    sitting = new AbortController();
    renewing = null;
  }

  function renewal(who: string, old: Held | null): Promise<Result<Held>> {
    if (renewing?.owner === who) return renewing.work;
    const mine = sitting;
    const begun = old !== null && auth.kind === 'launch' ? renewAgent(who, old, mine) : newForDesk(mine);
    const work = begun.finally(() => {
      if (renewing?.work === work) renewing = null;
    });
    renewing = { owner: who, work };
    return work;
  }

  return {
    held,
    /** The token for a request, or why there is none. Nothing is sent without. */
    async current(renew: boolean): Promise<string | Failure> {
      if (!secrets.readable()) return fail('locked', 'record');
      // Room on the disk again: what waited for it is kept for the next start too.
      if (secrets.retry()) parts.changed();
      const who = owner();
      const now = held();
      if (who === null || (now === null && auth.kind === 'launch')) return fail('ehr-signed-out');
      const left = now === null ? 0 : now.untilMs - nowMs();
      if (now !== null && !renew && left > early(now)) return now.access;
      const next = await renewal(who, now);
      if (next.ok) return next.value.access;
      // Somebody signed in while the old one was being renewed.
      const instead = owner() === who ? held() : null;
      if (instead !== null && instead.access !== now?.access) return instead.access;
      // The sign-in is away for the moment; what is at hand still holds.
      return now !== null && !renew && left > 0 && next.retryable ? now.access : next;
    },
    /** An agent signed in. */
    take(personId: string, next: Held): void {
      anew();
      keep(personId, next);
    },
    /** Signed out, or another person sits here: what is in the vault goes too. Returns what there was. */
    forget(personId: string): Held | null {
      const was = memory?.owner === personId ? memory.held : null;
      const read = was ?? heldSchema.safeParse(secrets.get(nameOf(personId))).data ?? null;
      anew();
      drop(personId, null);
      return read;
    },
    /** At lock. */
    lock(): void {
      memory = null;
      none = null;
    },
    /** Why the agent is not signed in any more, or the desk's key is refused; null = not so. */
    why: (): ErrorCode | null => refused?.code ?? ended,
    stop: (): void => sitting.abort(),
  };
}
export type Tokens = ReturnType<typeof createTokens>;
