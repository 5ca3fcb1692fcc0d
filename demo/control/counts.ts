// Counts asked of PostgreSQL itself, on a connection of its own and in its own SQL: the Proof page must not ask the
// program whose work it proves.
import pg from 'pg';
import { demoCaptured, type DemoCaptured, type DemoMessages } from '#shared/protocol/demo.ts';

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

/** Everything of one organisation; `total` counts messages, addenda and entries stand apart. */
export function countMessages(databaseUrl: string, org: string): Promise<DemoMessages> {
  return withClient(databaseUrl, async (db) => {
    const sums = await db.query<
      Record<'total' | 'distinct_ids' | 'addenda' | 'entries' | 'quarantined', number>
    >(
      `select count(*) filter (where type = 'message')::int as total,
         count(distinct id) filter (where type = 'message')::int as distinct_ids,
         count(*) filter (where type = 'addendum')::int as addenda,
         count(*) filter (where type = 'entry')::int as entries,
         (select count(*)::int from quarantine where org_id = $1 and resolved_at is null) as quarantined
       from message where org_id = $1`,
      [org],
    );
    const devices = await db.query<{
      id: string;
      messages: number;
      distinct_ids: number;
      urgent: number;
      normal: number;
    }>(
      `select d.id, count(m.id)::int as messages, count(distinct m.id)::int as distinct_ids,
         ${laneAt('urgent')}, ${laneAt('normal')}
       from device d left join message m on m.org_id = d.org_id and m.device_id = d.id and m.type = 'message'
       where d.org_id = $1 group by d.org_id, d.id order by d.id`,
      [org],
    );
    const sum = sums.rows[0];
    return {
      total: sum?.total ?? 0,
      distinctIds: sum?.distinct_ids ?? 0,
      addenda: sum?.addenda ?? 0,
      entries: sum?.entries ?? 0,
      quarantined: sum?.quarantined ?? 0,
      perDevice: devices.rows.map((d) => ({
        device: d.id,
        messages: d.messages,
        distinctIds: d.distinct_ids,
        lastSeq: d.normal,
        lanes: { urgent: d.urgent, normal: d.normal },
      })),
    };
  });
}
const laneAt = (lane: 'urgent' | 'normal'): string =>
  `coalesce((select l.last_seq from device_lane l
     where l.org_id = d.org_id and l.device_id = d.id and l.lane = '${lane}'), 0)::int as ${lane}`;

/** What the backend's capture channel kept. */
export function capturedSends(databaseUrl: string): Promise<DemoCaptured> {
  return withClient(databaseUrl, async (db) => {
    const found = await db.query<{ at: Date; channel: string; to: string; text: string; link: string }>(
      `select * from (select id, at, channel, sent_to as to, text, link from captured order by id desc limit 500) c
       order by id`,
    );
    return demoCaptured.parse({
      captured: found.rows.map(({ at, channel, to, text, link }) => ({
        at: at.toISOString(),
        channel,
        to,
        text,
        link,
      })),
    });
  });
}

/** Drops every table of the demo's database; the backend makes them anew at its next start. */
export function emptyDatabase(databaseUrl: string): Promise<void> {
  return withClient(databaseUrl, async (db) => {
    await db.query('drop schema public cascade; create schema public');
  });
}
