// The backend as a process. Told by one JSON line on stdin, it lives as long as that pipe: when the parent dies, however
// it dies, the pipe closes and so does this. Told by the environment (`DATABASE_URL`), it lives until SIGTERM.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { AddressInfo } from 'node:net';
import { uuidv7 } from 'uuidv7';
import { buildBackend } from './app.ts';
import { makeChannels } from './channels/make.ts';
import { backendConfig, configFromEnv, type BackendConfig } from './config.ts';
import { migrate } from './db/migrate.ts';
import { openPool } from './db/pool.ts';
import { addEnrolCode } from './devices/enrol.ts';
import { publish } from './documents/documents.ts';
import { startRunner, type Runner } from './dispatch/runner.ts';
import { startKnowledge } from './knowledge/publish.ts';
import type { Log } from './log.ts';
import { lookAgain } from './messages/again.ts';
import { publishPolicy } from './identity/policy.ts';
import { makeProviders } from './identity/provider.ts';
import { applySeed } from './people/seed.ts';
import { loadSealKeys } from './seal/key-file.ts';
import { loadOrganisationKeys, organisationKeyFile } from './seal/organisation-keys.ts';
import { startTelephony } from './telephony/start.ts';

const log: Log = (event, fields) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
};

/** The first line of stdin; afterwards the pipe is only watched for its end. */
function configFromStdin(onClosed: () => void): Promise<BackendConfig> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: process.stdin });
    lines.once('line', (line) => {
      try {
        resolve(backendConfig.parse(JSON.parse(line)));
      } catch {
        reject(new Error('the first line of stdin is not the configuration'));
      }
    });
    lines.once('close', () => {
      reject(new Error('stdin closed before the configuration came'));
      onClosed();
    });
  });
}

let stop: () => Promise<void> = async () => process.exit(0);
const config = configFromEnv(process.env) ?? (await configFromStdin(() => void stop()));
const pool = openPool(config.databaseUrl, log);
const clock = (): Date => new Date();
const sealKeys = await loadSealKeys(config.sealKeyFile);
const organisationKeys = await loadOrganisationKeys(
  config.organisationKeyFile ?? organisationKeyFile(config.sealKeyFile),
);
await migrate(pool, log);
if (config.seed) {
  await applySeed(pool, config.seed);
  await publish(pool, config.seed.organisation.id, config.documents, clock());
  if (config.knowledge) {
    const of = { pool, clock, random: { uuid: randomUUID }, log, sealKeys };
    await startKnowledge({ ...of, organisation: config.seed.organisation.id }, config.knowledge);
  }
  if (config.policy)
    await publishPolicy({ pool, clock, organisationKeys }, config.seed.organisation.id, config.policy);
}
for (const code of config.enrolCodes) await addEnrolCode({ pool, clock }, code);

const parts = {
  pool,
  clock,
  random: { uuid: randomUUID },
  log,
  sealKeys,
  organisationKeys,
  provider: makeProviders(fetch, () => performance.now()),
  protocols: config.protocols,
  channels: await makeChannels(config.channels, { pool, clock }),
};
await lookAgain(parts);
let ownUrl = '';
const telephony =
  config.telephony === null
    ? null
    : await startTelephony(parts, {
        config: config.telephony,
        databaseUrl: config.databaseUrl,
        ownUrl: () => ownUrl,
        newId: uuidv7,
      });
const app = buildBackend({ ...parts, telephony });
let runner: Runner | null = null;
let stopping = false;
stop = async () => {
  if (stopping) return;
  stopping = true;
  log('stopping');
  // Requests in flight finish; a client that never ends its request doesn't keep the process.
  setTimeout(() => process.exit(0), 5_000).unref();
  await runner?.stop();
  await app.close();
  await telephony?.close();
  await pool.end();
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
await app.listen({ port: config.port, host: config.host });
const { port } = app.server.address() as AddressInfo;
ownUrl = `http://${config.host}:${port}`;
if (config.laddersEveryMs !== null)
  runner = startRunner({ ...parts, ownUrl: () => ownUrl }, config.laddersEveryMs);
telephony?.run();
log('ready', { port });
process.stdout.write(`${JSON.stringify({ ready: true, url: ownUrl })}\n`);
