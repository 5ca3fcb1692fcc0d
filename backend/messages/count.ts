// How much the backend holds for one organisation, whatever lane it came in: the desk compares it with what it saved ("nothing lost").
import type { Pool } from 'pg';
import type { CountAnswer } from '#shared/protocol/sync.ts';

export async function countOf(pool: Pool, org: string, now: Date): Promise<CountAnswer> {
  const found = await pool.query<{ messages: string; addenda: string; quarantined: string }>(
    `select
       (select count(*) from message where org_id = $1 and type = 'message') as messages,
       (select count(*) from message where org_id = $1 and type = 'addendum') as addenda,
       (select count(*) from quarantine where org_id = $1 and resolved_at is null) as quarantined`,
    [org],
  );
  const row = found.rows[0];
  return {
    v: 1,
    messages: Number(row?.messages ?? 0),
    addenda: Number(row?.addenda ?? 0),
    quarantined: Number(row?.quarantined ?? 0),
    serverTime: now.toISOString(),
  };
}
