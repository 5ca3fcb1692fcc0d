// What is reported for review in this desk, put together: the keeper of reports, privacy incidents, reviews.
import type { Account } from '#shared/domain/accounts/account.ts';
import type { GuardRoom } from '../guard/side.ts';
import { errorFields, type Log } from '../log.ts';
import type { Person, RoomHandlers } from '../router/context.ts';
import type { DeskClock } from '../session/clock.ts';
import { type IncidentParts, incidentHandlers } from './incidents.ts';
import { createReports, type ReportsParts } from './reports.ts';
import { createReviews, type ReviewParts } from './reviews.ts';

export interface ReportingParts extends Omit<ReportsParts, 'now' | 'failed' | 'backend' | 'sealer'> {
  session: { phase(): string; person(): Person | null };
  clock: Pick<DeskClock, 'now'>;
  log: Log;
  sealer: ReviewParts['sealer'];
  backend: ReportsParts['backend'] & { dispatchFacts(): { lastContact: string | null } };
  oncall: { accountOf(id: string): Account | null };
  lease(): ReturnType<IncidentParts['keys']>['lease'];
  uuid(): string;
}

export function createReporting(parts: ReportingParts) {
  const reports = createReports({
    ...parts,
    now: parts.clock.now,
    failed: (error) => parts.log.error('request.unexpected', { name: 'reports', ...errorFields(error) }),
  });
  const reviews = createReviews({
    client: parts.backend.client,
    sealer: parts.sealer,
    reports,
    accountOf: parts.oncall.accountOf,
    uuid: parts.uuid,
    person: parts.session.person,
    changed: parts.changed,
  });
  const handlers: { incidents: RoomHandlers<'incidents'>; reviews: RoomHandlers<'reviews'> } = {
    incidents: incidentHandlers({
      reports,
      uuid: parts.uuid,
      locked: () => parts.session.phase() === 'locked',
      keys: () => ({ lease: parts.lease(), lastContact: parts.backend.dispatchFacts().lastContact }),
    }),
    reviews: reviews.handlers,
  };
  const room: GuardRoom = {
    ...reports.room,
    unlocked(vault) {
      reports.room.unlocked?.(vault);
      reviews.look();
    },
    contact(answer) {
      reports.room.contact?.(answer);
      reviews.look();
    },
    seated: () => reviews.seated(),
  };
  return { reports, handlers, room };
}
