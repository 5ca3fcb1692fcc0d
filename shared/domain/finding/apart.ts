// People who may be meant, put in order, and what tells them apart: kinds of things, never the things (C18). Pure.
import type { Difference, Fit, Standing } from './kinds.ts';

/** What is looked at of one of them; it never leaves the desk. */
export interface Apart {
  given: string;
  family: string;
  language: string | null;
  /** YYYY-MM-DD; null = not on file, or not looked at. */
  birthDate: string | null;
  standing: Standing;
  multipleBirth: boolean;
  /** C26: of this record nothing is told but what shows of everyone. */
  restricted: boolean;
}
export interface Likely {
  fits: readonly Fit[];
  /** 0 = all that was asked for is so now. */
  cost: number;
  apart: Apart;
}
export interface Told {
  rank: number;
  differs: Difference[];
  standing: Standing;
  twin: boolean;
  double: boolean;
}

const grown = 18;
const wholeDate = /^\d{4}-\d{2}-\d{2}$/;
/** Still living and in use before those who are not. */
const afterwards: Readonly<Record<Standing, number>> = { active: 0, inactive: 10, deceased: 20, merged: 30 };

function isChild(birthDate: string | null, today: string): boolean | null {
  if (birthDate === null || !wholeDate.test(birthDate)) return null;
  const turned = `${Number(birthDate.slice(0, 4)) + grown}${birthDate.slice(4)}`;
  return turned > today;
}
/** Of a restricted record only what is shown of everyone counts. */
const open = (a: Apart): Apart =>
  a.restricted ? { ...a, birthDate: null, standing: 'active', multipleBirth: false } : a;

/** What the list holds altogether, counted once: whether others differ from one of them is then no search through all. */
function counted(list: readonly Likely[], opens: readonly Apart[], today: string) {
  const values = <V>(of: (a: Apart, i: number) => V): Set<V> => new Set(opens.map(of));
  const births = values((a) => a.birthDate);
  births.delete(null);
  const ages = values((a) => isChild(a.birthDate, today));
  /** By birth date and family name: how many of each given name. */
  const born = new Map<string, Map<string, number>>();
  for (const a of opens) {
    if (a.birthDate === null) continue;
    const key = JSON.stringify([a.birthDate, a.family]);
    const givens = born.get(key) ?? new Map<string, number>();
    born.set(key, givens.set(a.given, (givens.get(a.given) ?? 0) + 1));
  }
  const several = (set: ReadonlySet<unknown>): boolean => set.size > 1;
  return {
    given: several(values((a) => a.given)),
    family: several(values((a) => a.family)),
    language: several(values((a) => a.language)),
    births: several(births),
    bothAges: ages.has(true) && ages.has(false),
    standing: several(values((a) => a.standing)),
    numberUse: several(new Set(list.map((one) => one.fits.includes('old-number')))),
    bornWith: (a: Apart): ReadonlyMap<string, number> =>
      born.get(JSON.stringify([a.birthDate, a.family])) ?? new Map<string, number>(),
  };
}

/** `today`: YYYY-MM-DD. Sorted with the likeliest first; equals keep the order in which they came. */
export function tellApart<T extends Likely>(list: readonly T[], today: string): (T & { told: Told })[] {
  const opens = list.map((one) => open(one.apart));
  const costs = list.map((one, i) => one.cost + afterwards[(opens[i] ?? one.apart).standing]);
  const sorted = [...new Set(costs)].toSorted((a, b) => a - b);
  const ranks = new Map(sorted.map((cost, i) => [cost, i + 1]));
  const all = counted(list, opens, today);
  const told = list.map((one, i) => {
    const me = opens[i] ?? open(one.apart);
    const child = isChild(me.birthDate, today);
    const sameBirth = all.bornWith(me);
    const differ: [Difference, boolean][] = [
      ['given-name', all.given],
      ['family-name', all.family],
      ['language', all.language],
      ['birth-date', me.birthDate !== null && all.births],
      ['child', child === true && all.bothAges],
      ['adult', child === false && all.bothAges],
      ['number-use', all.numberUse],
      ['standing', all.standing],
    ];
    return {
      ...one,
      told: {
        rank: ranks.get(costs[i] ?? 0) ?? 1,
        differs: differ.flatMap(([what, so]) => (so ? [what] : [])),
        standing: me.standing,
        twin: me.multipleBirth || sameBirth.size > 1,
        double: (sameBirth.get(me.given) ?? 0) > 1,
      },
    };
  });
  return told.toSorted((a, b) => a.told.rank - b.told.rank);
}
