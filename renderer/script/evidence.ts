// Ticks of a verify step that the desk itself answers: they follow what was matched, so that script and record never differ.
import type { Fact, Level } from '#shared/domain/disclosure/facts.ts';
import type { ScriptStep } from '#shared/domain/script/script.ts';

export interface Evidence {
  matched: readonly Fact[];
  level: Level;
}

const facts: Readonly<Record<string, Fact>> = {
  'full name': 'fullName',
  'date of birth': 'birthDate',
  address: 'address',
  'phone on file': 'phoneOnFile',
};
const levels: Readonly<Record<string, Level>> = { 'patient’s two facts': 1, 'third fact': 2 };

/** Whether the desk has matched what this tick says; null when only the agent can know. */
export function tickOf(step: Pick<ScriptStep, 'kind'>, tick: string, evidence: Evidence): boolean | null {
  if (step.kind !== 'verify') return null;
  const name = tick.toLowerCase();
  const fact = facts[name];
  if (fact !== undefined) return evidence.matched.includes(fact);
  const level = levels[name];
  return level === undefined ? null : evidence.level >= level;
}
