// Thousands of invented histories of two desks and a backend, shrunk to a few commands when one goes wrong. The product's
// own tables, sender, addresses and acceptance run; network, time and kills are commands.
import fc from 'fast-check';
import { modelBackend } from '../model/backend.ts';
import { command, runHistory, type Tally } from '../model/history.ts';
import { Broken } from '../model/oracle.ts';
import { outcome, type Outcome } from '../support/report.ts';

export async function model(runs: number, seed: number): Promise<Outcome> {
  const done: Outcome = { ...outcome(runs), kind: 'runs' };
  const backend = await modelBackend();
  const tally: Tally = { saved: 0, hit: 0, commands: {} };
  try {
    const result = await fc.check(
      fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 60, size: 'max' }), (commands) =>
        runHistory(backend, commands, tally),
      ),
      {
        numRuns: runs,
        seed, // Whoever only wants to know whether something goes wrong doesn't wait for the shortest history.
        endOnFailure: process.env['CARELINE_FIRST_ONLY'] === '1',
      },
    );
    done.saved = tally.saved;
    const said = Object.entries(tally.commands).map(([name, n]) => `${name} ${n}`);
    done.said.push(
      `in ${tally.hit} histories something hit a push between send and acknowledgement; commands: ${said.join(', ')}`,
    );
    if (result.failed) {
      const why = result.errorInstance;
      if (why instanceof Broken) done[why.kind]++;
      done.wrong.push(
        `history ${result.numRuns}: ${why instanceof Error ? why.message : String(why)} (path ${result.counterexamplePath})`,
        JSON.stringify(result.counterexample?.[0]),
        ...(why instanceof Broken ? [] : [String((why as Error | null)?.stack).slice(0, 900)]),
      );
    }
  } finally {
    await backend.close();
  }
  return done;
}
