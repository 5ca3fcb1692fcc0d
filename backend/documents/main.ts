// `npm run -s publish -- ORGANISATION FILE…`: gives a backend accounts, on-call schedules and the table of consent
// to recordings, one JSON file each. Needs
// `DATABASE_URL`, as the backend does. All files or none; a version that was published before stays as it was.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { migrate } from '../db/migrate.ts';
import { openPool } from '../db/pool.ts';
import { consentKind, publish, type Published } from './documents.ts';

/** What tells an account from a schedule, and which it is. */
const head = z.union([
  z.object({ format: z.literal('careline-recording-consent-1'), version: z.int().min(1) }),
  z.object({ accountId: z.string(), version: z.int().min(1) }),
  z.object({ id: z.string(), version: z.int().min(1) }),
]);

function documentOf(file: string, json: string): Published {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
  const read = head.safeParse(value);
  if (!read.success) throw new Error(`${file} is no account, on-call schedule or table of consent`);
  const { version } = read.data;
  if ('format' in read.data) return { kind: consentKind, id: consentKind, version, json };
  return 'accountId' in read.data
    ? { kind: 'on-call', id: read.data.accountId, version, json }
    : { kind: 'account', id: read.data.id, version, json };
}

const [org, ...files] = process.argv.slice(2);
const databaseUrl = process.env['DATABASE_URL'] ?? '';
if (org === undefined || files.length === 0 || databaseUrl === '') {
  process.stderr.write('usage: DATABASE_URL=… npm run -s publish -- ORGANISATION FILE…\n');
  process.exit(2);
}
const log = (): void => undefined;
const pool = openPool(databaseUrl, log);
try {
  await migrate(pool, log);
  const all = await Promise.all(files.map(async (f) => documentOf(f, await readFile(f, 'utf8'))));
  const added = await publish(pool, org, all, new Date());
  process.stdout.write(`${JSON.stringify({ ok: true, documents: all.length, added })}\n`);
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ ok: false, why: error instanceof Error ? error.message : 'failed' })}\n`,
  );
  process.exitCode = 1;
} finally {
  await pool.end();
}
