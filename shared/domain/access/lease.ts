// How long this device may read patient data without its backend (C10): pure arithmetic over three clocks of which none is
// trusted alone. Whatever they do, a lease is never longer than the policy says; it may end early, and a contact mends that.
//
// - steady: runs only while the process does; stands still in sleep, begins anew at a restart. Nobody can set it.
// - boot: since the computer started, sleep included; begins anew at a reboot.
// - wall: goes on while the computer is off, and anybody may set it. Only its highest value counts: set back, it gives
//   nothing; set forward, the time counts as gone.

/** Milliseconds by the three clocks, read at one moment. */
export interface Clocks {
  steady: number;
  wall: number;
  boot: number;
}

/** What is written down, so that a restart goes on where it was. */
export interface LeaseKept {
  contactWall: number;
  highWall: number;
  /** Since the contact, as it stood when this was written. */
  elapsedMs: number;
  boot: number;
}

/** A lease that is running. */
export interface Lease {
  readonly contactWall: number;
  readonly highWall: number;
  /** Elapsed, and the two clocks, when this process took the lease up. */
  readonly from: { readonly elapsedMs: number; readonly steady: number; readonly boot: number };
}

export const leaseMinutesMost = 480;
/** The last ten minutes are said aloud (C41). */
export const nearMs = 600_000;
/** The longest time between two notes of it. */
export const keepEveryMs = 60_000;
/**
 * What a restart costs: the desk may have run this long after its last note (a minute, and half of one for a timer that
 * comes late), and nothing else saw it.
 */
export const restartMs = 90_000;
/** `os.uptime()` has whole seconds on some systems: less than this backwards is no reboot. */
const bootSlackMs = 2000;

/** The backend was met now. */
export const leaseFrom = (now: Clocks): Lease => ({
  contactWall: now.wall,
  highWall: now.wall,
  from: { elapsedMs: 0, steady: now.steady, boot: now.boot },
});

/** A new process goes on with what was written down. */
export function leaseAgain(kept: LeaseKept, now: Clocks): Lease {
  const rebooted = now.boot < kept.boot - bootSlackMs;
  const away = rebooted ? now.boot : now.boot - kept.boot;
  return {
    contactWall: kept.contactWall,
    highWall: Math.max(kept.highWall, now.wall),
    from: {
      elapsedMs: kept.elapsedMs + Math.max(restartMs, away),
      steady: now.steady,
      boot: now.boot,
    },
  };
}

/** Notes the highest wall clock; call it before every reading. */
export const leaseSeen = (lease: Lease, now: Clocks): Lease =>
  now.wall > lease.highWall ? { ...lease, highWall: now.wall } : lease;

/** Milliseconds since the contact: the most that any of the clocks says. */
export const elapsedMs = ({ contactWall, highWall, from }: Lease, now: Clocks): number =>
  Math.max(
    from.elapsedMs + Math.max(0, now.steady - from.steady, now.boot - from.boot),
    Math.max(highWall, now.wall) - contactWall,
  );

export const keepLease = (lease: Lease, now: Clocks): LeaseKept => ({
  contactWall: lease.contactWall,
  highWall: Math.max(lease.highWall, now.wall),
  elapsedMs: elapsedMs(lease, now),
  boot: now.boot,
});

/** Time to write it down: every minute, and at once after a sleep or a jump of the wall clock. */
export const keepDue = (kept: LeaseKept, lease: Lease, now: Clocks): boolean =>
  elapsedMs(lease, now) >= kept.elapsedMs + keepEveryMs;

export type LeaseState = 'none' | 'held' | 'ended';
export interface LeaseStand {
  state: Exclude<LeaseState, 'none'>;
  /** Milliseconds left; 0 when it has ended. */
  leftMs: number;
  near: boolean;
}
/** `leaseMinutes`: 1 to 480, from the organisation's policy; more counts as 480. */
export function leaseStand(lease: Lease, now: Clocks, leaseMinutes: number): LeaseStand {
  const most = Math.min(Math.max(leaseMinutes, 1), leaseMinutesMost) * 60_000;
  const left = most - elapsedMs(lease, now);
  // A clock that says nothing readable (NaN) ends it.
  return left > 0
    ? { state: 'held', leftMs: left, near: left <= nearMs }
    : { state: 'ended', leftMs: 0, near: false };
}
