// Who sits here, and how that was proved: by a sign-in that the backend took, by the person's own secret, or by nothing where
// the organisation asks for no proof. A proof belongs to the seat: whoever sits down next needs their own.
import { callers } from '#shared/contract/kinds.ts';
import { stepUpMs, type SessionAnswer } from '#shared/protocol/identity.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { SecretKind } from '#shared/domain/access/secret.ts';
import type { Person } from '../router/context.ts';
import {
  keepLastHere,
  keepPerson,
  keepProof,
  keepRevoked,
  keepSitting,
  keptProof,
  keptRevoked,
  proofMac,
  satHere,
} from '../session/people.ts';
import type { Session } from '../session/session.ts';
import type { Db } from '../vault/open.ts';
import type { Rules } from '../policy/room.ts';
import { type AtBackend, otherOf } from './at-backend.ts';
import { setUpGoes } from './set-up.ts';
import type { GuardStanding } from './standing.ts';
import { stampedUntil, type Still, stillOf } from './still.ts';

export interface SeatParts {
  session: Session;
  core(): Db | null;
  /** ISO instant by the desk's shown clock, and steady milliseconds. */
  now(): string;
  monotonic(): number;
  rules(): Rules;
  /** Names prove nothing here, and nobody asked that they do. */
  names(): boolean;
  backend: AtBackend;
  /** Its passphrase is shown to everybody. */
  demo?: boolean;
  /** Somebody is on the line at this seat: it can't change hands. */
  inCall(): boolean;
  changed(): void;
  /** A role of whoever sits here began to count, or waits for the end of a call. */
  audit(what: string): void;
  /** The set-up passphrase opens nothing any more, or its slot would not go. */
  setUpGone(outcome: 'ok' | ErrorCode): void;
}
interface Proof {
  by: 'oidc' | 'secret' | 'names';
  at: string;
  mfa: boolean;
  /** Steady clock; null = not fresh. */
  freshUntil: number | null;
}

type Why = Extract<ErrorCode, 'session-ended' | 'signed-out-idle' | 'person-revoked'>;
type Role = Person['role'];
const takesCalls = (role: Role): boolean => callers.includes(role);

export function createSeat(parts: SeatParts) {
  const { session, core } = parts;
  let proof: Proof | null = null;
  let arrived: { person: Person; mfa: boolean; freshUntil: number | null } | null = null;
  let lastSignIn: string | null = null;
  let lastHere: string | null = null;
  let failedSince = 0;
  let other: GuardStanding['otherSession'] = null;
  /** When this person's session here began, by the backend's clock. */
  let since: string | null = null;
  let seatedId: string | null = null;
  /** Counts whoever sat down or got up. */
  let seats = 0;
  /** What `sit` is about to be proved by. */
  let proving: Proof | null = null;
  /** Why the seat is empty though nobody here left it; until somebody sits. */
  let why: Why | null = null;
  /** What the organisation decided of whoever is on the line here: it counts when the call has ended. */
  let afterCall: { role: Role } | 'leave' | null = null;

  const made = (by: Proof['by'], mfa: boolean, freshUntil: number | null): Proof => ({
    by,
    at: parts.now(),
    mfa,
    freshUntil,
  });
  const fromNow = (): number => parts.monotonic() + stepUpMs;
  const stamped = (answer: SessionAnswer): number | null => stampedUntil(answer, parts.monotonic());
  const begun = (): Still => stillOf(session, () => seats);
  const mayNot = (personId: string): boolean => keptRevoked(core()).includes(personId);
  const mac = proofMac(session);
  /** Only of a seat that this very run made, and brings back after a crash. */
  function broughtBack(who: Person): ReturnType<typeof keptProof> {
    const db = core();
    return db === null || !session.reopening() ? null : keptProof(db, who, mac);
  }
  function sitDown(who: Person, by: Proof): void {
    const db = core();
    if (db !== null) {
      keepSitting(db, who.id);
      keepProof(db, { person: who.id, role: who.role, by: by.by, at: by.at, mfa: by.mfa }, mac);
    }
    const again = session.person()?.id === who.id;
    arrived = null;
    proving = by;
    session.sit(who);
    proving = null;
    const before = db === null ? null : keepLastHere(db, who.id, by.at);
    // Who unlocks what they had locked was not away.
    lastHere = again ? null : before;
    failedSince = by.by === 'secret' ? session.failedBefore(who.id) : 0;
  }
  function getUp(reason: Why | null = null): void {
    why = reason;
    afterCall = null;
    const db = core();
    if (db !== null) keepSitting(db, null);
    const was = session.person();
    const proved = proof !== null && proof.by !== 'names';
    arrived = null;
    session.sit(null);
    if (was !== null && proved) void parts.backend.leave(was.id);
  }
  const mayChange = (personId: string | null): boolean =>
    !parts.inCall() || session.person()?.id === personId;
  const taken = (who: Person): boolean => !mayChange(who.id);
  function roleIs(role: Role): void {
    const who = session.person();
    const db = core();
    if (who === null || db === null || afterCall === 'leave') return;
    if (parts.inCall() && takesCalls(who.role) && !takesCalls(role)) {
      if (afterCall?.role === role) return;
      afterCall = { role };
      parts.audit(`role-waits:${role}`);
      return parts.changed();
    }
    const waited = afterCall !== null;
    afterCall = null;
    if (role !== who.role) {
      keepPerson(db, { ...who, role });
      parts.audit(`role:${role}`);
      if (proof !== null)
        keepProof(db, { person: who.id, role, by: proof.by, at: proof.at, mfa: proof.mfa }, mac);
      session.sit({ ...who, role });
    } else if (waited) parts.changed();
  }
  const hasSlot = (personId: string): boolean => session.slots().some((slot) => slot.person?.id === personId);
  const endSetUp = (): void => setUpGoes({ ...parts, mayNot });

  return {
    begun,
    endSetUp,
    /** Somebody on the line would go over to whoever sits down. */
    mayChange,
    /** The set-up passphrase (null) empties the seat only where names must be proved: elsewhere whoever sits goes on. */
    mayUnlock: (personId: string | null): boolean =>
      (personId === null && parts.names() && afterCall !== 'leave') || mayChange(personId),
    /**
     * Who comes back after a crash: whoever sat here in this run and works here still. Where names prove nothing, with the proof
     * that they had, in the role that they had, and while their way in is here; else nobody.
     */
    satHere(fixed: readonly Person[] | null): Person | null {
      const db = core();
      if (db === null || !session.reopening()) return null;
      const who = satHere(db, fixed);
      if (who === null || parts.names()) return who;
      const kept = broughtBack(who);
      return kept !== null && kept.by !== 'names' && hasSlot(who.id) ? who : null;
    },
    /** The vault was opened: what an earlier run left of its seat is nobody's. */
    opened(db: Db): void {
      if (!session.reopening()) keepSitting(db, null);
    },
    /** Told of every seat, also of those that a restart brought back. */
    seated(who: Person | null): void {
      const another = who?.id !== seatedId;
      if (another) seats++;
      seatedId = who?.id ?? null;
      if (another) {
        lastSignIn = lastHere = other = since = null;
        failedSince = 0;
        afterCall = null;
      }
      if (who !== null && another) why = null;
      if (who === null) proof = null;
      else if (proving !== null) proof = proving;
      else if (another) {
        const kept = broughtBack(who);
        proof = kept === null ? made('names', false, null) : { ...kept, freshUntil: null };
      }
    },
    /** A proof for one act ends with the lock. */
    locked(): void {
      if (proof !== null) proof.freshUntil = null;
      arrived = null;
    },
    steppedUp: (): boolean => (proof?.freshUntil ?? Number.NEGATIVE_INFINITY) > parts.monotonic(),
    proof: (): Proof | null => proof,
    /** Nobody may go on sitting by a name where the organisation asks for a proof. */
    settle(): void {
      if (afterCall !== null && !parts.inCall()) {
        if (afterCall === 'leave') getUp('person-revoked');
        else roleIs(afterCall.role);
      }
      if (!parts.names() && proof?.by === 'names' && !parts.inCall()) getUp();
    },

    /** By a name from the list. */
    sit(who: Person): Result<null> {
      if (taken(who)) return fail('seat-in-call');
      if (session.person()?.id === who.id) return ok(null);
      if (!parts.names()) return fail('sign-in-needed');
      if (mayNot(who.id)) return fail('person-revoked');
      sitDown(who, made('names', false, null));
      return ok(null);
    },
    async sitBySecret(who: Person, secret: string, still = begun()): Promise<Result<null>> {
      if (taken(who)) return fail('seat-in-call');
      const right = await session.check(who.id, secret);
      if (!right.ok) return right;
      const stands = still(who.id);
      if (!stands.ok) return stands;
      if (taken(who)) return fail('seat-in-call');
      if (mayNot(who.id)) return fail('person-revoked');
      sitDown(who, made('secret', false, fromNow()));
      void this.told(who.id);
      return ok(null);
    },
    /** The vault was opened or unlocked: by whose secret? Null: the set-up passphrase, or no secret at all. */
    unlockedBy(who: Person | null): void {
      if (who !== null && !mayNot(who.id)) {
        sitDown(who, made('secret', false, fromNow()));
        void this.told(who.id);
      } else if (!parts.names() && session.person() !== null) getUp();
    },
    /** The backend hears who sits here by their secret, and says whether they sit elsewhere too. */
    async told(personId: string): Promise<void> {
      const live = await parts.backend.seat(personId);
      if (!live.ok || session.person()?.id !== personId) return;
      since = live.value.serverTime;
      other = otherOf(live.value.others);
      parts.changed();
    },
    /** The backend took a sign-in. */
    came(answer: SessionAnswer): Result<null> {
      const { person: who, mfa } = answer;
      if (taken(who)) return fail('seat-in-call');
      const db = core();
      if (db === null) return fail('vault-closed');
      // Whoever was revoked here and may sign in again is bound anew.
      keepRevoked(
        db,
        keptRevoked(db).filter((id) => id !== who.id),
      );
      keepPerson(db, who);
      const again = session.person()?.id === who.id;
      const freshUntil = stamped(answer);
      if (hasSlot(who.id)) sitDown(who, made('oidc', mfa, freshUntil));
      else {
        if (session.person() !== null && !again) getUp();
        arrived = { person: who, mfa, freshUntil };
      }
      since = answer.serverTime;
      lastSignIn = answer.lastSignIn?.at ?? null;
      ({ failedSince } = answer);
      other = otherOf(answer.others);
      return ok(null);
    },
    /** Whoever recovered a vault chooses a new secret before anything else; the old one goes with it. */
    recovered(who: Person): void {
      if (session.person() !== null) getUp();
      arrived = { person: who, mfa: true, freshUntil: null };
    },
    /** By the backend's stamp; null: by a secret, just now. False: there was none. */
    fresh(answer: SessionAnswer | null): boolean {
      const freshUntil = answer === null ? fromNow() : stamped(answer);
      if (proof === null || freshUntil === null) return false;
      proof = { ...proof, mfa: proof.mfa || answer?.mfa === true, freshUntil };
      return true;
    },
    /** Without a browser: by the person's own secret; by the set-up passphrase where nobody has one. */
    async stepUp(secret: string): Promise<Result<null>> {
      const who = session.person();
      if (who === null) return fail('not-signed-in');
      const own = hasSlot(who.id);
      const still = begun();
      if (!own && !parts.names()) return fail('sign-in-needed');
      const right = await session.check(own ? who.id : null, secret);
      if (!right.ok) return right;
      const stands = still(who.id);
      if (!stands.ok) return stands;
      if (session.person()?.id !== who.id) return fail('interrupted');
      this.fresh(null);
      return ok(null);
    },
    async setSecret(secret: string, kind: SecretKind, old?: string): Promise<Result<null>> {
      const rules = parts.rules();
      if (kind === 'pin' && !rules.pinAllowed) return fail('pin-not-allowed');
      if (rules.keystoreRequired && session.keystore().state !== 'available')
        return fail('keystore-unavailable', 'policy');
      const setUp = session.slots().find(({ person }) => person === null);
      // Whoever set the computer up knows it. In the demo everybody does, and its cards sit down by it.
      if (!parts.demo && setUp !== undefined && (await session.openedBy(secret, [setUp.id])).length > 0)
        return fail('secret-set-up');
      if (arrived === null) {
        const who = session.person();
        if (who === null || old === undefined) return fail('sign-in-needed');
        return secret === old ? fail('secret-same') : session.changeSecret(who, old, secret, kind);
      }
      const mine = arrived;
      const { person, mfa, freshUntil } = mine;
      const still = begun();
      const done = await session.setSecret(person, secret, kind);
      if (!done.ok) return done;
      // Revoked while their secret was being made: it goes as the others of theirs did.
      if (mayNot(person.id)) session.vault()?.removeSlot(person.id, { force: true });
      endSetUp();
      const stands = still(person.id);
      if (!stands.ok) return stands;
      if (arrived !== mine) return fail('interrupted');
      const keep = { lastSignIn, failedSince, other, since };
      sitDown(person, made('oidc', mfa, freshUntil));
      ({ lastSignIn, failedSince, other, since } = keep);
      return ok(null);
    },
    getUp,
    async endOther(): Promise<Result<null>> {
      const who = session.person();
      if (who === null) return fail('not-signed-in');
      const done = await parts.backend.endOther(who.id);
      if (!done.ok) return done;
      other = otherOf(done.value.others);
      return ok(null);
    },
    /** Ended at another desk (C1): one that began after that is another one. */
    ended(list: readonly { person: string; at: string }[]): void {
      const who = session.person();
      const mine = list.find((one) => one.person === who?.id);
      if (mine !== undefined && (since === null || mine.at >= since) && !parts.inCall())
        getUp('session-ended');
    },
    /** The backend's role counts (C11). One without calls waits for the end of a call: nobody else here could end it. */
    roleIs,
    /**
     * May sit here no longer (C36). Somebody on the line keeps the call's controls behind the lock until it ends, which
     * somebody else could not take over. False: they do not sit here, or it was said before.
     */
    revoked(personId: string): boolean {
      if (arrived?.person.id === personId) arrived = null;
      if (session.person()?.id !== personId || afterCall === 'leave') return false;
      if (parts.inCall()) {
        afterCall = 'leave';
        why = 'person-revoked';
        parts.changed();
      } else getUp('person-revoked');
      return true;
    },
    /** Something counts as soon as the call has ended. */
    waits: (): boolean => afterCall !== null,
    why: (): Why | null => why,
    shown(): Pick<
      GuardStanding,
      | 'slots'
      | 'proof'
      | 'arrived'
      | 'needsSecret'
      | 'secretRules'
      | 'lastSignIn'
      | 'lastHere'
      | 'failedSince'
      | 'otherSession'
      | 'roleWaits'
    > {
      const left = (proof?.freshUntil ?? 0) - parts.monotonic();
      const until = left > 0 ? new Date(Date.parse(parts.now()) + left).toISOString() : null;
      const store = session.keystore().state === 'available';
      return {
        slots: session.slots(),
        proof: proof && { by: proof.by, at: proof.at, mfa: proof.mfa, stepUpUntil: until },
        arrived: arrived?.person ?? null,
        needsSecret: arrived !== null,
        secretRules: {
          pin: store && parts.rules().pinAllowed,
          minPin: 6,
          minPassphrase: 12,
          passphraseOnly: !store,
        },
        lastSignIn,
        lastHere,
        failedSince,
        otherSession: other,
        roleWaits: afterCall === null || afterCall === 'leave' ? null : afterCall.role,
      };
    },
  };
}
export type Seat = ReturnType<typeof createSeat>;
