// A backend on a database of its own, in a test's hand: its clock, its log, desks that are enrolled.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { buildBackend } from '#backend/app.ts';
import { noChannels } from '#backend/channels/channel.ts';
import { openPool } from '#backend/db/pool.ts';
import { addEnrolCode } from '#backend/devices/enrol.ts';
import type { Parts } from '#backend/parts.ts';
import { applySeed } from '#backend/people/seed.ts';
import { newSealKey, sealKeysFrom } from '#backend/seal/keys.ts';
import { noProvider } from '#backend/testing/keys.ts';
import { closeServer } from '#backend/testing/close.ts';
import { TestDesk } from '#backend/testing/desk.ts';
import { organisations } from '#backend/testing/seed.ts';
import { freshDatabase } from './database.ts';

export interface TestBackend {
  pool: Pool;
  parts: Parts;
  app: FastifyInstance;
  base: string;
  databaseUrl: string;
  logged: string[];
  /** Sets the backend's clock; it stands still until then. */
  setNow: (iso: string) => void;
  enrolled: (org?: string, base?: string) => Promise<TestDesk>;
  /** Another backend process's worth on the same database. */
  another: (change: Partial<Parts>) => Promise<{ base: string; parts: Parts; close: () => Promise<void> }>;
  close: () => Promise<void>;
}

export async function startTestBackend(change: Partial<Parts> = {}): Promise<TestBackend> {
  const database = await freshDatabase();
  const logged: string[] = [];
  const log = (event: string, fields?: object): void =>
    void logged.push(JSON.stringify({ event, ...fields }));
  const pool = openPool(database.url, log);
  let now = new Date('2026-11-22T03:00:00.000Z');
  const parts: Parts = {
    pool,
    clock: () => now,
    random: { uuid: randomUUID },
    log,
    sealKeys: sealKeysFrom([newSealKey()]),
    ...noProvider(),
    protocols: [1, 2],
    channels: noChannels,
    ...change,
  };
  for (const seed of organisations) await applySeed(pool, seed);
  const listen = async (own: Parts): Promise<{ app: FastifyInstance; base: string }> => {
    const app = buildBackend(own);
    return { app, base: await app.listen({ port: 0, host: '127.0.0.1' }) };
  };
  const { app, base } = await listen(parts);
  return {
    pool,
    parts,
    app,
    base,
    databaseUrl: database.url,
    logged,
    setNow: (iso) => void (now = new Date(iso)),
    enrolled: async (org = 'org-one', at = base) => {
      const code = `${org}.${randomUUID()}`;
      await addEnrolCode(parts, code);
      const desk = new TestDesk(at);
      const answer = await desk.enrol(code);
      if (answer.status !== 200) throw new Error(`not enrolled: ${answer.status}`);
      return desk;
    },
    another: async (own) => {
      const all = { ...parts, ...own };
      const made = await listen(all);
      return { base: made.base, parts: all, close: () => closeServer(made.app) };
    },
    close: async () => {
      await closeServer(app);
      await pool.end();
      await database.close();
    },
  };
}
