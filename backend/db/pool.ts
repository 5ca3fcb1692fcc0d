// The pool of connections with deadlines, so that a stuck database becomes "busy, try again" and not a hanging request.
import pg from 'pg';
import type { Log } from '../log.ts';

export function openPool(databaseUrl: string, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'careline-backend',
    statement_timeout: 10_000,
    query_timeout: 12_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
  });
  // An idle connection that dies (database restarted) must not end the process; the next query opens a new one.
  pool.on('error', (error) => log('database-lost', { code: (error as { code?: string }).code ?? 'closed' }));
  return pool;
}
