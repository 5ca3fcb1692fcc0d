// Rule tables made ready once, when the first text is looked at: phrases parsed and layered, vocabulary for typing errors.
import { cues, idioms, hypothetical, otherPeople, pets, old, admin, harmless } from './cues.ts';
import { frames } from './frames.ts';
import { numberConcepts } from './numbers.ts';
import { once } from './once.ts';
import { layersOf, parsePhrases, type Phrase } from './phrases.ts';
import { concepts, rules } from './rules/index.ts';
import { linesOf, type Rule } from './table.ts';

const cueNames = new Set([
  ...Object.keys(cues),
  ...Object.keys(frames),
  idioms,
  hypothetical,
  otherPeople,
  pets,
  old,
  admin,
  harmless,
]);
export interface ReadyRule extends Rule {
  unlessName: string | null;
}
export interface Compiled {
  readyRules: readonly ReadyRule[];
  layers: ReturnType<typeof layersOf>;
  /** Every word that a rule or a concept names, as stems; cues' own words aside. */
  vocabulary: ReadonlySet<string>;
  /** Words that name a complaint, for the reach of a denial. */
  complaints: ReadonlySet<string>;
}

function compile(): Compiled {
  const phrases: Phrase[] = [];
  for (const [name, wordings] of Object.entries(concepts)) {
    for (const line of linesOf(wordings)) phrases.push(...parsePhrases(name, line, cueNames.has(name)));
  }
  const readyRules = rules.map((rule) => {
    for (const line of linesOf(rule.say ?? '')) phrases.push(...parsePhrases(rule.id, line));
    const unlessLines = (rule.unless ?? '')
      .split('|')
      .map((l) => l.trim().replace(/_$/, ''))
      .filter((l) => l !== '');
    const unlessName = unlessLines.length > 0 ? `!${rule.id}` : null;
    if (unlessName) for (const line of unlessLines) phrases.push(...parsePhrases(unlessName, line));
    return { ...rule, unlessName };
  });
  const wordsOf = (some: readonly Phrase[]): ReadonlySet<string> =>
    new Set(some.flatMap((p) => p.elements.flatMap((e) => [...e.words])));
  return {
    readyRules,
    layers: layersOf(phrases, new Set<string>(numberConcepts)),
    vocabulary: wordsOf(phrases),
    complaints: wordsOf(phrases.filter((p) => !cueNames.has(p.name) && !p.name.startsWith('!'))),
  };
}

/** The English tables made ready. */
export const compiled = once(compile);

/** Rules whose own words may deny ("cannot breathe"): their negatives deny nothing else. */
export const absorbing: ReadonlySet<string> = new Set([
  'CANT',
  'WONT_STOP',
  ...rules.filter((r) => r.say && !r.given).map((r) => r.id),
]);
