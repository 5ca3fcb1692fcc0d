// npm run -s eval:kb -- --articles FILE --queries FILE: how well and how fast articles are found, as one JSON object, beside
// three maintained search libraries in the same run. Exit 2 with one sentence when there is nothing to measure.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArgs, usage } from './eval-kb/args.ts';
import { Unusable } from './eval-kb/files.ts';
import { endJobs } from './eval-kb/jobs.ts';
import { measureAll } from './eval-kb/measure-all.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'careline-eval-'));
const clear = (): void => {
  endJobs();
  rmSync(folder, { recursive: true, force: true });
};
process.on('exit', clear);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

try {
  const asked = readArgs(process.argv.slice(2));
  if (asked === null) process.stdout.write(usage);
  else {
    const { figures, runs } = await measureAll(asked, folder, say);
    for (const [path, lines] of runs) writeFileSync(path, lines);
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  }
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  say(error.message);
  process.exitCode = 2;
}
