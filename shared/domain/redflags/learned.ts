// The learned weights, read from their table once.
import { redFlagGroups, type RedFlagGroup } from './groups.ts';
import { learnedBias, learnedGroupBias, learnedTable } from './learned-table.ts';

interface Known {
  /** For (positive) or against a red flag. */
  weight: number;
  /** For each group that the fact speaks for or against. */
  groups: ReadonlyMap<RedFlagGroup, number>;
}

const letters = 'abcdefghijklmnop';
const none: ReadonlyMap<RedFlagGroup, number> = new Map();

/** `fact=12a34c-5`: 0.12 for a flag, 0.34 for the first group, -0.05 for the third; facts are parted by `;`. */
function read(table: string): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const row of table.split(/[;\n]/)) {
    const at = row.lastIndexOf('=');
    if (at < 0) continue;
    const parts = row.slice(at + 1).match(/[a-p]?-?\d+/g) ?? [];
    let weight = 0;
    const groups = new Map<RedFlagGroup, number>();
    for (const part of parts) {
      const group = redFlagGroups[letters.indexOf(part[0] ?? '')];
      if (group === undefined) weight = Number(part) / 100;
      else groups.set(group, Number(part.slice(1)) / 100);
    }
    known.set(row.slice(0, at), { weight, groups: groups.size > 0 ? groups : none });
  }
  return known;
}

export const weights: ReadonlyMap<string, Known> = read(learnedTable);
export const bias = learnedBias;
export const groupBias: ReadonlyMap<RedFlagGroup, number> = new Map(
  redFlagGroups.map((g, i) => [g, learnedGroupBias[i] ?? 0]),
);
