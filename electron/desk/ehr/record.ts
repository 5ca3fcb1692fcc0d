// The record this desk is set up with: its sign-in, its token, and the room `ehr` that tells a page how it stands. A desk
// with a fixed token, or none, has the same room and nothing to sign in to.
import type Database from 'better-sqlite3';
import type { EhrState } from '#shared/contract/ehr.ts';
import type { Host } from '#host/host.ts';
import type { FhirConfig } from '#host/launch.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { appendAudit } from '../audit/append.ts';
import type { FhirClient } from '../fhir/client.ts';
import type { Token } from '../fhir/asking.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { Person, RoomHandlers } from '../router/context.ts';
import { algorithmFor, createDeskKey } from './desk-key.ts';
import { discover } from './discovery.ts';
import { notGranted } from './scopes.ts';
import { ehrSecrets } from './secrets.ts';
import { createSignIn } from './sign-in.ts';
import { smartFetch } from './smart-fetch.ts';
import { createTokens } from './tokens.ts';

export interface RecordParts {
  /** Null: none is set up, or this is a practice desk, which has none. */
  fhir: FhirConfig | null;
  core(): Database.Database | null;
  sealer: Sealer;
  person(): Person | null;
  clock: { now(): string; wall(): number };
  host: Pick<Host, 'openSignIn'> | null;
  fetch: typeof fetch;
  random(bytes: number): Buffer;
  uuid(): string;
  changed(...topics: string[]): void;
  /** Somebody has signed in: what waited for the record can go on. */
  signedIn(): void;
  /** What broke without anybody waiting for it, or that the disk takes nothing; goes to the log. */
  failed(error: unknown): void;
  /** How long a person has in the browser, ms. */
  withinMs?: number;
}

const fiveMinutes = 300_000;

export function createRecord(parts: RecordParts) {
  const { fhir, clock } = parts;
  const base = fhir?.url.replace(/\/+$/, '') ?? '';
  const auth = fhir?.auth ?? { kind: 'token' as const };
  const nowMs = (): number => Date.parse(clock.now());
  const secrets = ehrSecrets(parts.core, parts.sealer, parts.failed);
  const ask = smartFetch(parts.fetch);
  const deskKey = createDeskKey({ secrets, wallMs: clock.wall, uuid: parts.uuid });
  const look = (signal: AbortSignal) =>
    discover(base, auth.kind === 'token' ? [] : (auth.origins ?? []), ask, signal);
  const person = (): Person | null => parts.person();
  let sitting: string | null = null;
  /** A fresh token was refused: nothing that is tried again by itself would help. */
  let rejected = false;
  /** What the page was told last while the vault was open; a lock doesn't sign anybody out. */
  let last: EhrState['phase'] = fhir === null ? 'none' : 'open';
  let client: FhirClient | null = null;
  let asked = false;

  const changed = (): void => parts.changed('ehr.changed', 'status.changed');
  const tokens =
    fhir === null || auth.kind === 'token'
      ? null
      : createTokens({ base, auth, secrets, ask, deskKey, discover: look, person, nowMs, changed });
  const signIn =
    tokens === null || auth.kind !== 'launch'
      ? null
      : createSignIn({
          base,
          auth,
          ask,
          discover: look,
          random: parts.random,
          nowMs,
          host: parts.host,
          withinMs: parts.withinMs ?? fiveMinutes,
          changed,
          taken(who, held) {
            // Somebody else sits here by now: theirs is not the token.
            if (parts.person()?.id !== who.id) return;
            rejected = false;
            tokens.take(who.id, held);
            parts.signedIn();
          },
          ended: (who, outcome) => audit(who, outcome),
          failed: parts.failed,
        });

  function audit(who: Person, outcome: 'ok' | ErrorCode): void {
    const db = parts.core();
    if (db === null) return;
    const entry = { person: { id: who.id, role: who.role }, surface: 'desk', subject: {}, at: clock.now() };
    db.transaction(() => appendAudit(db, { event: 'ehr.sign-in-ended', outcome, ...entry })).immediate();
  }

  function phase(): EhrState['phase'] {
    if (fhir === null) return 'none';
    if (!secrets.readable()) return last;
    const held = tokens?.held() ?? null;
    const refusal = auth.kind === 'backend' ? (tokens?.why() ?? null) : null;
    if ((signIn?.going() ?? null) !== null) last = 'signing-in';
    else if (auth.kind === 'launch' && held === null) last = 'signed-out';
    else if (rejected || refusal !== null) last = 'refused';
    else last = held === null ? 'open' : 'signed-in';
    return last;
  }
  function why(now: EhrState['phase']): ErrorCode | null {
    // A fixed token is nobody's sign-in: there is nothing that an agent could try again.
    if (now === 'refused') return auth.kind === 'token' ? null : (tokens?.why() ?? 'ehr-sign-in-refused');
    return now === 'signed-out' ? (signIn?.why() ?? tokens?.why() ?? null) : null;
  }
  const iso = (ms: number | undefined): string | null =>
    ms === undefined ? null : new Date(ms).toISOString();

  function state(): EhrState {
    const now = phase();
    const going = signIn?.going() ?? null;
    const held = now === 'signed-in' ? (tokens?.held() ?? null) : null;
    const stated = client?.abilities.stated() ?? null;
    if (stated === null && (now === 'open' || now === 'signed-in')) askStatement();
    return {
      phase: now,
      kind: fhir === null ? 'none' : auth.kind,
      why: why(now),
      step: going?.step ?? null,
      address: going?.address ?? null,
      endsAt: iso(going?.endsAtMs),
      since: iso(held?.fromMs),
      until: iso(held?.untilMs),
      stored: held === null || secrets.stored(),
      lasting: held !== null && (auth.kind === 'backend' || held.refresh !== null),
      missing: held === null ? [] : notGranted(held.asked, held.granted).slice(0, 60),
      server:
        fhir === null
          ? null
          : {
              host: new URL(base).host,
              software: stated === null || stated.software === '' ? null : stated.software,
              fhirVersion: stated?.fhirVersion ?? null,
            },
    };
  }
  /** Once a start, and again after somebody signed in. */
  function askStatement(): void {
    if (client === null || asked) return;
    asked = true;
    client
      .statement(new AbortController().signal)
      .then((done) => done.ok && changed())
      .catch(parts.failed);
  }

  /** The record is asked to end it; whether it hears that changes nothing here. */
  function revoke(revokeUrl: string | null, token: string | null, clientId: string): void {
    if (revokeUrl !== null && token !== null)
      void ask(revokeUrl, AbortSignal.timeout(5000), { token, client_id: clientId });
  }
  function forget(personId: string): void {
    signIn?.cancel();
    const held = auth.kind === 'launch' ? tokens?.forget(personId) : null;
    if (held) revoke(held.revokeUrl, held.refresh ?? held.access, held.clientId);
    asked = false;
  }

  const handlers: RoomHandlers<'ehr'> = {
    state: () => ok(state()),
    async signIn(_input, context): Promise<Result<EhrState>> {
      if (signIn === null) return fail('ehr-unsupported', 'nobody signs in here');
      if (context.person === null) return fail('not-signed-in');
      asked = false;
      const begun = await signIn.start(context.person);
      return begun.ok ? ok(state()) : begun;
    },
    cancel() {
      signIn?.cancel();
      return ok(state());
    },
    signOut(_input, context) {
      if (context.person !== null) forget(context.person.id);
      return ok(state());
    },
    async register(_input, context) {
      if (auth.kind !== 'backend') return fail('ehr-unsupported', 'no key here');
      const found = await look(context.signal);
      const alg = algorithmFor(found.ok ? found.value.algorithms : null);
      if (alg === null) return fail('ehr-smart-unfit', 'algorithm');
      const key = await deskKey.publicKey(alg);
      return key.ok ? ok({ clientId: auth.clientId, keys: [key.value] }) : key;
    },
  };

  return {
    handlers,
    phase,
    /** For the client: the token of this request. */
    token: (renew: boolean): Promise<Token> | Token =>
      tokens === null ? (fhir?.token ?? null) : tokens.current(renew),
    /** For the client: a fresh token was refused. */
    onRefused(): void {
      if (rejected) return;
      rejected = true;
      changed();
    },
    /** For the client: an answer came. */
    onExchange(ok_: boolean): void {
      if (!ok_ || !rejected) return;
      rejected = false;
      changed();
    },
    use: (made: FhirClient | null): void => void (client = made),
    /** Somebody else's sign-in is not this person's. */
    seated(who: Person | null): void {
      if (sitting !== null && sitting !== who?.id) forget(sitting);
      sitting = who?.id ?? null;
    },
    locked(): void {
      signIn?.cancel();
      tokens?.lock();
    },
    stop(): void {
      signIn?.cancel();
      tokens?.stop();
    },
  };
}
