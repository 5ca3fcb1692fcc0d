// The learned weights, unpacked from their table when the first text is looked at. A fact is known by a number made of its name, not by the name, which
// makes the table half as large; that a fact nobody has learned meets the number of another happens once in a hundred.
import { redFlagGroups, type RedFlagGroup } from './groups.ts';
import * as english from './learned-table.ts';
import { once } from './once.ts';

/** Numbers of facts lie below it. */
export const factNumbers = 2 ** 22;
/** The number of a fact: FNV-1a of its name, mixed once more. */
export function factNumber(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return ((h ^ (h >>> 13)) >>> 0) % factNumbers;
}

/** A weight is a printable character so many steps from `zero`. */
export const weightStep = 1 / 6;
export const zero = 79;
const weightAt = (text: string, at: number): number => (text.charCodeAt(at) - zero) * weightStep;

/** Printable characters that mean nothing in a template: the first half ends a number, the second half goes on. */
export const digits = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .filter((c) => c !== '\\' && c !== '`' && c !== '$')
  .slice(0, 90)
  .join('');
export const digitBase = digits.length / 2;
const valueOf = new Map([...digits].map((c, i) => [c, i]));

/** Rising numbers of facts, each as the difference to the one before, lowest digit first. */
function* factsOf(packed: string): Generator<number> {
  let fact = 0;
  let unit = 1;
  for (const c of packed) {
    const value = valueOf.get(c);
    if (value === undefined) continue;
    fact += (value % digitBase) * unit;
    unit *= digitBase;
    if (value >= digitBase) continue;
    unit = 1;
    yield fact;
  }
}

/** A table as scripts/redflag-table.ts writes it. */
export interface PackedTable {
  learnedBias: number;
  learnedGroupBias: readonly number[];
  packedFacts: string;
  packedWeights: string;
  packedGroupFacts: string;
  packedGroups: string;
}
type GroupWeight = readonly [group: RedFlagGroup, weight: number];
export interface Learned {
  bias: number;
  /** For (positive) or against a red flag, by the number of a fact. */
  weights: ReadonlyMap<number, number>;
  groupBias: ReadonlyMap<RedFlagGroup, number>;
  /** For or against each group, by the number of a fact; single words, concepts and rules only. */
  groupWeights: ReadonlyMap<number, readonly GroupWeight[]>;
}

export const unpacked = (table: PackedTable): Learned => ({
  bias: table.learnedBias,
  weights: readWeights(table),
  groupBias: new Map(redFlagGroups.map((g, i) => [g, table.learnedGroupBias[i] ?? 0])),
  groupWeights: readGroups(table),
});

function readWeights({ packedFacts, packedWeights }: PackedTable): Map<number, number> {
  const text = packedWeights.replaceAll('\n', '');
  const known = new Map<number, number>();
  for (const fact of factsOf(packedFacts)) known.set(fact, weightAt(text, known.size));
  return known;
}

/** For each fact: a group's letter (`a` the first of `redFlagGroups`) and a weight, as often as it takes, parted by blanks. */
function readGroups({ packedGroupFacts, packedGroups }: PackedTable): Map<number, readonly GroupWeight[]> {
  const rows = packedGroups.replaceAll('\n', '').split(' ');
  const known = new Map<number, readonly GroupWeight[]>();
  for (const fact of factsOf(packedGroupFacts)) {
    const row = rows[known.size] ?? '';
    const told: GroupWeight[] = [];
    for (let at = 0; at + 1 < row.length; at += 2) {
      const group = redFlagGroups[row.charCodeAt(at) - firstLetter];
      if (group) told.push([group, weightAt(row, at + 1)]);
    }
    known.set(fact, told);
  }
  return known;
}
const firstLetter = 97;

/** The English weights. Not made at the module's load: most of what imports red flags never looks at a text. */
export const learnedEnglish = once(() => unpacked(english));
