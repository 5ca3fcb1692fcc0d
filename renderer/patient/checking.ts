// Verification as the page shows it: what to ask next, what a comparison means, which facts are open. The desk compares
// and counts; nothing here knows the record (C19).
import type { AskedFact, Fact, Level } from '#shared/domain/disclosure/facts.ts';
import type { Candidate, patient } from '#shared/contract/patient.ts';
import type { z } from 'zod';
import type { TextKey } from '../text/t.ts';

export type Verification = z.output<typeof patient.verification.output>;
export type Checked = z.output<typeof patient.check.output>;
export type Found = z.output<typeof patient.candidates.output>;
export type { Candidate };

/** In the order in which a caller is best asked; the phone number is a third fact only. */
export const asked: readonly Fact[] = ['fullName', 'birthDate', 'address', 'phoneOnFile'];

/** A third factor only, with the number on file: what the panel needn't ask for (C19). */
export const thirdFacts: readonly AskedFact[] = ['recordNumber', 'calledBack'];

export type StateOfFact = Pick<Verification['facts'][number], 'state' | 'at'>;
export const stateOf = (v: Verification, fact: AskedFact): StateOfFact =>
  [...v.facts, ...(v.furtherFacts ?? [])].find((f) => f.fact === fact) ?? { state: 'open', at: null };

export const matched = (v: Verification): Fact[] => asked.filter((f) => stateOf(v, f).state === 'matched');
/** Everything that was proven, third factors too, in the order of asking. */
export const proven = (v: Verification): AskedFact[] =>
  [...asked, ...thirdFacts].filter((f) => stateOf(v, f).state === 'matched');
export const open = (v: Verification): Fact[] => asked.filter((f) => stateOf(v, f).state !== 'matched');

/** The field to go on with after `from`: the next one that is still open, else the first open one. */
export function nextField(v: Verification, from: Fact): Fact | null {
  const left = open(v).filter((f) => f !== from);
  return left.find((f) => asked.indexOf(f) > asked.indexOf(from)) ?? left[0] ?? null;
}

export type Screen = 'candidates' | 'verify' | 'locked' | 'nothing' | 'verified';

/** Which screen of the panel the evidence stands for. `nothing`: who is on the line may hear nothing (C20). */
export function screenOf(v: Pick<Verification, 'chosen' | 'locked' | 'level' | 'hearing'>): Screen {
  if (v.locked) return 'locked';
  if (v.chosen === null) return 'candidates';
  if (v.hearing?.scope === 'nothing') return 'nothing';
  return v.level >= 1 ? 'verified' : 'verify';
}

/** How many wrong answers are left, and that other calls count, where they do. */
export const leftKey = (v: Pick<Verification, 'wrongEarlier'>): TextKey =>
  v.wrongEarlier === true ? 'patient.verify.left.earlier' : 'patient.verify.left';

/** What to ask for first: two of those listed look the same, and one of them would be a guess. Null = each looks otherwise. */
export function alike(candidates: readonly Candidate[]): Candidate['differs'][number] | null {
  const looks = (c: Candidate): string =>
    JSON.stringify([c.preferredName, c.language, c.fits, c.standing, c.twin, c.rank]);
  const same = candidates.filter((c) => candidates.some((x) => x !== c && looks(x) === looks(c)));
  const [one] = same;
  if (one === undefined) return null;
  return (
    (['family-name', 'birth-date', 'given-name'] as const).find((d) => one.differs.includes(d)) ??
    'birth-date'
  );
}

/** How many more of the three identifiers are needed, at least 1 while the level is 0. */
export function factsMissing(v: Verification): number {
  const identifiers = matched(v).filter((f) => f !== 'phoneOnFile').length;
  return v.level >= 1 ? 0 : Math.max(1, 2 - identifiers);
}

/** Takes an answer of `check` into what is shown, until the desk's own account of it has been read. */
export const withLevel = (
  v: Verification,
  c: Pick<Checked, 'level' | 'wrongLeft' | 'locked'>,
): Verification => ({
  ...v,
  level: c.level satisfies Level,
  wrongLeft: c.wrongLeft,
  locked: c.locked,
});

/** What was typed leads to a name search, or not yet: one letter finds everybody. */
export const mayFind = (name: string): boolean => name.trim().replace(/[^\p{L}]/gu, '').length >= 2;

/** A number that people can be on file under; a withheld one (`anonymous`, empty) is none. */
export const lookupNumber = (number: string | null): string | null =>
  number !== null && number.replace(/\D/g, '').length >= 4 ? number : null;

/** Neighbours of the same rank together, the likeliest first, in the order of the desk. */
export function inRanks(candidates: readonly Candidate[]): { rank: number; people: Candidate[] }[] {
  const ranks: { rank: number; people: Candidate[] }[] = [];
  for (const each of candidates) {
    const last = ranks.at(-1);
    if (last?.rank === each.rank) last.people.push(each);
    else ranks.push({ rank: each.rank, people: [each] });
  }
  return ranks;
}
