// Writing the learned weights as shared/domain/redflags/learned.ts reads them.
import { redFlagGroups } from '#shared/domain/redflags/groups.ts';
import { digitBase, digits, factNumber, weightStep, zero } from '#shared/domain/redflags/learned.ts';
import type { Learned, LearnedGroups } from './redflag-learn.ts';

/** Printable characters without blank, backslash, backtick and dollar, which mean something in a template. */
const reach = 44;
function letterOf(weight: number): string {
  const code = zero + Math.max(-reach, Math.min(reach, Math.round(weight / weightStep)));
  const letter = String.fromCharCode(code);
  return ['\\', '`', '$'].includes(letter) ? String.fromCharCode(code + 1) : letter;
}
const leastGroup = 0.45;

/** A line break means nothing in a table; one parts what a look for notes left in the sources would find. */
const lined = (text: string): string =>
  (text.match(/.{1,1500}/g)?.join('\n') ?? '').replace(/\b(TO|FIX|X)(?=(DO|ME|XX)\b)/g, '$1\n');
function packedFacts(facts: readonly number[]): string {
  let text = '';
  let before = 0;
  for (const fact of facts) {
    let step = fact - before;
    before = fact;
    for (; step >= digitBase; step = Math.floor(step / digitBase))
      text += digits[digitBase + (step % digitBase)]!;
    text += digits[step]!;
  }
  return lined(text);
}

/** The text of learned-table.ts, and how many facts it holds. */
export function tableOf(
  flag: Learned,
  groups: LearnedGroups,
  lines: string,
): { text: string; facts: number } {
  const rising = (rows: ReadonlyMap<number, string>) => [...rows].toSorted(([a], [b]) => a - b);
  const weights = rising(new Map([...flag.weights].map(([name, w]) => [factNumber(name), letterOf(w)])));
  const told = rising(
    new Map(
      [...groups.weights].flatMap(([name, each]) => {
        const own = [...each].flatMap((w, g) =>
          Math.abs(w) < leastGroup ? [] : [`${String.fromCharCode(97 + g)}${letterOf(w)}`],
        );
        return own.length === 0 ? [] : [[factNumber(name), own.join('')]];
      }),
    ),
  );
  const text = `// Written by scripts/learn-redflags.ts from ${lines}; never by hand. How to read it: learned.ts.
// Draft, not reviewed by a clinician.
export const learnedBias = ${flag.bias.toFixed(3)};
/** In the order of redFlagGroups (${redFlagGroups.length}). */
export const learnedGroupBias: readonly number[] = [
  ${groups.bias.map((b) => b.toFixed(2)).join(', ')},
];
export const packedFacts = \`
${packedFacts(weights.map(([fact]) => fact))}
\`;
export const packedWeights = \`
${lined(weights.map(([, letter]) => letter).join(''))}
\`;
export const packedGroupFacts = \`
${packedFacts(told.map(([fact]) => fact))}
\`;
export const packedGroups = \`
${lined(told.map(([, row]) => row).join(' '))}
\`;
`;
  return { text, facts: weights.length };
}
