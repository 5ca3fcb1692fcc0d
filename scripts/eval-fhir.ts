// npm run -s eval:fhir -- --data FILE_OR_DIR [--as-of DATE] [--profile NAME]: every patient's panel, built by the real client against
// the strict peer loaded with that data (NDJSON, plain or gzip'd, a bundle or a resource a line), as JSON. Exit 1 when a
// panel broke or a total is wrong, 2 with one sentence when there is nothing to measure.
import { parseArgs } from 'node:util';
import { type ProfileName, profiles } from '#tests/fhir-strict/deviations.ts';
import { measure } from './eval/measure.ts';
import { startPeer } from './eval/peer.ts';

const complain = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};

const usage = 'Say what to read: npm run -s eval:fhir -- --data FILE_OR_DIR [--as-of DATE] [--profile NAME]';
const read = (): { data?: string; 'as-of'?: string; profile?: string } => {
  try {
    return parseArgs({
      options: { data: { type: 'string' }, 'as-of': { type: 'string' }, profile: { type: 'string' } },
    }).values;
  } catch {
    return complain(usage);
  }
};
const values = read();
const data = values.data ?? complain(usage);
const day = values['as-of'] ?? new Date().toISOString().slice(0, 10);
const at = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(day) ? Date.parse(day) : Number.NaN;
if (Number.isNaN(at)) complain(`--as-of takes a date as 2021-04-15, not "${day}".`);
const profile = values.profile ?? 'plain';
if (!(profile in profiles)) complain(`--profile is one of ${Object.keys(profiles).join(', ')}.`);

const asOf = new Date(at).toISOString();
const peer = await startPeer({ data, asOf, profile: profile as ProfileName }).catch((error: unknown) =>
  complain(`${data} could not be read: ${error instanceof Error ? error.message : String(error)}`),
);
if (peer.patients.length === 0) {
  peer.close();
  complain(`${data} has no patient.`);
}
const figures = await measure(peer, asOf);
peer.close();
const { loaded, loadMs } = peer;
process.stdout.write(`${JSON.stringify({ data, asOf, profile, loaded, loadMs, ...figures }, null, 2)}\n`);
process.exitCode = figures.crashes > 0 || figures.totals.wrong > 0 || figures.brokenRows > 0 ? 1 : 0;
