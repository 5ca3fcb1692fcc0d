// `npm run faults -- --campaign NAME --runs N --seed S`: one campaign of faults, or several (comma) in turn. Ends non-zero
// when anything was lost, doubled, reordered or stuck, or when too few faults hit where they should.
import { parseArgs } from 'node:util';
import { failed, report, type Outcome } from './support/report.ts';

type Campaign = (runs: number, seed: number) => Promise<Outcome>;
/** With the number of runs that the project's figures are made of. Each loads what it alone needs. */
const campaigns: Record<string, { load: () => Promise<Campaign>; runs: number }> = {
  crash: { load: async () => (await import('./campaigns/crash.ts')).crash, runs: 200 },
  power: { load: async () => (await import('./campaigns/power.ts')).power, runs: 300 },
  network: { load: async () => (await import('./campaigns/network.ts')).network, runs: 200 },
  disk: { load: async () => (await import('./campaigns/disk.ts')).disk, runs: 50 },
  time: { load: async () => (await import('./campaigns/time.ts')).time, runs: 50 },
  // Runs are histories.
  model: { load: async () => (await import('./campaigns/model.ts')).model, runs: 5000 },
  // Runs are histories that a planted bug may live through.
  bugs: { load: async () => (await import('./campaigns/bugs.ts')).plantedBugs, runs: 400 },
  // Runs are desks.
  storm: { load: async () => (await import('./campaigns/storm.ts')).storm, runs: 200 },
};

const { values } = parseArgs({
  options: { campaign: { type: 'string' }, runs: { type: 'string' }, seed: { type: 'string' } },
});
const names = (values.campaign ?? '').split(',').filter((name) => name !== '');
const unknown = names.filter((name) => campaigns[name] === undefined);
const runs = values.runs === undefined ? null : Number(values.runs);
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
if (
  names.length === 0 ||
  unknown.length > 0 ||
  (runs !== null && !(Number.isInteger(runs) && runs > 0)) ||
  !Number.isInteger(seed)
) {
  console.error(
    `npm run faults -- --campaign ${Object.keys(campaigns).join('|')}[,…] [--runs N] [--seed S]${unknown.length > 0 ? `: no campaign ${unknown.join(', ')}` : ''}`,
  );
  process.exit(2);
}

let bad = false;
for (const name of names) {
  const campaign = campaigns[name];
  if (campaign === undefined) continue;
  const started = performance.now();
  try {
    const done = await (await campaign.load())(runs ?? campaign.runs, seed);
    bad ||= failed(done);
    for (const line of report(name, seed, done, (performance.now() - started) / 1000)) console.log(line);
  } catch (error) {
    bad = true;
    console.log(
      `campaign=${name} seed=${seed} did not end: ${error instanceof Error ? error.stack : String(error)}`,
    );
  }
}
process.exit(bad ? 1 : 0);
