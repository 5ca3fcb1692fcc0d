// Compares what a caller said with the record, and answers yes or no: the record's value never leaves this function.
// Tolerant where people are (accents, case, maiden names, spelled dates, "Street" for "St"), strict where it matters.
import { normalDigits } from '../phone/phone.ts';
import { parseBirthDate } from '../time/birth-date.ts';
import type { AskedFact } from './facts.ts';

/** What is compared with, taken from the record. Every name the person has or had; nothing else leaves the EHR client. */
export interface PatientFacts {
  names: { given: string[]; family: string; text: string }[];
  birthDate: string | null;
  addresses: { lines: string[]; city: string; postalCode: string }[];
  phones: string[];
  multipleBirth: boolean;
  /** The last four letters or digits of each record number, folded: more of it is not needed and not taken in. */
  recordNumbers?: string[] | undefined;
}
/** `unclear` and `not-on-file` count neither way. */
export type Comparison = 'matched' | 'not-matched' | 'unclear' | 'not-on-file';

export interface ReadAs {
  locale: string;
  /** YYYY-MM-DD */
  today: string;
}

/** Letters and digits only, without accents or case. Letters that don't decompose are spelled out. */
export const foldName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[øœ]/g, (c) => (c === 'ø' ? 'o' : 'oe'))
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const titles = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'dr',
  'prof',
  'sr',
  'sra',
  'jr',
  'ii',
  'iii',
  'iv',
  'md',
  'phd',
]);
const words = (text: string): string[] =>
  foldName(text)
    .split(' ')
    .filter((w) => w !== '' && !titles.has(w));
const particles = new Set('del los las dos das van von der den ter bin ibn'.split(' '));
/** Synthetic people have figures behind their names ("Boyle917"); nobody says them. */
const spoken = (word: string): string => word.replace(/(?<=\p{L})\d+$/u, '');
const spokenWords = (text: string): string[] => words(text).map(spoken);
const hasAll = (said: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length > 0 && wanted.every((w) => said.includes(w));

/**
 * A given name and the family name must both be said, in any order; each word said must belong to a name of the record
 * (so that a list of guesses doesn't match). Given and family may come from different names: maiden, married, alias.
 */
function compareName(names: PatientFacts['names'], stated: string): Comparison {
  const said = spokenWords(stated);
  // A date or a number typed into the box of the name is a slip of the hand, nothing that a caller said of the name.
  if (said.some((w) => /^\d+(st|nd|rd|th)?$/.test(w))) return 'unclear';
  if (said.length < 2)
    return said.join('').length === 0 ? 'unclear' : said.length === 1 ? 'unclear' : 'not-matched';
  const known = names.filter((n) => n.family !== '' || n.text !== '');
  if (known.length === 0) return 'not-on-file';
  const given = names.flatMap((n) => n.given.map(spokenWords)).filter((g) => g.length > 0);
  const families = known.map((n) => spokenWords(n.family)).filter((f) => f.length > 0);
  const belongs = new Set([
    ...given.flat(),
    ...families.flat(),
    ...known.flatMap((n) => spokenWords(n.text)),
  ]);
  const initials = new Set(given.flat().map((g) => g.slice(0, 1)));
  const foreign = said.filter((w) => !belongs.has(w) && !(w.length === 1 && initials.has(w)));
  if (foreign.length > 0) return 'not-matched';
  // A double family name may be said by its first part ("García" of "García López"): only with the given name.
  const family = families.some(
    (f) => hasAll(said, f) || (f[0] !== undefined && f[0].length > 2 && said.includes(f[0])),
  );
  // Of "María del Carmen" either name will do, as the search finds by either; a particle or an initial alone is no name.
  const isGiven = (w: string): boolean => w.length > 2 && !particles.has(w) && said.includes(w);
  const fromParts = family && given.some((g) => hasAll(said, g) || g.some(isGiven));
  const fromText = known.some((n) => n.family === '' && hasAll(said, spokenWords(n.text)));
  return fromParts || fromText ? 'matched' : 'not-matched';
}

/** A text that can be read two ways (5/12) matches by either reading: the agent heard a month and a day, not figures. */
function compareBirthDate(birthDate: string | null, stated: string, as: ReadAs): Comparison {
  const read = parseBirthDate(stated, as.locale, as.today);
  if (!read.ok) return read.why === 'not-a-date' ? 'unclear' : 'not-matched';
  if (birthDate === null || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return 'not-on-file';
  return [read.date, ...read.others].includes(birthDate) ? 'matched' : 'not-matched';
}

const streetWords: Record<string, string> = {
  street: 'st',
  avenue: 'ave',
  av: 'ave',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  boulevard: 'blvd',
  court: 'ct',
  place: 'pl',
  square: 'sq',
  highway: 'hwy',
  parkway: 'pkwy',
  terrace: 'ter',
  apartment: 'apt',
  suite: 'ste',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
};
const street = (text: string): string[] =>
  foldName(text.replaceAll('#', ' unit '))
    .split(' ')
    .filter((w) => w !== '')
    .map((w) => streetWords[w] ?? w);

const unitWords = ['apt', 'unit', 'ste', 'rm', 'room'];
/** House and street, and behind it which door: "957 Jones Mews" and "94" of "957 Jones Mews Apt 94". */
function doorOf(line: readonly string[]): { house: string[]; units: string[] } {
  const isUnit = (at: number): boolean =>
    at >= 0 && unitWords.includes(line[at] ?? '') && at < line.length - 1;
  const taken = (at: number): boolean =>
    isUnit(at) || (isUnit(at - 1) && !unitWords.includes(line[at] ?? ''));
  return {
    house: line.filter((_w, at) => !taken(at)),
    units: line.filter((w, at) => taken(at) && !unitWords.includes(w)),
  };
}

/**
 * The postal code (US: the first five), or house number and street. The city alone is known to anyone. The apartment need
 * not be said, few people say it; one that is said and differs from the one on file is another address.
 */
function compareAddress(addresses: PatientFacts['addresses'], stated: string): Comparison {
  const usable = addresses.filter((a) => a.postalCode !== '' || a.lines.some((l) => l !== ''));
  const said = street(stated);
  const door = doorOf(said);
  if (said.join('').length < 3) return 'unclear';
  if (usable.length === 0) return 'not-on-file';
  const saidCode = /^\s*([\p{L}\d][\p{L}\d \-–]{2,11})\s*$/u.exec(stated)?.[1];
  const code = (text: string): string => {
    const bare = foldName(text).replace(/ /g, '');
    return /^\d{9}$/.test(bare) ? bare.slice(0, 5) : bare;
  };
  const onlyCode = saidCode !== undefined && /\d/.test(saidCode) && /^[\p{L}\d]{3,9}$/u.test(code(saidCode));
  const byCode = onlyCode && usable.some((a) => a.postalCode !== '' && code(a.postalCode) === code(saidCode));
  if (byCode) return 'matched';
  const hit = usable.some((a) => {
    const { house } = doorOf(street(a.lines[0] ?? ''));
    if (house.length < 2 || !hasAll(door.house, house)) return false;
    const lines = a.lines.flatMap(street);
    const known = doorOf(lines).units;
    if (known.length > 0 && !door.units.every((w) => lines.includes(w))) return false;
    const rest = new Set([...lines, ...street(a.city), ...street(a.postalCode)]);
    // A state or country may be added; a second house number may not (guessing).
    return door.units.length < 2 && door.house.every((w) => rest.has(w) || !/\d/.test(w));
  });
  if (hit) return 'matched';
  // Only a postal code was said and none is on file: no answer, not a wrong one.
  return onlyCode && /^\d{5}/.test(code(saidCode)) && usable.every((a) => a.postalCode === '')
    ? 'not-on-file'
    : 'not-matched';
}

function comparePhone(phones: string[], stated: string): Comparison {
  const said = normalDigits(stated);
  if (said === null) return 'unclear';
  const known = phones.map((p) => normalDigits(p)).filter((p) => p !== null);
  if (known.length === 0) return 'not-on-file';
  return known.includes(said) ? 'matched' : 'not-matched';
}

/** The last four of a number that is kept masked; null when it is too short to leave anything unsaid. */
export function lastFour(number: string): string | null {
  const bare = foldName(number).replace(/ /g, '');
  return bare.length > 4 ? bare.slice(-4) : null;
}

/** The caller says the last four, or all of it. */
function compareRecordNumber(numbers: readonly string[], stated: string): Comparison {
  const said = foldName(stated).replace(/ /g, '');
  if (said.length < 4) return 'unclear';
  if (numbers.length === 0) return 'not-on-file';
  return numbers.includes(said.slice(-4)) ? 'matched' : 'not-matched';
}

/**
 * C19. Pure; `stated` is what the caller said, as the agent typed it. For `calledBack` it is the number that the desk's
 * own call went to: not what anybody says, so another number is no wrong answer.
 */
export function compareFact(record: PatientFacts, fact: AskedFact, stated: string, as: ReadAs): Comparison {
  switch (fact) {
    case 'fullName':
      return compareName(record.names, stated);
    case 'birthDate':
      return compareBirthDate(record.birthDate, stated, as);
    case 'address':
      return compareAddress(record.addresses, stated);
    case 'phoneOnFile':
      return comparePhone(record.phones, stated);
    case 'recordNumber':
      return compareRecordNumber(record.recordNumbers ?? [], stated);
    case 'calledBack': {
      const called = comparePhone(record.phones, stated);
      return called === 'not-matched' ? 'unclear' : called;
    }
  }
}
