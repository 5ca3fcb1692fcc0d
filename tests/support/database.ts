// Databases for unit tests: one PostgreSQL for a whole run of vitest, and a database of its own for each file, copied from
// one that has all tables. Starting a server costs a second or more; a copy costs a tenth. What a test does to the server
// itself (kills it, looks at its settings) is done to one of its own: `#demo/postgres/start.ts`.
import { randomUUID } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { migrate } from '#backend/db/migrate.ts';
import { openPool } from '#backend/db/pool.ts';
import { startPostgres } from '#demo/postgres/start.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the run's PostgreSQL; absent where the configuration has no `globalSetup` of this file. */
    postgresUrl?: string;
  }
}

export interface Database {
  url: string;
  close: () => Promise<void>;
}

const template = 'careline_template';
const silent = (): void => undefined;
const named = (url: string, name: string): string => {
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
};

/** In memory where there is room for the server and a few databases, bytes: power cuts have campaigns of their own. */
const room = 1_000_000_000;
function folder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > room) return '/dev/shm';
  } catch {
    // Not this system.
  }
  return tmpdir();
}

async function ask(url: string, sql: string): Promise<void> {
  const db = new pg.Client({ connectionString: url });
  db.on('error', silent);
  await db.connect();
  try {
    await db.query(sql);
  } finally {
    await db.end();
  }
}

/** The `globalSetup` of vitest: a server with the template, ended after the last file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = await mkdtemp(join(folder(), 'careline-tests-'));
  const server = await startPostgres({ dataDir: join(own, 'pg') });
  await ask(server.url, `create database ${template}`);
  const pool = openPool(named(server.url, template), silent);
  await migrate(pool, silent);
  await pool.end();
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.close();
    await rm(own, { recursive: true, force: true });
  };
}

/** @param state with all tables, or without any for who tests how they are made */
export async function freshDatabase(state: 'migrated' | 'empty' = 'migrated'): Promise<Database> {
  const shared = inject('postgresUrl');
  if (shared === undefined) throw new Error('this configuration of vitest has no shared PostgreSQL');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await ask(shared, `create database ${name} template ${state === 'migrated' ? template : 'template0'}`);
  return {
    url: named(shared, name),
    // A backend that was killed may still be connected for a moment.
    close: () => ask(shared, `drop database if exists ${name} with (force)`),
  };
}
