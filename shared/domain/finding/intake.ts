// A person who is not on file yet, as they say it themselves (row 21): what is asked, what is still missing, and the lines of
// the message that stands in where the record takes no new patient. Pure.
import { z } from 'zod';

const text = (max: number) => z.string().trim().max(max);
export const genders = ['', 'female', 'male', 'other', 'unknown'] as const;

/** As typed; empty = not said. */
export const newPerson = z.strictObject({
  given: text(80),
  family: text(80),
  /** What they want to be called; empty = the given name. */
  preferred: text(80),
  /** YYYY-MM-DD or empty. */
  birthDate: z.union([z.literal(''), z.iso.date()]),
  gender: z.enum(genders),
  phone: text(40),
  phoneReadBack: z.boolean(),
  line: text(120),
  city: text(80),
  state: text(40),
  postalCode: text(16),
  language: text(60),
  interpreterNeeded: z.boolean(),
  note: text(300),
});
export type NewPerson = z.infer<typeof newPerson>;
export const nobodyYet: NewPerson = {
  given: '',
  family: '',
  preferred: '',
  birthDate: '',
  gender: '',
  phone: '',
  phoneReadBack: false,
  line: '',
  city: '',
  state: '',
  postalCode: '',
  language: '',
  interpreterNeeded: false,
  note: '',
};

/** Why somebody who looks alike is another person: the agent asked, and says which. */
export const notSameReasons = ['twin-or-sibling', 'parent-or-child', 'namesake', 'caller-says-no'] as const;
export type NotSameReason = (typeof notSameReasons)[number];

export const intakeProblems = [
  'given',
  'family',
  'birth-date',
  'birth-date-ahead',
  'phone',
  'phone-read-back',
] as const;
export type IntakeProblem = (typeof intakeProblems)[number];

/** `today`: YYYY-MM-DD. Empty = it can be looked for and created. */
export function problemsOf(
  p: NewPerson,
  today: string,
  dialable: (text: string) => boolean,
): IntakeProblem[] {
  const problems: IntakeProblem[] = [];
  if (p.given === '') problems.push('given');
  if (p.family === '') problems.push('family');
  if (p.birthDate === '') problems.push('birth-date');
  else if (p.birthDate > today || p.birthDate < '1900-01-01') problems.push('birth-date-ahead');
  if (!dialable(p.phone)) problems.push('phone');
  else if (!p.phoneReadBack) problems.push('phone-read-back');
  return problems;
}

export interface IntakeLine {
  key: 'preferred' | 'gender' | 'phone' | 'address' | 'language' | 'interpreter' | 'note';
  value: string;
}
/** What a message has no field of its own for, in the order in which it is read. Values stand as they were said. */
export function intakeLines(p: NewPerson): IntakeLine[] {
  const place = [p.line, p.city, [p.state, p.postalCode].filter((x) => x !== '').join(' ')];
  const lines: IntakeLine[] = [
    { key: 'preferred', value: p.preferred },
    { key: 'gender', value: p.gender },
    { key: 'phone', value: p.phone },
    { key: 'address', value: place.filter((x) => x !== '').join(', ') },
    { key: 'language', value: p.language },
    { key: 'interpreter', value: p.interpreterNeeded ? 'yes' : '' },
    { key: 'note', value: p.note },
  ];
  return lines.filter((l) => l.value !== '');
}
