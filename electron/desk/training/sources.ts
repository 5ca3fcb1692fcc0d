// What ships for trainers: scenario files as text to begin a draft with, the bases they are completed by, the written transcripts
// that two people rated. Read when somebody first asks.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  readPass,
  writtenCall,
  type RatedReply,
  type WrittenCall,
} from '#shared/domain/practice/agreement.ts';
import { complete, scenarioBase, type ScenarioBase } from '#shared/domain/practice/base.ts';
import type { Scenario, ScenarioFile } from '#shared/domain/practice/scenario.ts';
import { FailureError, fail } from '#shared/domain/result.ts';

/** The written calls and the levels that two people gave to the replies in them. */
export interface Rated {
  calls: WrittenCall[];
  first: RatedReply[];
  second: RatedReply[];
}

/** `data`: the folder that ships. */
export function createSources(data: string) {
  const folder = join(data, 'scenarios');
  let bases: ScenarioBase[] | null = null;
  let rated: Rated | null = null;

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
  function readRated(): Rated {
    const text = (name: string): string => {
      const path = join(folder, 'ratings', name);
      return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
    };
    const lines = text('transcripts.jsonl').split('\n');
    return {
      calls: lines.filter((l) => l !== '').map((l) => writtenCall.parse(JSON.parse(l))),
      first: readPass(text('pass-a.tsv')),
      second: readPass(text('pass-b.tsv')),
    };
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
    rated: (): Rated => (rated ??= readRated()),
  };
}
export type Sources = ReturnType<typeof createSources>;
