// From the command to the ready line, installed and built: `node scripts/start.mjs` on a fresh profile, and again on it.
import { rmSync } from 'node:fs';
import { startApp, tempProfile } from '#tests/support/app.ts';
import { spread, spreadLine, type Bench } from './measure.ts';

const runs = 5;

export async function run(bench: Bench): Promise<void> {
  // Builds when something changed since the last build; that is not what is measured.
  await (await startApp()).stop();
  const fresh: number[] = [];
  const again: number[] = [];
  for (let n = 0; n < runs; n++) {
    const profile = tempProfile();
    for (const list of [fresh, again]) {
      const started = performance.now();
      const app = await startApp({ profile });
      list.push(performance.now() - started);
      await app.stop();
    }
    rmSync(profile, { recursive: true, force: true });
  }
  bench.print(spreadLine('ready line, fresh profile', spread(fresh)));
  bench.print(spreadLine('ready line, profile used before', spread(again)));
  bench.limit('ready line, fresh profile, worst of 5', spread(fresh).max / 1000, 5, 's');
  bench.limit('ready line, profile used before, worst of 5', spread(again).max / 1000, 5, 's');
}
