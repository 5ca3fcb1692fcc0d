// Practice: a turn read, played and scored (limit 20 ms), the longest line that is taken, a debrief, a replay, the model check.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bases, scenarios, sources } from '../../scripts/practice-content.ts';
import { writtenCall } from '#shared/domain/practice/agreement.ts';
import { debrief } from '#shared/domain/practice/debrief.ts';
import { lintSource } from '#shared/domain/practice/lint.ts';
import { playBy, playerNames } from '#shared/domain/practice/players.ts';
import { apply, createRun, replay } from '#shared/domain/practice/run.ts';
import { practiceLevels } from '#shared/domain/practice/scenario.ts';
import { score } from '#shared/domain/practice/score.ts';
import { longestLine } from '#shared/domain/practice/words.ts';
import { root } from '#tests/support/app.ts';
import { type Bench, spread, spreadLine } from './measure.ts';

const limitMs = 20;

function timed(what: () => unknown): number {
  const from = performance.now();
  what();
  return performance.now() - from;
}

/** What the raters' calls say, so that lines are as people type them; each line once, so that no reading is kept. */
function linesOf(): string[] {
  const text = readFileSync(join(root, 'data/scenarios/ratings/transcripts.jsonl'), 'utf8');
  const calls = text.trim().split('\n');
  const all = calls.flatMap((l) => writtenCall.parse(JSON.parse(l)).turns);
  return all.filter((t) => t.who === 'agent').map((t) => t.text.slice(0, 900));
}

export async function run(bench: Bench): Promise<void> {
  const all = scenarios();
  const lines = linesOf();
  const turns: number[] = [];
  const longest: number[] = [];
  const debriefs: number[] = [];
  let n = 0;
  for (const s of all)
    for (const level of practiceLevels)
      for (let call = 0; call < 6; call += 1) {
        let now = createRun(s, { seed: call, level });
        for (let turn = 0; turn < 40 && now.ended === null; turn += 1) {
          n += 1;
          const text = `${lines[n % lines.length] ?? ''} ${n}`;
          const atMs = (now.lines.at(-1)?.atMs ?? 0) + 9000;
          turns.push(
            timed(() => {
              const next = apply(s, now, { kind: 'say', reply: { text } }, atMs);
              if (next.ok) now = next.value;
              score(s, now);
            }),
          );
          if (now.ended !== null) break;
          const long = `${n} ${lines.slice(n % 40).join(' ')}`.slice(0, longestLine);
          longest.push(timed(() => apply(s, now, { kind: 'say', reply: { text: long } }, atMs)));
        }
        debriefs.push(timed(() => debrief(s, now)));
      }
  const turn = spread(turns);
  bench.print(spreadLine('a typed turn read, played and scored live', turn));
  bench.print(spreadLine(`a line of ${longestLine} characters`, spread(longest)));
  bench.print(spreadLine('the debrief of a call', spread(debriefs)));
  bench.limit('a turn scored, p95', turn.p95, limitMs, 'ms');
  bench.limit('a line of the greatest length, p95', spread(longest).p95, limitMs, 'ms');

  const replays: number[] = [];
  let differ = 0;
  for (const s of all)
    for (const level of practiceLevels)
      for (const name of playerNames) {
        const played = playBy(name, s, level, 7);
        const bytes = JSON.stringify(played);
        replays.push(
          timed(() => {
            const again = replay(s, played);
            if (!again.ok || JSON.stringify(again.value) !== bytes) differ += 1;
          }),
        );
      }
  bench.print(spreadLine('a whole call replayed to the same bytes', spread(replays)));
  bench.limit('replays that differ', differ, 0, 'calls');
  const known = bases();
  bench.print(
    spreadLine(
      'a scenario linted and walked',
      spread(sources().map((f) => timed(() => lintSource(f.text, known)))),
    ),
  );
}
