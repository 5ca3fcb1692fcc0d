// `npm run -s admin -- ORGANISATION …` (`command.ts` has the words): by whoever runs the backend. Needs `DATABASE_URL` and
// `CARELINE_SEAL_KEY_FILE`, as the backend does; a running backend counts it at once.
import { configFromEnv } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openPool } from '../db/pool.ts';
import { loadOrganisationKeys, organisationKeyFile } from '../seal/organisation-keys.ts';
import { administer, adminUsage } from './command.ts';

const words = process.argv.slice(2);
const config = configFromEnv(process.env);
if (config === null || words.length < 3) {
  for (const line of adminUsage)
    process.stderr.write(`usage: DATABASE_URL=… CARELINE_SEAL_KEY_FILE=… npm run -s admin -- ${line}\n`);
  process.exit(2);
}
const log = (): void => undefined;
const pool = openPool(config.databaseUrl, log);
try {
  await migrate(pool, log);
  const organisationKeys = await loadOrganisationKeys(
    config.organisationKeyFile ?? organisationKeyFile(config.sealKeyFile),
  );
  const { ok, says } = await administer({ pool, clock: () => new Date(), organisationKeys }, words);
  (ok ? process.stdout : process.stderr).write(`${says}\n`);
  if (!ok) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'failed'}\n`);
  process.exitCode = 1;
} finally {
  await pool.end();
}
