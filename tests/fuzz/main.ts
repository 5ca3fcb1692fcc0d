// `npm run fuzz -- [--runs 50000] [--seed 1]`: a campaign against the router of a desk as composed; every fifth frame goes to
// a practice desk. Ends with 1 when something was found.
import { parseArgs } from 'node:util';
import { fuzzRun, reportLines } from './run.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '50000' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
if (!Number.isSafeInteger(runs) || runs < 100 || !Number.isSafeInteger(seed)) {
  console.log('Say --runs (at least 100) and --seed as whole numbers.');
  process.exit(2);
}
let findings = 0;
for (const practice of [false, true]) {
  const started = performance.now();
  const report = await fuzzRun(Math.round(runs * (practice ? 0.2 : 0.8)), seed, practice);
  findings += report.findings.length;
  console.log(
    `# ${practice ? 'practice desk' : 'desk'}, seed ${seed}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  for (const line of reportLines(report)) console.log(line);
  for (const [name, at] of report.byRequest)
    if (process.argv.includes('--all'))
      console.log(`${name.padEnd(32)} ${at.reached} of ${at.total} reached, ${at.ok} answered`);
}
console.log(findings === 0 ? 'nothing found' : `${findings} found`);
process.exit(findings === 0 ? 0 : 1);
