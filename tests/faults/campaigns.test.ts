// A short version of each fault campaign, shorter still in `npm test`; the long ones are `npm run faults`. What a campaign found is printed with its
// seed: CARELINE_SEED tells it again.
import { describe, expect, it } from 'vitest';
import { crash } from './campaigns/crash.ts';
import { disk } from './campaigns/disk.ts';
import { model } from './campaigns/model.ts';
import { network } from './campaigns/network.ts';
import { power } from './campaigns/power.ts';
import { storm } from './campaigns/storm.ts';
import { time } from './campaigns/time.ts';
import { failed, report, type Outcome } from './support/report.ts';

const seed = Number(process.env['CARELINE_SEED'] ?? Date.now() % 1_000_000);
const short = process.env['CARELINE_SHORT'] === '1';
const campaigns: [string, (runs: number, seed: number) => Promise<Outcome>, number, string][] = [
  ['crash', crash, short ? 5 : 6, 'kills of desk, backend and both'],
  [
    'network',
    network,
    short ? 6 : 9,
    'a network that cuts, repeats, swallows and answers in the backend’s place',
  ],
  ['power', power, short ? 12 : 24, 'power cuts at any moment'],
  ['disk', disk, short ? 3 : 4, 'a disk that is full, read-only or rots'],
  ['time', time, short ? 2 : 4, 'clocks that step in mid-drain'],
  ['storm', storm, short ? 8 : 12, 'many desks at once'],
  ['model', model, short ? 25 : 40, 'invented histories of two desks and a backend'],
];

describe('nothing that was told as saved is lost, doubled, reordered or stuck by', () => {
  it.for(campaigns)('%s', { timeout: 240_000 }, async ([name, campaign, runs, what], { skip }) => {
    const started = performance.now();
    const done = await campaign(runs, seed);
    const lines = report(name, seed, done, (performance.now() - started) / 1000);
    console.log(lines.join('\n'));
    if (done.skipped !== null) skip(done.skipped);
    expect(failed(done), `${what}\n${lines.join('\n')}`).toBe(false);
  });
});
