// `npm run -s rescue -- FILE`: takes a desk's rescue file into the backend's database. Needs `DATABASE_URL` and
// `CARELINE_SEAL_KEY_FILE`, as the backend does; prints counts, never contents.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { noChannels } from '../channels/channel.ts';
import { configFromEnv } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openPool } from '../db/pool.ts';
import { makeProviders } from '../identity/provider.ts';
import { loadSealKeys } from '../seal/key-file.ts';
import { loadOrganisationKeys, organisationKeyFile } from '../seal/organisation-keys.ts';
import { importRescue } from './import.ts';

const file = process.argv[2];
const config = configFromEnv(process.env);
if (file === undefined || config === null) {
  process.stderr.write('usage: DATABASE_URL=… CARELINE_SEAL_KEY_FILE=… npm run -s rescue -- FILE\n');
  process.exit(2);
}
const log = (): void => undefined;
const pool = openPool(config.databaseUrl, log);
try {
  await migrate(pool, log);
  const sealKeys = await loadSealKeys(config.sealKeyFile);
  const parts = {
    pool,
    clock: () => new Date(),
    random: { uuid: randomUUID },
    log,
    sealKeys,
    organisationKeys: await loadOrganisationKeys(
      config.organisationKeyFile ?? organisationKeyFile(config.sealKeyFile),
    ),
    provider: makeProviders(fetch, () => performance.now()),
    protocols: config.protocols,
    channels: noChannels,
  };
  const answer = await importRescue(parts, await readFile(file, 'utf8'));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  process.exitCode = answer.ok ? 0 : 1;
} finally {
  await pool.end();
}
