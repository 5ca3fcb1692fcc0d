// What the status bar is told, gathered from the rooms that know it. Read often: each part is a small query or a value.
import type Database from 'better-sqlite3';
import type { StatusValue } from '#shared/contract/status.ts';
import { currentCalls } from '../calls/store.ts';
import type { Session } from '../session/session.ts';
import type { createBackendSide } from '../sync/backend-side.ts';
import { countOutbox } from '../sync/counts.ts';

export interface StatusDeps {
  core(): Database.Database | null;
  backend: Pick<ReturnType<typeof createBackendSide>, 'state' | 'paused' | 'clockOffset'>;
  ehr(): StatusValue['ehr'];
  knowledge(): StatusValue['knowledge'];
  phone(): StatusValue['phone']['state'];
  session: Pick<Session, 'phase' | 'locksAt'>;
}

export const statusValueOf = (deps: StatusDeps) => (): StatusValue => {
  const db = deps.core();
  const connection = deps.backend.state();
  const counts = db === null ? null : countOutbox(db);
  return {
    backend:
      connection === 'none'
        ? { state: 'none', since: null, lastContact: null, problem: null }
        : { ...connection },
    sync: {
      waiting: counts?.waiting ?? 0,
      urgent: counts?.urgent ?? 0,
      oldest: counts?.oldest ?? null,
      quarantined: counts?.quarantined ?? 0,
      acknowledged: counts?.acknowledged ?? 0,
      paused: connection !== 'none' && connection.state === 'offline' ? null : deps.backend.paused(),
    },
    clock: deps.backend.clockOffset(),
    phone: {
      state: deps.phone(),
      onCall: db !== null && currentCalls(db).some((c) => c.state === 'active' || c.state === 'held'),
    },
    ehr: deps.ehr(),
    knowledge: deps.knowledge(),
    vault: { open: deps.session.phase() === 'open', locksAt: deps.session.locksAt() },
  };
};
