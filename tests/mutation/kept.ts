// What a campaign has found so far, in a file that git ignores: a campaign that is cut short goes on where it ended. An
// answer holds for its row only: a row that was changed is run again.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Mutation } from './mutations.ts';
import type { Done } from './table.ts';
import type { Outcome } from './verdict.ts';

interface File {
  control: Record<string, Outcome[]>;
  done: Record<string, { row: string; done: Done }>;
}
export interface Kept {
  control(file: string): Outcome[] | null;
  keepControl(file: string, outcomes: Outcome[]): void;
  /** Only what was caught: anything else is worth another look. */
  caught(row: Mutation): Done | null;
  keep(row: Mutation, done: Done): void;
}

export function keptIn(path: string, goOn: boolean): Kept {
  let file: File = { control: {}, done: {} };
  if (goOn)
    try {
      file = JSON.parse(readFileSync(path, 'utf8')) as File;
    } catch {
      // Nothing to go on with: from the beginning.
    }
  const write = (): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(file));
    renameSync(`${path}.new`, path);
  };
  return {
    control: (name) => file.control[name] ?? null,
    keepControl(name, outcomes) {
      file.control[name] = outcomes;
      write();
    },
    caught(row) {
      const known = file.done[row.name];
      return known?.row === JSON.stringify(row) && known.done.answer.verdict === 'caught' ? known.done : null;
    },
    keep(row, done) {
      file.done[row.name] = { row: JSON.stringify(row), done };
      write();
    },
  };
}
