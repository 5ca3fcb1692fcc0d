// Revocation put together for this desk: of the device, and of people at it.
import { appendAudit } from '../audit/append.ts';
import type { GuardParts, GuardRoom } from '../guard/side.ts';
import { keepSitting } from '../session/people.ts';
import type { Left } from './hand-over.ts';
import { personRevoke } from './person.ts';
import { createRevoke } from './revoke.ts';

interface Wants {
  bringAudit(): Promise<Left>;
  /** `Seat.revoked`. */
  revoked(personId: string): boolean;
}
export function createRevokeSide(parts: GuardParts & Wants): GuardRoom[] {
  const { init, session, core, clock, backend, log } = parts;
  const entry = (event: string, subject: { what: string; personId?: string }) =>
    ({ event, outcome: 'ok', person: null, surface: 'desk', at: clock.now(), subject }) as const;
  function leave(): void {
    const db = core();
    if (db !== null) keepSitting(db, null);
    session.sit(null);
  }
  const device = createRevoke({
    profile: init.profile,
    baseUrl: init.backendUrl,
    client: backend.client,
    vault: session.vault,
    wrap: backend.forQueue.wrap,
    bar: session.bar,
    bringAudit: parts.bringAudit,
    leaveAll() {
      backend.stop();
      leave();
      session.lock();
    },
    letGo: session.letGo,
    audit: (db, event, what) => void appendAudit(db, entry(event, { what })),
    now: clock.now,
    uuid: parts.uuid,
    random: Math.random,
    after: parts.after,
    told: (event, fields) => log.warn(event, fields),
  });
  const people = personRevoke({
    vault: session.vault,
    getUp: parts.revoked,
    lock: session.lock,
    audit(what, personId) {
      const db = core();
      db?.transaction(() => appendAudit(db, entry('person.revoked', { what, personId }))).immediate();
    },
  });
  return init.practice ? [] : [device.room, people];
}
