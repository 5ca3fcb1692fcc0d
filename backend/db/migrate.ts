// Brings the tables up to this program's version. Several processes may start at once: the row of `schema_version` is
// locked while steps run (a row lock and not an advisory lock, which not every PostgreSQL-like database has).
import type { Pool } from 'pg';
import type { Log } from '../log.ts';
import { inTransaction } from './transaction.ts';
import { house } from './migrations/001-house.ts';
import { lanes } from './migrations/002-lanes.ts';
import { dispatch } from './migrations/003-dispatch.ts';
import { ladderOrder } from './migrations/004-ladder-order.ts';
import { orphans } from './migrations/005-orphans.ts';
import { telephony } from './migrations/006-telephony.ts';
import { telephonyAround } from './migrations/007-telephony-around.ts';
import { telephonyCare } from './migrations/008-telephony-care.ts';
import { telephonyNumbers } from './migrations/009-telephony-numbers.ts';
import { telephonyRest } from './migrations/010-telephony-rest.ts';
import { telephonyGaveUp } from './migrations/011-telephony-gave-up.ts';
import { telephonyKept } from './migrations/012-telephony-kept.ts';
import { telephonyPassed } from './migrations/013-telephony-passed.ts';
import { certificates } from './migrations/014-certificates.ts';
import { skillEnded } from './migrations/015-skill-ended.ts';
import { identity } from './migrations/016-identity.ts';
import { keys } from './migrations/017-keys.ts';
import { audit } from './migrations/018-audit.ts';
import { reports } from './migrations/019-reports.ts';
import { reportDecisions } from './migrations/020-decisions.ts';
import { knowledge } from './migrations/021-knowledge.ts';

export interface Migration {
  version: number;
  sql: string;
}
/** Numbered, appended to, never changed once released. */
export const migrations: readonly Migration[] = [
  house,
  lanes,
  dispatch,
  ladderOrder,
  orphans,
  telephony,
  telephonyAround,
  telephonyCare,
  telephonyNumbers,
  telephonyRest,
  telephonyGaveUp,
  telephonyKept,
  telephonyPassed,
  certificates,
  skillEnded,
  identity,
  keys,
  audit,
  reports,
  reportDecisions,
  knowledge,
];

/** Two processes that both say "create if not exists" may still collide in the catalogue: that collision is fine. */
const collisions = new Set(['23505', '42P07', '42710']);
const collided = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && collisions.has(String(error.code));

async function ensureVersionRow(pool: Pool): Promise<void> {
  try {
    await pool.query(
      'create table if not exists schema_version (one boolean primary key default true check (one), version int not null)',
    );
  } catch (error) {
    if (!collided(error)) throw error;
  }
  await pool.query('insert into schema_version (one, version) values (true, 0) on conflict (one) do nothing');
}

/** @throws when the database is newer than this program: an old program must not write into new tables. */
export async function migrate(pool: Pool, log: Log): Promise<number> {
  await ensureVersionRow(pool);
  return inTransaction(pool, async (db) => {
    const found = await db.query<{ version: number }>('select version from schema_version for update');
    const before = found.rows[0]?.version ?? 0;
    const newest = migrations.at(-1)?.version ?? 0;
    if (before > newest)
      throw new Error(`the database has version ${before}, this program knows ${newest}: update it`);
    for (const step of migrations) {
      if (step.version <= before) continue;
      await db.query(step.sql);
      await db.query('update schema_version set version = $1', [step.version]);
      log('migrated', { version: step.version });
    }
    return newest;
  });
}
