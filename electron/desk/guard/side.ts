// Everything in this desk that decides who sits here and what may still be read, put together in one place: policy,
// sign-in, lease, revocation, audit, break-glass, reports, backups. Such a room adds its line here, not in the composition
// root.
import type Database from 'better-sqlite3';
import type { Host } from '#host/host.ts';
import type { Init, ParentLink } from '#host/link.ts';
import type { Result } from '#shared/domain/result.ts';
import type { EnrolAnswer } from '#shared/protocol/enrol.ts';
import type { Handshake2Answer } from '#shared/protocol/lanes.ts';
import { createBreakGlass } from '../access/break-glass.ts';
import { createAdmin } from '../admin/room.ts';
import { createAuditRoom } from '../audit/room.ts';
import { type AuthoringParts, createAuthoring } from '../authoring/room.ts';
import { createBackups } from '../backups/room.ts';
import { articleTarget } from '../knowledge/delivered.ts';
import { createKnowledgeSync } from '../knowledge-sync/compose.ts';
import { errorFields, type Log } from '../log.ts';
import type { Person } from '../router/context.ts';
import { readKept } from '../policy/store.ts';
import { createRevokeSide } from '../revoke/side.ts';
import { createReporting, type ReportingParts } from '../reports/compose.ts';
import type { Guarded } from '../router/gate.ts';
import type { Topics } from '../router/topics.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { DeskClock } from '../session/clock.ts';
import type { Session } from '../session/session.ts';
import { createSignIn } from '../signin/room.ts';
import { type GuardStanding, standingAtFirst } from '../signin/standing.ts';
import type { BackendSide } from '../sync/backend-side.ts';
import type { RandomBytes } from '../vault/seal.ts';
import type { Vault } from '../vault/vault.ts';
import { createLeaseSide } from '../lease/side.ts';

export interface GuardParts {
  init: Init;
  link: ParentLink;
  session: Session;
  core(): Database.Database | null;
  /** Handlers run behind the router's gate, which asks for an open vault first. */
  openCore(): Database.Database;
  clock: DeskClock;
  after(ms: number, run: () => void): () => void;
  topics: Topics;
  log: Log;
  changed(...topics: string[]): void;
  backend: BackendSide;
  sealer: Sealer;
  oncall: ReportingParts['oncall'] & AuthoringParts['oncall'];
  /** The `data` folder that ships. */
  dataFolder: string;
  random: RandomBytes;
  uuid(): string;
  /** Opens a sign-in, asks the key store; null: the preview, where the page does. */
  host: Host | null;
  /** The demo's control, which can be the browser of one of its people; null outside a demo. */
  control: { signIn(address: string, personId: string): Promise<Result<unknown>> } | null;
  telephony: { inCall(): boolean };
  /** File dialogs, on every host. */
  files: Host;
  /** Takes what was only remembered of patients out of memory, and renews the pages. */
  unread(): void;
  /** Patients may be read (again). */
  readAgain(): void;
}

/** What a room may do when the desk's standing changes; each is optional, and one that breaks takes no other with it. */
export interface GuardRoom {
  opened?(vault: Vault): void;
  locked?(): void;
  unlocked?(vault: Vault): void;
  seated?(who: Person | null): void;
  /** Added to the next handshake's request (shared/protocol/lanes.ts). */
  alsoSay?(): Record<string, unknown>;
  /** The backend answered a handshake. */
  contact?(answer: Handshake2Answer): void;
  /** The backend knows this device no longer. */
  revoked?(): void;
  /** This device was enrolled, by a code that a person was given. */
  enrolled?(answer: EnrolAnswer): void;
  /** What it knows for the gate of every request; what no room says is false. */
  standing?(): Partial<Guarded>;
  /** Its part of `session.state`. */
  shown?(): Partial<GuardStanding>;
  stop?(): void;
}

export function createGuard(parts: GuardParts) {
  const rooms: GuardRoom[] = [];
  const each = (what: (room: GuardRoom) => void): void => {
    for (const room of rooms)
      try {
        what(room);
      } catch (error) {
        parts.log.error('request.unexpected', { name: 'guard', ...errorFields(error) });
      }
  };
  const shown = (): GuardStanding =>
    Object.assign({}, standingAtFirst, ...rooms.map((room) => room.shown?.() ?? {})) as GuardStanding;
  // Nobody real stands on the practice desk's screens; its privacy key works.
  parts.session.hiding.after(() => (parts.init.practice ? null : shown().blurAfterMinutes));
  const signIn = createSignIn({
    ...parts,
    inCall: () => parts.telephony.inCall(),
    walk: parts.control && parts.control.signIn,
  });
  const { rules } = signIn.policy;
  const reporting = createReporting({ ...parts, lease: () => shown().lease.state });
  const access = createBreakGlass({
    ...parts,
    minutes: () => rules().breakGlassMinutes,
    reports: reporting.reports,
  });
  const backups = createBackups(parts);
  const lease = createLeaseSide({
    ...parts,
    policyMinutes: () => rules().leaseMinutes,
    unread() {
      access.end('lease');
      parts.unread();
    },
  });
  const audit = createAuditRoom({
    ...parts,
    client: parts.backend.client,
    organisationKey: (db) => readKept(db)?.publicKey ?? null,
    keepDays: () => rules().auditKeepDays,
  });
  // The policy first, then the lease: what others do at an opening or a contact follows from whether anything may be read.
  rooms.push(signIn.room, lease.room, access.room, reporting.room, backups, audit.room);
  const articles = createKnowledgeSync({ ...parts, practice: parts.init.practice, target: articleTarget });
  rooms.push(articles.room);
  const authoring = createAuthoring({ ...parts, articles: articles.client });
  rooms.push(...createRevokeSide({ ...parts, revoked: signIn.seat.revoked, bringAudit: audit.bring }));
  return {
    signIn,
    /** The site's minutes until a lock, within what the organisation allows. */
    lockMinutes(asked: number): number {
      const { least, most } = rules().lockMinutes;
      return Math.min(Math.max(asked, least), most);
    },
    handlers: {
      access: access.handlers,
      admin: createAdmin({
        ...parts,
        client: parts.backend.client,
        vault: parts.session.vault,
        slots: () => shown().slots,
      }),
      audit: audit.handlers,
      authoring: authoring.handlers,
      ...reporting.handlers,
      ...backups.handlers,
    },
    /** For the room that reads articles. */
    forKnowledge: {
      core: parts.openCore,
      missed: authoring.missed,
      tell: articles.tell,
      own: articles.own,
    },
    /** How the organisation's articles stand here, for the status. */
    articles: articles.status,
    /** What the router writes a request's row with. */
    appendAudit: audit.append,
    /** For the demo's drawer. */
    forDemo: { asPerson: signIn.asPerson, endLease: lease.runOut },
    /** Asked by the rooms that show a record (C2). */
    glass: access.glass,
    opened: (vault: Vault): void => each((room) => room.opened?.(vault)),
    locked: (): void => each((room) => room.locked?.()),
    unlocked: (vault: Vault): void => each((room) => room.unlocked?.(vault)),
    seated: (who: Person | null): void => each((room) => room.seated?.(who)),
    /** How the desk stands, for the gate of every request. */
    standing: () => ({
      phase: parts.session.phase(),
      person: parts.session.person(),
      demo: parts.init.demo !== null,
      practice: parts.init.practice,
      ...(Object.assign(
        { leaseEnded: false, steppedUp: false },
        ...rooms.map((room) => room.standing?.() ?? {}),
      ) as Guarded),
    }),
    /** What `session.state` says of all this. */
    shown,
    alsoSay: (): Record<string, unknown> =>
      Object.assign({}, ...rooms.map((room) => room.alsoSay?.() ?? {})) as Record<string, unknown>,
    contact: (answer: Handshake2Answer): void => each((room) => room.contact?.(answer)),
    revoked: (): void => each((room) => room.revoked?.()),
    enrolled: (answer: EnrolAnswer): void => each((room) => room.enrolled?.(answer)),
    stop: (): void => each((room) => room.stop?.()),
  };
}
