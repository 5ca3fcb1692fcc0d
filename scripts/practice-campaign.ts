// The long run of the generated players: every player, scenario and level, over many seeds, and what they reached.
import { playBy, playerNames } from '#shared/domain/practice/players.ts';
import { replay } from '#shared/domain/practice/run.ts';
import { practiceLevels, type Scenario } from '#shared/domain/practice/scenario.ts';
import { score } from '#shared/domain/practice/score.ts';

export function campaign(scenarios: readonly Scenario[], seeds: number): { text: string; failed: number } {
  let failed = 0;
  const rows = scenarios.flatMap((s) =>
    practiceLevels.map((level) => {
      const reached = new Map<string, number>();
      let [runs, passed, open, differ] = [0, 0, 0, 0];
      for (const name of playerNames)
        for (let seed = 0; seed < seeds; seed += 1) {
          const run = playBy(name, s, level, seed);
          const again = replay(s, run);
          runs += 1;
          if (score(s, run).passed) passed += 1;
          if (run.ended === null) open += 1;
          if (!again.ok || JSON.stringify(again.value) !== JSON.stringify(run)) differ += 1;
          const end = run.ended === 'left' ? 'left' : run.nodeId;
          reached.set(end, (reached.get(end) ?? 0) + 1);
        }
      failed += open + differ;
      const ends = [...reached].toSorted((a, b) => b[1] - a[1]).map(([end, n]) => `${end} ${n}`);
      return `${s.id.padEnd(6)} level ${level}  runs ${runs}  passed ${passed}  not ended ${open}  replay differs ${differ}  ${ends.join(', ')}`;
    }),
  );
  return { text: rows.join('\n'), failed };
}
