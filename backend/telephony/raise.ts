// A notice to a person, or to the supervisors, outside of a call's own change. The same again about a call rings again.
import type { PoolClient } from 'pg';
import type { Notice } from '#shared/domain/telephony/live.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { changedPeople } from './store.ts';
import { supervisorsOf } from './turn.ts';

export async function raise(
  db: PoolClient,
  parts: VoiceParts,
  notice: {
    kind: Notice['kind'];
    callId: string | null;
    queueId: string | null;
    /** Null = the supervisors. */
    personId: string | null;
  },
): Promise<void> {
  const org = orgOf(parts);
  await db.query(
    `insert into voice_notice (org_id, id, kind, at, call_id, queue_id, person_id) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (org_id, kind, call_id) where call_id is not null
     do update set at = excluded.at, person_id = excluded.person_id, seen_at = null`,
    [org, parts.voice.newId(), notice.kind, parts.clock(), notice.callId, notice.queueId, notice.personId],
  );
  await changedPeople(db, org, notice.personId === null ? await supervisorsOf(db, org) : [notice.personId]);
}
