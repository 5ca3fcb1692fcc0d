// What the trainee has asked for, or the caller has told by themselves: a fact on the screen is hidden until then, so that none is
// offered. Wide on purpose: whoever asked in any words sees it. Pure.
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { formatPhone } from '../text/format.ts';

export const patientFacts = ['name', 'birth', 'number'] as const;
export type PatientFact = (typeof patientFacts)[number];

/** English and Spanish: a scenario may be in either. */
const asks: Record<PatientFact, RegExp> = {
  name: /\b(name|names|called|call (him|her|them)|who (is|am|are)|spell|nombre|llama|apellido|con qui[eé]n)/i,
  birth: /\b(birth|born|dob|b-?day|how old|age\b|naci|cumple|edad)/i,
  number: /\b(number|phone|reach you|call you back|callback|n[uú]mero|tel[eé]fono|llamarle|devolver)/i,
};
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '');
const digits = (text: string): string => text.replaceAll(/\D/g, '');

export function askedFor(
  run: Pick<PracticeRun, 'lines'>,
  { patient, caller }: Pick<Scenario, 'patient' | 'caller'>,
): ReadonlySet<PatientFact> {
  const agent = run.lines.filter((l) => l.who === 'agent').map((l) => l.text);
  const told = run.lines.filter((l) => l.who === 'caller').map((l) => l.clear ?? l.text);
  const number = digits(formatPhone(caller.number)).slice(-7);
  const tells: Record<PatientFact, (text: string) => boolean> = {
    name: (text) => plain(text).includes(plain(patient.name)),
    birth: (text) => text.includes(patient.birthDate.slice(0, 4)),
    number: (text) => digits(text).includes(number),
  };
  const tagged = new Set(run.lines.flatMap((l) => (l.who === 'agent' ? l.tags : [])));
  const tags: Record<PatientFact, string> = { name: 'ask_name', birth: 'ask_birth', number: 'ask_number' };
  return new Set(
    patientFacts.filter(
      (fact) => tagged.has(tags[fact]) || agent.some((l) => asks[fact].test(l)) || told.some(tells[fact]),
    ),
  );
}
