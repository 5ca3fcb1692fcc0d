// `npm run -s intervals -- ORGANISATION FROM TO ZONE`: quarter hours of the queues as CSV on stdout, for the tools that plan
// staff. Needs `DATABASE_URL`, and
// `CARELINE_TELEPHONY_FILE` for the cap of wrap-ups, as the backend does. FROM and TO are days or instants; a day begins at midnight of ZONE.
import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { intervalCsv } from '#shared/domain/telephony/interval.ts';
import { openPool } from '../db/pool.ts';
import { intervalsOf, wrapUpCapOf } from './intervals.ts';

const [org, from, to, zone = 'UTC'] = process.argv.slice(2);
const databaseUrl = process.env['DATABASE_URL'] ?? '';
const file = process.env['CARELINE_TELEPHONY_FILE'] ?? '';
const instantOf = (text: string): string =>
  (/^\d{4}-\d\d-\d\d$/.test(text)
    ? Temporal.PlainDate.from(text).toZonedDateTime(zone).toInstant()
    : Temporal.Instant.from(text)
  ).toString({ smallestUnit: 'millisecond' });
const within = (): { from: string; to: string } | null => {
  try {
    return from === undefined || to === undefined ? null : { from: instantOf(from), to: instantOf(to) };
  } catch {
    return null;
  }
};
const interval = within();
if (org === undefined || interval === null || databaseUrl === '') {
  process.stderr.write('usage: DATABASE_URL=… npm run -s intervals -- ORGANISATION FROM TO ZONE\n');
  process.exit(2);
}
const pool = openPool(databaseUrl, () => undefined);
try {
  const rows = await intervalsOf(pool, org, interval, {
    zone,
    // Both stand in the columns' names only as counts: 20 s is the common goal, 5 s a call that nobody could have answered.
    thresholdSeconds: 20,
    shortAbandonSeconds: 5,
    queues: [],
    wrapUpSeconds: wrapUpCapOf(file === '' ? '' : readFileSync(file, 'utf8')),
    now: new Date(),
  });
  process.stdout.write(intervalCsv(rows));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'failed'}\n`);
  process.exitCode = 1;
} finally {
  await pool.end();
}
