// Sleep, the system's own lock and another person's session lock the desk at once (C3), whether there is something to lock
// or not, and the parent is told when nothing is shown any more that a lock hides.
import { locksAtOnce, type PowerEvent } from '#host/link.ts';
import { errorFields, type Log } from '../log.ts';
import type { Session } from '../session/session.ts';
import { auditSystemLock } from './shell-refusals.ts';

export interface SystemLockDeps {
  session: Pick<Session, 'lock' | 'phase' | 'vault' | 'person'>;
  now(): string;
  log: Log;
  /** To the parent: it is locked. */
  confirm(): void;
  /** The computer is awake again. */
  resumed(): void;
  /** The vault is being opened again after a crash: pages still show what they showed. */
  reopening: boolean;
}

export function createSystemLock({ session, now, log, confirm, resumed, reopening }: SystemLockDeps) {
  let opening = reopening;
  let waits = false;

  function locked(wasOpen: boolean): void {
    const vault = session.vault();
    try {
      if (wasOpen && vault !== null) auditSystemLock(vault.core, session.person(), now());
    } catch (error) {
      log.error('vault.locked', errorFields(error));
    }
    confirm();
  }
  return {
    power(event: PowerEvent): void {
      if (event === 'resume') resumed();
      if (!locksAtOnce.includes(event)) return;
      const wasOpen = session.phase() === 'open';
      session.lock();
      if (opening) waits = true;
      else locked(wasOpen);
    },
    /** It came up locked when the system locked meanwhile. */
    reopened(): void {
      opening = false;
      if (waits) locked(true);
    },
  };
}
