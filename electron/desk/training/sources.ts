// What ships for trainers: scenario files as text to begin a draft with, the bases they are completed by, the written transcripts
// that two people rated. Read when somebody first asks.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complete, scenarioBase, type ScenarioBase } from '#shared/domain/practice/base.ts';
import type { Scenario, ScenarioFile } from '#shared/domain/practice/scenario.ts';
import { FailureError, fail } from '#shared/domain/result.ts';

/** A reply to a cue that people rated. `first`, `second`: the two passes, 0 to 4; null = not rated by that one. */
export interface RatedReply {
  scenarioId: string;
  cueId: string;
  text: string;
  first: number | null;
  second: number | null;
}
interface Turn {
  who: string;
  text: string;
  cueId?: string;
}

/** `data`: the folder that ships. */
export function createSources(data: string) {
  const folder = join(data, 'scenarios');
  let bases: ScenarioBase[] | null = null;
  let rated: RatedReply[] | null = null;

  function basesNow(): ScenarioBase[] {
    const dir = join(folder, 'base');
    bases ??= readdirSync(dir)
      .filter((f) => f.endsWith('.json'))
      .map((f) => {
        const read = scenarioBase.safeParse(JSON.parse(readFileSync(join(dir, f), 'utf8')));
        if (!read.success) throw new FailureError(fail('content-damaged', f));
        return read.data;
      });
    return bases;
  }
  /** `R1-01 2` → level, of one pass; empty where there is no such pass. */
  function passOf(name: string): Map<string, number> {
    const path = join(folder, 'ratings', name);
    if (!existsSync(path)) return new Map();
    const rows = readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1);
    return new Map(
      rows.map((row) => {
        const [id = '', turn = '', , level = ''] = row.split('\t');
        return [`${id} ${turn}`, Number(level)];
      }),
    );
  }
  function readRated(): RatedReply[] {
    const path = join(folder, 'ratings', 'transcripts.jsonl');
    if (!existsSync(path)) return [];
    const first = passOf('pass-a.tsv');
    const second = passOf('pass-b.tsv');
    return readFileSync(path, 'utf8')
      .trim()
      .split(/\r?\n/)
      .flatMap((line) => {
        const { id, scenario, turns } = JSON.parse(line) as { id: string; scenario: string; turns: Turn[] };
        return turns.flatMap((turn, i): RatedReply[] => {
          if (turn.who !== 'caller' || turn.cueId === undefined) return [];
          // Two turns of the agent's in a row count as one reply.
          const end = turns.findIndex((t, at) => at > i && t.who !== 'agent');
          const said = turns.slice(i + 1, end === -1 ? undefined : end);
          const key = `${id} ${i + 1}`;
          const levels = { first: first.get(key) ?? null, second: second.get(key) ?? null };
          const text = said.map((t) => t.text).join(' ');
          return said.length === 0 ? [] : [{ scenarioId: scenario, cueId: turn.cueId, text, ...levels }];
        });
      });
  }
  return {
    /** The shipped file as it is; null = there is none of this id. */
    textOf(id: string): string | null {
      const path = join(folder, `${id}.json`);
      return /^R\d{1,3}(-[a-z]{2})?$/.test(id) && existsSync(path) ? readFileSync(path, 'utf8') : null;
    },
    bases: basesNow,
    /** Null = no base of its language ships. */
    completed(file: ScenarioFile): Scenario | null {
      const base = basesNow().find((b) => b.lang === file.base);
      return base === undefined ? null : complete(file, base);
    },
    rated: (): readonly RatedReply[] => (rated ??= readRated()),
  };
}
export type Sources = ReturnType<typeof createSources>;
