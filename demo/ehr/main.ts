// The sample EHR as a process of its own:
//   node demo/ehr/main.ts --port 0 --now 2026-11-22T03:00:00.000Z [--admin]
//   npm run ehr -- --data FOLDER --port 8103 [--now …] [--admin] [--no-slots] [--clients FILE]
// Prints one JSON line when ready (or why it isn't). Without --data it ends when its standard input closes: its parent holds
// the other end, so it can't outlive it. With --data it serves a folder of somebody's own until it is told to end; there
// dates stay as they are.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readFolder } from './folder.ts';
import { serveEverything } from './repository.ts';
import { startEhr, type EhrOptions } from './server.ts';

const say = (line: object): unknown => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      now: { type: 'string' },
      admin: { type: 'boolean', default: false },
      data: { type: 'string' },
      clients: { type: 'string' },
      'no-slots': { type: 'boolean', default: false },
    },
  });
  const now = values.now ?? new Date().toISOString();
  if (Number.isNaN(Date.parse(now))) throw new Error('--now must be an ISO 8601 instant');
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be 0 to 65535');
  const options: EhrOptions = {
    port,
    now: new Date(now).toISOString(),
    admin: values.admin,
    noSlots: values['no-slots'],
  };
  if (values.clients !== undefined)
    options.clients = JSON.parse(await readFile(values.clients, 'utf8')) as EhrOptions['clients'] & object;
  let read: object = {};
  if (values.data !== undefined) {
    await serveEverything();
    const { records, ...rest } = await readFolder(resolve(values.data));
    options.records = records;
    read = rest;
  }
  const ehr = await startEhr(options);
  const end = (): unknown => ehr.close().then(() => process.exit(0));
  if (values.data === undefined) process.stdin.resume().once('end', end).once('close', end);
  process.once('SIGTERM', end).once('SIGINT', end);
  say({
    ready: true,
    url: ehr.url,
    adminUrl: ehr.adminUrl,
    token: ehr.token,
    resources: ehr.resources,
    ...read,
  });
} catch (error) {
  say({ ready: false, message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
