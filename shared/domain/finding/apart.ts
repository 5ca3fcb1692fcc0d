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

/** `today`: YYYY-MM-DD. Sorted with the likeliest first; equals keep the order in which they came. */
export function tellApart<T extends Likely>(list: readonly T[], today: string): (T & { told: Told })[] {
  const costs = list.map((one) => one.cost + afterwards[open(one.apart).standing]);
  const ranks = [...new Set(costs)].toSorted((a, b) => a - b);
  const told = list.map((one, i) => {
    const me = open(one.apart);
    const others = list.filter((x) => x !== one);
    const opens = others.map((x) => open(x.apart));
    const child = isChild(me.birthDate, today);
    const sameBirth = (x: Apart): boolean => me.birthDate !== null && me.birthDate === x.birthDate;
    const oldNumber = one.fits.includes('old-number');
    const differs: Difference[] = [];
    const note = (what: Difference, differ: boolean): void => void (differ && differs.push(what));
    note(
      'given-name',
      opens.some((x) => x.given !== me.given),
    );
    note(
      'family-name',
      opens.some((x) => x.family !== me.family),
    );
    note(
      'language',
      opens.some((x) => x.language !== me.language),
    );
    note(
      'birth-date',
      opens.some((x) => me.birthDate !== null && x.birthDate !== null && x.birthDate !== me.birthDate),
    );
    note('child', child === true && opens.some((x) => isChild(x.birthDate, today) === false));
    note('adult', child === false && opens.some((x) => isChild(x.birthDate, today) === true));
    note(
      'number-use',
      others.some((x) => x.fits.includes('old-number') !== oldNumber),
    );
    note(
      'standing',
      opens.some((x) => x.standing !== me.standing),
    );
    return {
      ...one,
      told: {
        rank: ranks.indexOf(costs[i] ?? 0) + 1,
        differs,
        standing: me.standing,
        twin:
          me.multipleBirth ||
          opens.some((x) => sameBirth(x) && x.family === me.family && x.given !== me.given),
        double: opens.some((x) => sameBirth(x) && x.family === me.family && x.given === me.given),
      },
    };
  });
  return told.toSorted((a, b) => a.told.rank - b.told.rank);
}
