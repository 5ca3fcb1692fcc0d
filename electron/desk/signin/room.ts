// The sign-in room put together: the browser, the backend, the seat, the organisation's rules, and leaving after an hour.
import type { SessionState } from '#shared/contract/session.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { appendAudit } from '../audit/append.ts';
import type { GuardParts, GuardRoom } from '../guard/side.ts';
import { errorFields } from '../log.ts';
import { createPolicy } from '../policy/room.ts';
import { ed25519 } from '../policy/signed.ts';
import type { RoomHandlers } from '../router/context.ts';
import { keepRevoked, keepRole, keptPeople } from '../session/people.ts';
import { atBackend } from './at-backend.ts';
import { startRecovery } from './recover.ts';
import { createRun, type Purpose, type Wish } from './run.ts';
import { createSeat } from './seat.ts';

/** A person signs in within this, ms. */
const withinMs = 5 * 60_000;
/** How often it is looked whether anybody is still there, ms. */
const lookEveryMs = 30_000;
/** The same while something waits for the end of a call, ms. */
const waitingMs = 2000;

export interface SignInParts extends Pick<
  GuardParts,
  'init' | 'session' | 'core' | 'clock' | 'after' | 'log' | 'changed' | 'random'
> {
  /** Somebody is on the line at this seat. */
  inCall(): boolean;
  backend: Pick<GuardParts['backend'], 'client'> & Partial<Pick<GuardParts['backend'], 'state'>>;
  /** Opens the provider's page; null: the page offers the link. */
  host: Pick<NonNullable<GuardParts['host']>, 'openSignIn'> | null;
  /** Null outside a demo: the demo's control walks through the provider's pages as that person's browser would. */
  walk: ((address: string, personId: string) => Promise<Result<unknown>>) | null;
  net?: typeof fetch;
}

export function createSignIn(parts: SignInParts) {
  const { session, core, clock } = parts;
  const moved = (): void => parts.changed('session.changed', 'status.changed');
  function audit(
    event: string,
    outcome: 'ok' | ErrorCode,
    subject: object = {},
    who = session.person(),
  ): void {
    const db = core();
    if (db === null) return;
    const person = who && { id: who.id, role: who.role };
    db.transaction(() =>
      appendAudit(db, { event, outcome, person, surface: 'desk', subject, at: clock.now() }),
    ).immediate();
  }

  const policy = createPolicy({
    profile: parts.init.profile,
    version: parts.init.version,
    verify: ed25519,
    now: clock.now,
    vaultId: () => session.vault()?.vaultId ?? null,
    audit: (event, outcome, version) => audit(event, outcome, { version }),
    core,
    changed() {
      escrow();
      seat.settle();
      seat.endSetUp();
      moved();
    },
  });
  /**
   * What the organisation signed decides, however Careline was started: a desk that is told no backend's address goes on
   * asking for each person's own secret. Nobody real sits at a practice desk.
   */
  const names = (): boolean => parts.init.practice || policy.names();
  /** Nobody there who could say who signed in. */
  const alone = (): boolean => parts.backend.client === null && !names();
  const backend = atBackend(parts.backend.client);
  const seat = createSeat({
    session,
    demo: parts.init.demo !== null,
    core,
    now: clock.now,
    monotonic: clock.monotonic,
    rules: policy.rules,
    names,
    backend,
    inCall: parts.inCall,
    changed: moved,
    audit: (what) => audit('session.sit', 'ok', { what }),
    setUpGone: (outcome) => audit('admin.slot', outcome, { what: 'setup' }),
  });

  /** The master key lies with the organisation too, sealed, wherever its policy names a key for that. */
  function escrow(): void {
    const vault = session.vault();
    if (vault === null || vault.locked || policy.blind()) return;
    const { recoveryKey } = policy.rules();
    const done = vault.setEscrow(
      recoveryKey && { id: recoveryKey.id, publicKey: Buffer.from(recoveryKey.publicKey, 'base64') },
    );
    if (!done.ok) parts.log.warn('request.unexpected', { name: 'escrow', code: done.code });
  }

  const run = createRun({
    policy() {
      const { signIn } = policy.rules();
      if (policy.blind()) return fail('policy-refused');
      return signIn === null ? fail('sign-in-none') : ok(signIn);
    },
    net: parts.net ?? fetch,
    random: parts.random,
    wall: clock.wall,
    nowMs: () => Date.parse(clock.now()),
    withinMs,
    changed: moved,
    ended(purpose, outcome) {
      const who = outcome === 'ok' ? (seat.shown().arrived ?? session.person()) : null;
      audit(outcome === 'ok' ? 'signin.done' : 'signin.refused', outcome, {
        what: purpose,
        ...(who !== null && { personId: who.id }),
      });
    },
    stranger: (purpose) => audit('signin.refused', 'sign-in-state', { what: purpose }),
    failed: (error) => parts.log.error('request.unexpected', { name: 'sign-in', ...errorFields(error) }),
  });

  const shows: Wish['show'] = async (address) => {
    const issuer = policy.rules().signIn?.issuer ?? '';
    return parts.host === null ? ok(null) : parts.host.openSignIn({ url: address, issuer });
  };
  const sits = (show: Wish['show']): Result<Wish> => {
    if (session.phase() !== 'open') return fail(session.phase() === 'locked' ? 'locked' : 'vault-closed');
    const still = seat.begun();
    return ok({
      for: 'sit',
      nonce: parts.random(32).toString('base64url'),
      show,
      async proved(token, signal) {
        const answer = await backend.signIn({ ...token, for: 'sit', person: null });
        if (signal.aborted) return fail('cancelled', 'sign-in');
        if (!answer.ok) return answer;
        const stands = still(answer.value.person.id);
        return stands.ok ? seat.came(answer.value) : stands;
      },
    });
  };
  const stepsUp = (show: Wish['show']): Result<Wish> => {
    const who = session.person();
    if (who === null) return fail('not-signed-in');
    if (session.phase() !== 'open') return fail('locked');
    const still = seat.begun();
    return ok({
      for: 'step-up',
      nonce: parts.random(32).toString('base64url'),
      show,
      async proved(token, signal) {
        const answer = await backend.signIn({ ...token, for: 'step-up', person: who.id });
        if (signal.aborted) return fail('cancelled', 'sign-in');
        if (!answer.ok) return answer;
        if (answer.value.person.id !== who.id) return fail('sign-in-other-person');
        const stands = still(who.id);
        if (!stands.ok) return stands;
        if (session.person()?.id !== who.id) return fail('interrupted');
        return seat.fresh(answer.value) ? ok(null) : fail('sign-in-factor');
      },
    });
  };
  const recovers = (show: Wish['show']): Result<Wish> => {
    const phase = session.phase();
    const device = policy.device()?.device ?? null;
    if (phase === 'open') return fail('conflict', 'open');
    if (device === null) return fail('sign-in-none');
    const recovery = startRecovery(parts.init.profile, device, parts.random);
    if (!recovery.ok) return recovery;
    const { nonce, request, open } = recovery.value;
    const locks = session.locks();
    return ok({
      for: 'recover',
      nonce,
      show,
      async proved({ idToken }, signal) {
        const answer = await backend.recover(request(idToken));
        if (signal.aborted) return fail('cancelled', 'sign-in');
        if (!answer.ok) return answer.code === 'sign-in-needed' ? fail('sign-in-not-here') : answer;
        if (session.locks() !== locks) return fail('locked');
        // Somebody else's caller would go over to whoever comes in.
        const sits = session.person();
        if (sits !== null && sits.id !== answer.value.person && parts.inCall()) return fail('seat-in-call');
        const master = open(answer.value.sealed);
        if (!master.ok) return master;
        const done = await session.recover(master.value);
        if (!done.ok) return done;
        if (session.phase() !== 'open') return fail('locked');
        const db = core();
        const who = db === null ? undefined : keptPeople(db).find(({ id }) => id === answer.value.person);
        if (who !== undefined) seat.recovered(who);
        return ok(null);
      },
    });
  };
  const wishes = { sit: sits, 'step-up': stepsUp, recover: recovers };
  function begin(purpose: Purpose, show: Wish['show']): Result<ReturnType<typeof run.start>> {
    if (names()) return fail('sign-in-none');
    if (alone()) return fail('sign-in-no-backend');
    if (parts.inCall() && purpose === 'sit' && session.person() === null) return fail('seat-in-call');
    const wish = wishes[purpose](show);
    return wish.ok ? ok(run.start(wish.value)) : wish;
  }

  /** Nobody has touched anything for an hour: the seat is empty, whether or not the desk was locked. */
  let cancel: (() => void) | null = null;
  function lookAgain(): void {
    cancel?.();
    cancel = parts.after(seat.waits() ? waitingMs : lookEveryMs, look);
  }
  function look(): void {
    lookAgain();
    seat.settle();
    const limit = policy.rules().signOutMinutes * 60_000;
    if (parts.init.practice || session.person() === null || session.idleMs() < limit || parts.inCall())
      return;
    audit('session.leave', 'ok', { what: 'idle' });
    seat.getUp('signed-out-idle');
    moved();
  }
  look();

  const room: GuardRoom = {
    opened(vault) {
      seat.opened(vault.core);
      policy.room.opened?.(vault);
      escrow();
      seat.settle();
      seat.endSetUp();
    },
    unlocked: escrow,
    locked() {
      if (run.going()?.for !== 'recover') run.cancel();
      seat.locked();
    },
    seated: seat.seated,
    ...(policy.room.alsoSay === undefined ? {} : { alsoSay: policy.room.alsoSay }),
    contact(answer) {
      policy.room.contact?.(answer);
      const { guard } = answer;
      const db = core();
      if (guard === undefined || db === null) return;
      // Also of those who do not sit here now: by their secret nobody is asked elsewhere.
      keepRevoked(db, guard.revoked);
      for (const { person, role } of guard.roles) {
        const sits = person === session.person()?.id;
        if (sits) seat.roleIs(role);
        if (keepRole(db, person, role) && !sits)
          audit('admin.role', 'ok', { what: `role:${role}`, personId: person }, null);
        session.vault()?.relabelSlot(person, role);
      }
      seat.ended(guard.ended);
      if (seat.waits()) lookAgain();
    },
    enrolled: policy.enrolled,
    standing: () => ({ steppedUp: seat.steppedUp() }),
    shown() {
      const going = run.going();
      return {
        ...policy.room.shown?.(),
        ...seat.shown(),
        signIn: {
          mode: names() ? 'names' : 'oidc',
          going: going && {
            for: going.for,
            step: going.step,
            address: parts.host === null ? going.address : null,
            endsAt: new Date(going.endsAtMs).toISOString(),
          },
          problem: run.problem() ?? seat.why() ?? (alone() ? 'sign-in-no-backend' : null),
        },
      };
    },
    stop() {
      cancel?.();
      run.cancel();
    },
  };

  const handlers = (state: () => SessionState): RoomHandlers<'signin'> => {
    const answer = (done: Result<unknown>): Result<SessionState> => {
      moved();
      return done.ok ? ok(state()) : done;
    };
    return {
      async begin(input) {
        const connection = parts.backend.state?.() ?? 'none';
        // Said before the person goes through the provider's pages for nothing.
        if (connection !== 'none' && connection.state === 'offline') {
          if (run.going() === null) run.cancel();
          return answer(fail('sign-in-away'));
        }
        const begun = begin(input.for, shows);
        return answer(begun.ok ? await begun.value.begun : begun);
      },
      cancel() {
        run.cancel();
        return answer(ok(null));
      },
      stepUp: async ({ secret }) => answer(await seat.stepUp(secret)),
      endOther: async () => answer(await seat.endOther()),
    };
  };

  return {
    room,
    policy,
    seat,
    handlers,
    names,
    /** The demo's control as that person's browser, from the first page to the last answer. */
    async asPerson(personId: string, purpose: Purpose): Promise<Result<null>> {
      const { walk } = parts;
      if (walk === null) return fail('demo-only');
      run.cancel();
      const begun = begin(purpose, async (address) => {
        void walk(address, personId).then((done) => {
          if (!done.ok) run.cancel();
        });
        return ok(null);
      });
      return begun.ok ? begun.value.done : begun;
    },
  };
}
export type SignIn = ReturnType<typeof createSignIn>;
