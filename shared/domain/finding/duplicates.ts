// How likely a new patient is on file already: names, birth date, number and address weighed together. It never decides: an
// agent asks, and says why it is another person (row 21). Pure; weights are a draft, not measured on real records.
import { normalDigits } from '../phone/phone.ts';
import type { NewPerson } from './intake.ts';
import { fitOfName, knownWords, type NameOnFile } from './match.ts';
import { nameWords, slips } from './names.ts';

export const likelihoods = ['almost-sure', 'likely', 'possible'] as const;
export type Likelihood = (typeof likelihoods)[number];

export interface OnFile {
  names: readonly NameOnFile[];
  /** YYYY-MM-DD, or shorter; null = not on file. */
  birthDate: string | null;
  /** As `normalDigits` gives them, old ones too. */
  numbers: readonly string[];
  addresses: readonly { lines: readonly string[]; postalCode: string }[];
}

const whole = /^\d{4}-\d{2}-\d{2}$/;
/** 0 = nothing in common; each part alone. */
function nameWeight(p: NewPerson, names: readonly NameOnFile[]): number {
  const known = knownWords(names);
  const fit = fitOfName([...nameWords(p.given), ...nameWords(p.family)], known);
  if (fit !== null) return fit.cost < 1 ? 4 : fit.fits.includes('sounds-alike') ? 2 : 3;
  const given = fitOfName(nameWords(p.given), known) ?? fitOfName(nameWords(p.preferred), known);
  const family = fitOfName(nameWords(p.family), known);
  if (given !== null) return 1;
  // The same family and another given name: a relative rather than the same person.
  return family !== null ? -2 : -3;
}
function birthWeight(said: string, onFile: string | null): number {
  if (said === '' || onFile === null || !whole.test(onFile)) return 0;
  if (said === onFile) return 4;
  const [year, month, day] = said.split('-');
  if (onFile === `${year}-${day}-${month}`) return 3;
  return slips(said, onFile, 1) === 1 ? 2 : -3;
}
function addressWeight(p: NewPerson, addresses: OnFile['addresses']): number {
  const code = (text: string): string => text.replace(/\W/g, '').slice(0, 5).toLowerCase();
  const house = (text: string): string => /^\s*(\d+)/.exec(text)?.[1] ?? '';
  const near = addresses.filter((a) => p.postalCode !== '' && code(a.postalCode) === code(p.postalCode));
  const same = addresses.some(
    (a) =>
      house(p.line) !== '' &&
      a.lines.some((l) => house(l) === house(p.line) && nameWords(l)[1] === nameWords(p.line)[1]),
  );
  return same ? 2 : near.length > 0 ? 1 : 0;
}

/** Null = no more alike than two strangers. */
export function likelihoodOf(p: NewPerson, onFile: OnFile): Likelihood | null {
  const digits = normalDigits(p.phone);
  const phone = digits !== null && onFile.numbers.includes(digits) ? 2 : 0;
  const name = nameWeight(p, onFile.names);
  const birth = birthWeight(p.birthDate, onFile.birthDate);
  const sum = name + birth + phone + addressWeight(p, onFile.addresses);
  if (sum >= 8) return 'almost-sure';
  if (sum >= 6) return 'likely';
  return sum >= 3 ? 'possible' : null;
}
