// RxDB and PouchDB on the same work: 10,000 documents of 1 kB on disk, replicated by each engine's own protocol to a
// server of ours that writes them to PostgreSQL. Seconds, and what is lost or doubled when the engine is killed on its way.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { root } from '#tests/support/app.ts';

const folder = join(root, 'tests', 'bench', 'peers');
const kills = 5;

/** Null when ready, else the reason why the peers cannot be measured here. */
export function installPeers(): string | null {
  if (existsSync(join(folder, 'node_modules', 'rxdb'))) return null;
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  return done.status === 0 ? null : 'npm ci in tests/bench/peers failed';
}

const rxDocuments = z.array(z.looseObject({ id: z.string() }));
const pouchDocuments = z.object({ docs: z.array(z.looseObject({ _id: z.string(), _rev: z.string() })) });
const pouchRevisions = z.record(z.string(), z.array(z.string()));

/** Just enough of CouchDB's replication protocol, and one address for RxDB's push handler. */
function peerServer(pool: Pool): FastifyInstance {
  const app = fastify({ bodyLimit: 64 * 1024 * 1024 });
  const locals = new Map<string, unknown>();
  const store = (docs: readonly { key: string; json: string }[]) =>
    pool.query(
      `insert into peer_document (id, body) select i.id, i.body::jsonb
       from unnest($1::text[], $2::text[]) as i (id, body) on conflict (id) do nothing`,
      [docs.map((d) => d.key), docs.map((d) => d.json)],
    );
  app.post('/rx', async (request) => {
    await store(rxDocuments.parse(request.body).map((d) => ({ key: d.id, json: JSON.stringify(d) })));
    return [];
  });
  app.get('/pouch/', async () => ({ db_name: 'pouch', update_seq: 0, instance_start_time: '0' }));
  app.put('/pouch/', async () => ({ ok: true }));
  app.get('/pouch/_local/:id', async (request, reply) => {
    const known = locals.get(z.object({ id: z.string() }).parse(request.params).id);
    return known ?? reply.code(404).send({ error: 'not_found', reason: 'missing' });
  });
  app.put('/pouch/_local/:id', async (request) => {
    const { id } = z.object({ id: z.string() }).parse(request.params);
    const body = z.looseObject({ _rev: z.string().optional() }).parse(request.body);
    const rev = `0-${Number(body._rev?.split('-')[1] ?? 0) + 1}`;
    locals.set(id, { ...body, _id: `_local/${id}`, _rev: rev });
    return { ok: true, id: `_local/${id}`, rev };
  });
  app.post('/pouch/_revs_diff', async (request) => {
    const asked = pouchRevisions.parse(request.body);
    const held = await pool.query<{ id: string }>('select id from peer_document where id = any($1)', [
      Object.keys(asked),
    ]);
    const known = new Set(held.rows.map((r) => r.id));
    return Object.fromEntries(
      Object.entries(asked)
        .filter(([id]) => !known.has(id))
        .map(([id, missing]) => [id, { missing }]),
    );
  });
  app.post('/pouch/_bulk_docs', async (request) => {
    await store(
      pouchDocuments.parse(request.body).docs.map((d) => ({ key: d._id, json: JSON.stringify(d) })),
    );
    return [];
  });
  return app;
}

const peer = (name: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [join(folder, `${name}.mjs`), ...args], { stdio: ['ignore', 'pipe', 'ignore'] });

/** Milliseconds when it came to its end by itself; null when SIGKILL took it on its way. */
async function drain(
  name: string,
  args: readonly string[],
  killWhen: (() => Promise<boolean>) | null,
): Promise<number | null> {
  const child = peer(name, ['drain', ...args]);
  let said = '';
  child.stdout?.on('data', (d: Buffer) => (said += d.toString()));
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  while (killWhen !== null && child.exitCode === null && child.signalCode === null)
    if (await killWhen()) child.kill('SIGKILL');
  await ended;
  const last = /"ms":([\d.]+)/.exec(said)?.[1];
  return last === undefined ? null : Number(last);
}

export interface PeerFigures {
  seconds: number;
  lost: number;
  doubled: number;
  kills: number;
}

/** One engine: a clean drain for the time, then one with kills for what is lost or doubled. */
export async function measurePeer(pool: Pool, name: 'rx' | 'pouch', count: number): Promise<PeerFigures> {
  await pool.query('create table if not exists peer_document (id text primary key, body jsonb not null)');
  const app = peerServer(pool);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const server = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const held = async (): Promise<{ rows: number; n: number }> => {
    const found = await pool.query<{ rows: string; n: string }>(
      "select count(*) as rows, count(distinct body->>'n') as n from peer_document",
    );
    return { rows: Number(found.rows[0]?.rows), n: Number(found.rows[0]?.n) };
  };
  const fresh = async (): Promise<{ place: string; args: string[] }> => {
    await pool.query('truncate peer_document');
    const place = mkdtempSync(join(tmpdir(), 'careline-peer-'));
    const args = [place, server, String(count)];
    const filled = peer(name, ['fill', ...args]);
    await new Promise<void>((resolve) => void filled.once('exit', () => resolve()));
    return { place, args };
  };
  try {
    const quiet = await fresh();
    const ms = await drain(name, quiet.args, null);
    if (ms === null || (await held()).n !== count) throw new Error(`${name} did not drain`);
    rmSync(quiet.place, { recursive: true, force: true });

    const rough = await fresh();
    let killed = 0;
    for (let k = 1; k <= kills; k++) {
      const mark = Math.floor((count * k) / (kills + 1));
      if ((await drain(name, rough.args, async () => (await held()).rows >= mark)) === null) killed++;
    }
    await drain(name, rough.args, null);
    const { rows, n } = await held();
    rmSync(rough.place, { recursive: true, force: true });
    return { seconds: ms / 1000, lost: count - n, doubled: rows - n, kills: killed };
  } finally {
    await app.close();
  }
}
