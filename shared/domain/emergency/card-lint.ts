// Content check of the card (4b): no comfort, no dose, no diagnosis in what is said, no number written into the text (numbers
// come from the account's region).
import { langs } from '../script/languages.ts';
import { lintSpoken, lintUnspoken, type SpokenProblem } from '../script/spoken-lint.ts';
import type { EmergencyCard } from './card.ts';

export interface CardFinding {
  where: string;
  text: string;
  problem: SpokenProblem | 'number-in-text' | 'ambulance-not-named';
}

const numberInText = /\b(911|988|999|112|1-?800[- ]?222[- ]?1222)\b/;

export function lintCard(card: EmergencyCard): CardFinding[] {
  const spoken = card.steps.flatMap((s) =>
    langs.flatMap((lang) =>
      (lang === 'en' ? s.say : (s.sayIn?.[lang] ?? [])).map((text) => ({ where: s.id, text })),
    ),
  );
  const unspoken = [
    ...card.steps.flatMap((s) => [s.title, ...s.act].map((text) => ({ where: s.id, text }))),
    ...card.groups.flatMap((g) =>
      [g.title, ...g.instruction, ...g.note].map((text) => ({ where: g.id, text })),
    ),
  ];
  const findings: CardFinding[] = [
    ...spoken.flatMap(({ where, text }) => lintSpoken(text).map((problem) => ({ where, text, problem }))),
    ...unspoken.flatMap((x) => lintUnspoken(x.text).map((problem) => ({ ...x, problem }))),
    // False comfort is out of what the agent reads as well: it would be said.
    ...unspoken
      .filter((x) => lintSpoken(x.text).includes('false-comfort'))
      .map((x) => ({ ...x, problem: 'false-comfort' as const })),
    ...[...spoken, ...unspoken]
      .filter((x) => numberInText.test(x.text))
      .map(({ where, text }) => ({ where, text, problem: 'number-in-text' as const })),
  ];
  for (const g of card.groups)
    if (g.action === 'ambulance' && !g.instruction.some((t) => t.includes('{emergency.ambulance}')))
      findings.push({ where: g.id, text: g.title, problem: 'ambulance-not-named' });
  return findings;
}
