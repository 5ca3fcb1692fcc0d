// What all scenarios of a language share: synonyms, the rules of good and bad replies, the sentences of the rubric.
import { z } from 'zod';
import type { Scenario, ScenarioFile } from './scenario.ts';
import {
  efficiencyLines,
  empathyLines,
  line,
  mannerLines,
  remarkLines,
  replyRule,
  strengthLines,
  synonyms,
} from './vocabulary.ts';

export const scenarioBase = z.strictObject({
  lang: z.enum(['en', 'es']),
  version: z.int().min(1),
  author: line(80),
  date: z.iso.date(),
  review: z.enum(['draft', 'reviewed']),
  empathy: empathyLines,
  strengths: strengthLines,
  efficiency: efficiencyLines,
  manner: mannerLines,
  remarks: remarkLines,
  synonyms,
  rules: z.array(replyRule).min(1).max(100),
});
export type ScenarioBase = z.infer<typeof scenarioBase>;

/**
 * The scenario with its base. A synonym group of the same name gets the scenario's words on top of the base's; a rule of the
 * same id stands instead of the base's, any other rule beside it (its own rules come first, so their titles win).
 */
export function complete(scenario: ScenarioFile, base: ScenarioBase): Scenario {
  const groups = { ...base.synonyms };
  for (const [name, words] of Object.entries(scenario.synonyms))
    groups[name] = [...new Set([...(groups[name] ?? []), ...words])];
  const own = new Set(scenario.rules.map((r) => r.id));
  return {
    ...scenario,
    synonyms: groups,
    rules: [...scenario.rules, ...base.rules.filter((r) => !own.has(r.id))],
    empathy: scenario.empathy ?? base.empathy,
    strengths: scenario.strengths ?? base.strengths,
    efficiency: base.efficiency,
    manner: base.manner,
    remarks: base.remarks,
  };
}
