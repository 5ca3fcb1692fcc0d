// One transaction on one connection. A connection that failed in the middle is thrown away, never put back.
import type { Pool, PoolClient } from 'pg';

export async function inTransaction<T>(pool: Pool, work: (db: PoolClient) => Promise<T>): Promise<T> {
  const db = await pool.connect();
  let broken = false;
  const onError = (): void => {
    broken = true;
  };
  db.on('error', onError);
  try {
    await db.query('begin');
    const value = await work(db);
    await db.query('commit');
    return value;
  } catch (error) {
    await db.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    db.off('error', onError);
    db.release(broken);
  }
}
