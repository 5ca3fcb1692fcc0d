// The sample EHR as a process of its own:  node demo/ehr/main.ts --port 0 --now 2026-11-22T03:00:00.000Z [--admin]
// Prints one JSON line when ready (or why it isn't), and ends when its standard input closes: its parent holds the other
// end, so it can't outlive it.
import { parseArgs } from 'node:util';
import { startEhr } from './server.ts';

const say = (line: object): unknown => process.stdout.write(`${JSON.stringify(line)}\n`);

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    now: { type: 'string' },
    admin: { type: 'boolean', default: false },
  },
});
const now = values.now ?? new Date().toISOString();
try {
  if (Number.isNaN(Date.parse(now))) throw new Error('--now must be an ISO 8601 instant');
  const ehr = await startEhr({
    port: Number(values.port),
    now: new Date(now).toISOString(),
    admin: values.admin,
  });
  const end = (): unknown => ehr.close().then(() => process.exit(0));
  process.stdin.resume().once('end', end).once('close', end);
  process.once('SIGTERM', end).once('SIGINT', end);
  say({ ready: true, url: ehr.url, adminUrl: ehr.adminUrl, token: ehr.token, resources: ehr.resources });
} catch (error) {
  say({ ready: false, message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
