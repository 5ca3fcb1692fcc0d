// Counts asked of PostgreSQL itself, on a connection of its own and in its own SQL: the Proof page must not ask the
// program whose work it proves.
import pg from 'pg';
import type { DemoMessages } from '#shared/protocol/demo.ts';

async function withClient<T>(databaseUrl: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: databaseUrl, application_name: 'careline-demo-control' });
  db.on('error', () => undefined);
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** Everything of one organisation; `total` counts messages, addenda stand apart. */
export function countMessages(databaseUrl: string, org: string): Promise<DemoMessages> {
  return withClient(databaseUrl, async (db) => {
    const sums = await db.query<Record<'total' | 'distinct_ids' | 'addenda' | 'quarantined', number>>(
      `select count(*) filter (where type = 'message')::int as total,
         count(distinct id) filter (where type = 'message')::int as distinct_ids,
         count(*) filter (where type = 'addendum')::int as addenda,
         (select count(*)::int from quarantine where org_id = $1) as quarantined
       from message where org_id = $1`,
      [org],
    );
    const devices = await db.query<{ id: string; messages: number; distinct_ids: number; last_seq: number }>(
      `select d.id, d.last_seq::int as last_seq, count(m.id)::int as messages,
         count(distinct m.id)::int as distinct_ids
       from device d left join message m on m.org_id = d.org_id and m.device_id = d.id and m.type = 'message'
       where d.org_id = $1 group by d.id, d.last_seq order by d.id`,
      [org],
    );
    const sum = sums.rows[0];
    return {
      total: sum?.total ?? 0,
      distinctIds: sum?.distinct_ids ?? 0,
      addenda: sum?.addenda ?? 0,
      quarantined: sum?.quarantined ?? 0,
      perDevice: devices.rows.map((d) => ({
        device: d.id,
        messages: d.messages,
        distinctIds: d.distinct_ids,
        lastSeq: d.last_seq,
      })),
    };
  });
}

/** Drops every table of the demo's database; the backend makes them anew at its next start. */
export function emptyDatabase(databaseUrl: string): Promise<void> {
  return withClient(databaseUrl, async (db) => {
    await db.query('drop schema public cascade; create schema public');
  });
}
