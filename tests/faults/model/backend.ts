// The backend of the model: the product's own addresses on a real PostgreSQL, without sockets. It can die before its
// commit, hear a request again, be set back to an older copy, and refuse.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Pool, PoolClient } from 'pg';
import { buildBackend } from '#backend/app.ts';
import { noChannels } from '#backend/channels/channel.ts';
import { migrate } from '#backend/db/migrate.ts';
import { openPool } from '#backend/db/pool.ts';
import { accept2 } from '#backend/messages/accept.ts';
import type { Parts } from '#backend/parts.ts';
import { newSealKey, sealKeysFrom } from '#backend/seal/keys.ts';
import { noProvider } from '#backend/testing/keys.ts';
import { startPostgres } from '#demo/postgres/start.ts';
import { push2Request } from '#shared/protocol/lanes.ts';
import type { Enrolled } from './desk.ts';
import type { Flight } from './net.ts';

type Copy = { table: string; rows: string }[];

export async function modelBackend() {
  // A disk in memory: what is asked here is the protocol; power and kills have campaigns of their own.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'careline-model-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'pg') });
  const log = (): void => undefined;
  const pool = openPool(postgres.url, log);
  await migrate(pool, log);
  const kept = ['organisation', 'person', 'enrol_code', 'document'];
  const tables = await pool.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.column_name = 'org_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  );
  /** What a backup of an organisation's work holds. */
  const owned = tables.rows.map((r) => r.name).filter((name) => !kept.includes(name));
  let dying = false;
  /** The connection breaks at the commit: the backend died before it. */
  const breaking = new Proxy(pool, {
    get(target, name) {
      if (name !== 'connect') {
        const value = Reflect.get(target, name, target) as unknown;
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return async (): Promise<PoolClient> => {
        const client = await target.connect();
        const query = client.query.bind(client) as (...args: unknown[]) => unknown;
        return new Proxy(client, {
          get(of, key) {
            if (key !== 'query') {
              const value = Reflect.get(of, key, of) as unknown;
              return typeof value === 'function' ? (value.bind(of) as unknown) : value;
            }
            return (text: unknown, ...rest: unknown[]) =>
              dying && text === 'commit' ? Promise.reject(new Error('died')) : query(text, ...rest);
          },
        });
      };
    },
  });
  const parts: Parts = {
    pool: breaking as Pool,
    clock: () => new Date(),
    random: { uuid: randomUUID },
    log,
    sealKeys: sealKeysFrom([newSealKey()]),
    ...noProvider(),
    protocols: [1, 2],
    channels: noChannels,
  };
  const app: FastifyInstance = buildBackend(parts);
  await app.ready();

  return {
    /** For the oracle: its own SQL. */
    sql: async <T>(text: string, values: unknown[]): Promise<T[]> =>
      (await pool.query(text, values)).rows as T[],
    async organisation(id: string): Promise<void> {
      await pool.query('insert into organisation (id, name) values ($1, $1)', [id]);
    },
    async device(organisation: string, publicKey: Buffer): Promise<Enrolled> {
      const deviceId = `${organisation}.${randomUUID().slice(0, 12)}`;
      await pool.query(
        'insert into device (org_id, id, name, public_key, enrolled_at) values ($1, $2, $2, $3, now())',
        [organisation, deviceId, publicKey.toString('base64')],
      );
      const { current } = parts.sealKeys;
      return {
        organisation,
        deviceId,
        sealKey: { id: current.id, publicKey: current.publicRaw.toString('base64') },
      };
    },
    /** Handles a request as the address would; `dies`: its commit fails. */
    async handle(flight: Flight, dies = false): Promise<Response> {
      dying = dies;
      const answer = await app.inject({
        method: flight.method as 'GET' | 'POST',
        url: flight.path,
        headers: flight.headers,
        ...(flight.body === '' ? {} : { payload: flight.body }),
      });
      dying = false;
      const headers = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
      return new Response(answer.payload, { status: answer.statusCode, headers });
    },
    /** The same bytes once more, past the counter that would refuse them: the log itself must know them. */
    async again(flight: Flight): Promise<void> {
      const device = flight.headers['careline-device'] ?? '';
      const push = push2Request.safeParse(JSON.parse(flight.body));
      if (!push.success) return;
      await accept2(parts, { org: device.split('.')[0] ?? '', device }, push.data).catch(() => undefined);
    },
    async copy(organisation: string): Promise<Copy> {
      const copies: Copy = [];
      for (const table of owned) {
        const found = await pool.query<{ rows: string | null }>(
          `select json_agg(t)::text as rows from ${table} t where org_id = $1`,
          [organisation],
        );
        copies.push({ table, rows: found.rows[0]?.rows ?? '[]' });
      }
      const head = await pool.query<{ change_n: string }>('select change_n from organisation where id = $1', [
        organisation,
      ]);
      return [...copies, { table: 'organisation', rows: head.rows[0]?.change_n ?? '0' }];
    },
    async restore(organisation: string, copies: Copy): Promise<void> {
      const client = await pool.connect();
      try {
        await client.query('begin');
        // Rows come back as they were, in whatever order of tables.
        await client.query('set local session_replication_role = replica');
        for (const table of owned)
          await client.query(`delete from ${table} where org_id = $1`, [organisation]);
        for (const { table, rows } of copies)
          if (table === 'organisation')
            await client.query('update organisation set change_n = $2 where id = $1', [organisation, rows]);
          else
            await client.query(
              `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $1::json)`,
              [rows],
            );
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    async close(): Promise<void> {
      await app.close();
      await pool.end();
      await postgres.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type ModelBackend = Awaited<ReturnType<typeof modelBackend>>;
