// How the desk stands, as its pages see it: gathered anew for every answer.
import { basename } from 'node:path';
import type { Init } from '#host/link.ts';
import type { SessionState } from '#shared/contract/session.ts';
import { findEnrolment } from '../sync/device.ts';
import type { GuardStanding } from '../signin/standing.ts';
import type { DeskClock } from './clock.ts';
import type { Session } from './session.ts';

export interface StateDeps {
  init: Pick<Init, 'demo' | 'practice' | 'host' | 'profile' | 'version'>;
  session: Session;
  clock: DeskClock;
  lockAfterMinutes(): number;
  guard: { shown(): GuardStanding };
}
export const sessionStateOf =
  ({ init, session, clock, lockAfterMinutes, guard }: StateDeps) =>
  (): SessionState => {
    const db = session.vault()?.core ?? null;
    const enrolment = db === null ? null : findEnrolment(db);
    return {
      phase: session.phase(),
      problem: session.problem(),
      person: session.person(),
      organisation: enrolment?.organisationName ?? null,
      enrolled: enrolment !== null,
      lockAfterMinutes: lockAfterMinutes(),
      locksAt: session.locksAt(),
      hidden: session.hiding.hidden(),
      demo: init.demo !== null,
      practice: init.practice,
      host: init.host,
      now: clock.now(),
      clockShifted: clock.shifted(),
      version: init.version,
      profile: basename(init.profile),
      keystore: session.keystore(),
      ...guard.shown(),
    };
  };
