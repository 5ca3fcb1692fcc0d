// "Report a privacy incident" (C21): a row and its audit row at once, told to the backend when it is there.
import { isDiscoveryPossible } from '#shared/domain/access/incident.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import type { Reports } from './reports.ts';

export interface IncidentParts {
  reports: Pick<Reports, 'queue' | 'goes' | 'backendsTime'>;
  locked(): boolean;
  /** How this desk's keys stand: evidence about the encrypted store. */
  keys(): { lease: 'none' | 'held' | 'ended'; lastContact: string | null };
  uuid(): string;
}

/** Author of what is reported while nobody sits at the desk. */
const nobody = 'nobody';

export function incidentHandlers(deps: IncidentParts): RoomHandlers<'incidents'> {
  return {
    report({ what, discoveredAt, about, people, ongoing }, context) {
      const locked = deps.locked();
      // A page that names an id now kept it over the lock.
      if (locked && Object.values(about).some((id) => id !== null)) return fail('locked');
      if (!isDiscoveryPossible(discoveredAt, context.now)) return fail('invalid-input', 'discoveredAt');
      const id = deps.uuid();
      const { callId, messageId, patientId, accountId } = about;
      context.about({
        what,
        reportId: id,
        ...(callId !== null && { callId }),
        ...(messageId !== null && { messageId }),
        ...(patientId !== null && { patientId }),
        ...(accountId !== null && { accountId }),
      });
      const at = context.now;
      // Anybody may press it on the locked screen: whose seat it is says nothing of who reports.
      const author = (locked ? null : context.person?.id) ?? nobody;
      const facts = {
        what,
        discoveredAt: deps.reports.backendsTime(discoveredAt),
        about,
        people,
        ongoing,
        keys: { ...deps.keys(), locked },
      };
      deps.reports.queue({ id, kind: 'incident', author, at, facts }, null);
      context.changed('reviews.changed');
      return ok({ id, at, goes: deps.reports.goes() });
    },
  };
}
