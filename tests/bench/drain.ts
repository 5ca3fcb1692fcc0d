// Draining a night's queue: the product's sender from an encrypted vault to the real backend process on PostgreSQL, beside a
// bare loop that only inserts the same rows into the same tables.
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { emptyDraft, type Urgency } from '#shared/domain/messages/message.ts';
import { addMessage } from '#desk/messages/log.ts';
import { migrations } from '#desk/migrations.ts';
import { lateWrap, sealerOf } from '#desk/sealing.ts';
import { backendClient } from '#desk/sync/backend-client.ts';
import { findEnrolment, requestCounter } from '#desk/sync/device.ts';
import { enrol } from '#desk/sync/enrol.ts';
import { createSync, type Sync } from '#desk/sync/sync.ts';
import { makeTestVault, removeFolder } from '#desk/vault/testing.ts';
import { filled } from '#tests/support/message.ts';
import type { Services } from '#tests/support/services.ts';
import { benchFolder } from './desk.ts';

/** A desk's sender and log in this process, enrolled at the services' backend. */
export async function drainDesk(services: Services) {
  const folder = benchFolder();
  const vault = await makeTestVault(folder, migrations);
  const counter = requestCounter(vault.core);
  const monotonic = (): number => performance.now();
  const client = backendClient({
    baseUrl: services.demo.backendUrl,
    fetch,
    monotonic,
    credential: () => {
      const found = findEnrolment(vault.core);
      return found === null
        ? null
        : { deviceId: found.deviceId, counter, sign: (bytes) => vault.sign(bytes) };
    },
  });
  const done = await enrol(
    {
      client,
      core: vault.core,
      devicePublicKey: vault.devicePublicKey,
      uuid: randomUUID,
      deviceName: 'bench',
    },
    services.enrolCode(),
  );
  if (!done.ok) throw new Error(done.code);
  const key = () => {
    const found = findEnrolment(vault.core)?.sealKey;
    return found === undefined ? null : { id: found.id, publicKey: Buffer.from(found.publicKey, 'base64') };
  };
  const sealer = sealerOf(() => vault, key, randomBytes);
  let heard: (ids: string[]) => void = () => undefined;
  let sync: Sync | null = null;
  const waiting = (): number =>
    Number(vault.core.prepare("SELECT count(*) FROM outbox WHERE state = 'waiting'").pluck().get());
  return {
    waiting,
    /** Messages of about 1 kB of JSON, saved in transactions of 500: what matters here is what comes after. */
    fill(count: number, urgency: Urgency): string[] {
      const now = new Date().toISOString();
      const ids: string[] = [];
      for (let from = 0; from < count; from += 500)
        vault.tx(() => {
          for (let i = from; i < Math.min(count, from + 500); i++) {
            const id = uuidv7();
            ids.push(id);
            const base = emptyDraft({
              accountId: 'harbor',
              dnis: '+16175550120',
              greeting: '',
              receivedAt: now,
              zone: 'UTC',
              practice: 'Harbor',
              origin: { kind: 'other-phone', why: 'bench' },
            });
            addMessage(vault.core, sealer, {
              schema: 2,
              id,
              incomplete: [],
              savedAt: now,
              clockOffsetMs: null,
              fields: { ...filled(base, `Words ${i}.`), urgency },
              takenBy: { personId: 'b', name: 'B. Ench' },
            });
          }
        });
      return ids;
    },
    bodyBytes: (): number => Number(vault.core.prepare('SELECT avg(length(body)) FROM outbox').pluck().get()),
    start(): void {
      sync = createSync({
        client,
        core: () => vault.core,
        wrap: lateWrap(() => vault, key, randomBytes),
        readerKey: () => vault.readerPublicKey,
        apply: () => ({ result: 'known', messageId: null }),
        canRead: () => true,
        documents: { have: () => [], put: () => ({ ok: true, value: null }), checked: () => undefined },
        now: () => new Date().toISOString(),
        monotonic,
        random: Math.random,
        uuid: randomUUID,
        after(ms, run) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        soon: () => new Promise((resolve) => setImmediate(resolve)),
        changed: () => undefined,
        acknowledged: (ids) => heard(ids),
        arrived: () => undefined,
        delivered: () => undefined,
        ringing: () => [],
        taken: () => undefined,
        onEvent: () => undefined,
      });
      sync.start();
    },
    /** Settles when this message is acknowledged, or, without one, when nothing waits. */
    acknowledged: (id: string | null): Promise<void> =>
      new Promise((resolve) => {
        heard = (ids) => {
          if (id === null ? waiting() === 0 : ids.includes(id)) resolve();
        };
      }),
    connection: () => sync?.connection().state ?? 'unknown',
    close(): void {
      sync?.stop();
      vault.close();
      removeFolder(folder);
    },
  };
}

/** Tables that one pushed message adds a row to. */
const copied = ['message', 'received', 'change'] as const;

/** Rows of one table as the backend stored them, column by column as text, and the statement that puts them into an empty copy. */
async function batchesOf(db: pg.Client, table: string, order: string, rows: number) {
  await db.query(`drop table if exists bare_${table}`);
  await db.query(`create table bare_${table} (like ${table} including all)`);
  const { rows: columns } = await db.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const names = columns.map((c) => c.name).join(', ');
  const batches: string[][][] = [];
  for (let from = 0; from < rows; from += 500) {
    const found = await db.query<(string | null)[]>({
      text: `select ${columns.map((c) => `${c.name}::text`).join(', ')} from ${table} order by ${order} limit 500 offset ${from}`,
      rowMode: 'array',
    });
    batches.push(columns.map((_, c) => found.rows.map((row) => row[c] as string)));
  }
  const insert = `insert into bare_${table} (${names}) overriding system value
    select ${columns.map((c) => `a.${c.name}::${c.type}`).join(', ')}
    from unnest(${columns.map((_, c) => `$${c + 1}::text[]`).join(', ')}) as a (${names})`;
  return { insert, batches };
}

/** Seconds that a loop takes which only inserts those rows, 500 a transaction, one statement a table. */
export async function bareLoop(databaseUrl: string): Promise<{ seconds: number; rows: number }> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    const counted = await db.query<{ n: string }>('select count(*) as n from message');
    const rows = Number(counted.rows[0]?.n ?? 0);
    // What the loop sends lies ready as text: it measures the database and the way to it.
    const tables = [];
    for (const table of copied)
      tables.push(
        await batchesOf(
          db,
          table,
          table === 'change' ? 'change.n' : `${table}.device_id, ${table}.lane, ${table}.seq`,
          rows,
        ),
      );
    const started = performance.now();
    for (let b = 0; b * 500 < rows; b++) {
      await db.query('begin');
      for (const { insert, batches } of tables) await db.query(insert, batches[b]);
      await db.query('commit');
    }
    const seconds = (performance.now() - started) / 1000;
    for (const table of copied) await db.query(`drop table bare_${table}`);
    return { seconds, rows };
  } finally {
    await db.end();
  }
}
