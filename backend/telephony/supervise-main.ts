// `npm run -s supervise -- ORGANISATION …` (`supervise.ts` has the words): by whoever runs the backend, on a supervisor's word.
// Needs `DATABASE_URL`, as the backend does; a running backend counts it at once. A word `-` is read from stdin: arguments are
// seen by every user of the machine, and a number says whose it is.
import { readFileSync } from 'node:fs';
import { openPool } from '../db/pool.ts';
import { supervise, superviseUsage } from './supervise.ts';

const databaseUrl = process.env['DATABASE_URL'] ?? '';
const words = process.argv.slice(2).map((word) => (word === '-' ? readFileSync(0, 'utf8').trim() : word));
if (databaseUrl === '' || words.length < 3) {
  for (const line of superviseUsage)
    process.stderr.write(`usage: DATABASE_URL=… npm run -s supervise -- ${line}\n`);
  process.exit(2);
}
const pool = openPool(databaseUrl, () => undefined);
try {
  const { ok, says } = await supervise(pool, new Date(), words);
  (ok ? process.stdout : process.stderr).write(`${says}\n`);
  if (!ok) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'failed'}\n`);
  process.exitCode = 1;
} finally {
  await pool.end();
}
