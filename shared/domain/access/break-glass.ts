// Emergency access (C2, 164.312(a)(2)(ii)): who may open a record that verification or the caller's standing withholds, for
// what stated reason, for how long, and what stays closed all the same. Pure; the desk enforces it, a supervisor reviews it.
import type { Level } from '../disclosure/facts.ts';
import type { DisclosureRole } from '../disclosure/matrix.ts';
import type { Scope } from '../disclosure/scope.ts';
import type { ErrorCode } from '../errors.ts';

/** Who speaks with callers. Trainers, auditors and administrators have no caller to help. */
const holders: readonly DisclosureRole[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
export const mayBreakGlass = (role: string): boolean => (holders as readonly string[]).includes(role);

/** Why it was needed, as a code: what the review begins with. The typed reason says the rest. */
export const needs = ['medical-emergency', 'danger', 'cannot-answer', 'other'] as const;
export type Need = (typeof needs)[number];

/** What ended it. `restart`: the desk ended while it was open. */
export const endings = ['time', 'hand', 'lock', 'seat', 'lease', 'restart'] as const;
export type Ending = (typeof endings)[number];

/** The longest it may stay open, minutes; an organisation may say less. */
export const mostMinutes = 30;
export const minutesOf = (policy: number): number =>
  Number.isFinite(policy) ? Math.min(mostMinutes, Math.max(1, Math.floor(policy))) : mostMinutes;

/** The review is due within this, hours. */
export const reviewWithinHours = 24;

/**
 * What the desk shows while it is open: as if the patient themselves had answered every question on an urgent call. The
 * role's own ceiling stands (an agent sees no diagnoses), money and identity numbers are not part of an urgent call, and
 * nothing is done at the record on the strength of it.
 *
 * What the record itself labels as confidential (a restriction by 164.522, 42 CFR Part 2, notes of psychotherapy) stays
 * withheld, also for `medical-emergency`: 42 CFR 2.51 lets such records be told to medical personnel who treat, and that is
 * done from the practice's own record by who treats, not by who answers the telephone.
 */
export const opensAs = { level: 2, scope: 'record', reason: 'urgent' } as const satisfies {
  level: Level;
  scope: Scope;
  reason: string;
};

export const reasonLeast = 15;
export const reasonMost = 400;

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', '0123456789'];
const fromKeyboard = (word: string): boolean =>
  word.length >= 4 && rows.some((row) => row.includes(word) || [...row].toReversed().join('').includes(word));
/** `abcabcabcabcabc`: up to four letters again and again. */
const isPattern = (letters: string): boolean =>
  [1, 2, 3, 4].some((n) => [...letters].every((letter, i) => letter === letters[i % n]));

/** Words that stand for "no reason" whatever stands beside them. */
const empty = new Set(['test', 'testing', 'asap', 'n/a', 'na', 'none', 'xxx', 'blah', 'lorem', 'ipsum']);

/** Asking for the record names no need for it. English: elsewhere these are words like others. */
const asking = new Set(
  (
    'i we me us you it this that the a an to for of at in on now just please want need must have get see look show open let ' +
    'record file chart data quick quickly urgent urgently emergency important because is are am my'
  ).split(' '),
);

/** What is wrong with a typed reason; null = a person can review it. Length in characters as a person counts them. */
export function reasonProblem(text: string): 'short' | 'long' | 'filler' | null {
  const said = text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
  const length = [...said].length;
  if (length < reasonLeast) return 'short';
  if (length > reasonMost) return 'long';
  const letters = said.toLowerCase().replaceAll(/[^\p{L}\p{M}]/gu, '');
  if ([...letters].length < 10 || new Set(letters).size < 5) return 'filler';
  if (isPattern(letters) || /(.)\1{4}/u.test(letters)) return 'filler';
  const words = said
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  const real = words.filter((word) => !empty.has(word) && !asking.has(word) && !fromKeyboard(word));
  const most = Math.max(...words.map((word) => words.filter((w) => w === word).length));
  // One word again and again, or nothing between the words that say nothing. Scripts without spaces are one long word.
  const spaced = /^[\p{Script=Latin}\p{N}\p{P}\p{Z}\p{S}\p{M}]*$/u.test(said);
  if (!spaced) return null;
  return new Set(real).size < 2 || (words.length >= 3 && most * 2 > words.length) ? 'filler' : null;
}

export interface Asked {
  role: string | null;
  /** The patient stands up for verification on this call. */
  chosen: boolean;
  reason: string;
  /** Another one is open. */
  open: boolean;
}

/** Whether it may be opened; null = yes. The order is what a person is told first. */
export function refuses({ role, chosen, reason, open }: Asked): ErrorCode | null {
  if (role === null) return 'not-signed-in';
  if (!mayBreakGlass(role)) return 'wrong-role';
  if (open) return 'break-glass-open';
  if (!chosen) return 'conflict';
  return reasonProblem(reason) === null ? null : 'break-glass-reason';
}

/** Left of it, ms; 0 = over. Both times of the steady clock: neither a set clock nor a demo's hour moves it. */
export const leftMs = (begunAt: number, minutes: number, now: number): number =>
  now < begunAt ? 0 : Math.max(0, minutesOf(minutes) * 60_000 - (now - begunAt));
