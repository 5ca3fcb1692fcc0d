// node scripts/learn-redflags.ts [--check]: writes shared/domain/redflags/learned-table.ts from the lines of
// data/redflags. With --check it writes nothing and prints how weights learned without one file do on that file, at
// several thresholds: the honest figure for an author nobody has read.
import { readFileSync, writeFileSync } from 'node:fs';
import { redFlagGroups } from '#shared/domain/redflags/groups.ts';
import { pieceCosts, ruleCounts, threshold } from '#shared/domain/redflags/weigh.ts';
import { exampleOf, highest, learnFlag, learnGroups, type Example } from './redflag-learn.ts';
import { affixes, withAffix } from './redflag-affixes.ts';
import { readLines } from './redflag-lines.ts';

const files = ['lines.en.tsv', 'learn-1.en.tsv', 'learn-2.en.tsv', 'learn-3.en.tsv', 'learn-4.en.tsv'];
const place = (name: string): URL => new URL(`../data/redflags/${name}`, import.meta.url);
const examplesOf = (name: string): Example[] => {
  const read = readLines(readFileSync(place(name), 'utf8'));
  if (!read.ok) throw new Error(`${name}: ${read.why}`);
  return read.lines.filter((l) => !/^[km]-/.test(l.id) || name !== 'lines.en.tsv').map(exampleOf);
};
const sets = files.map((name) => ({ name, examples: examplesOf(name) }));
const all = sets.flatMap((s) => s.examples);
/** Every line also with a request before or after it, which changes nothing: taken in turn, so that it is the same each time. */
const affixWeight = 0.5;
const affixed = new Map(
  all.map((e, i) => {
    const text = withAffix(e.line.text, affixes[(i * 7) % affixes.length]!);
    return [e, { ...exampleOf({ ...e.line, text }), weight: affixWeight }] as const;
  }),
);
const taught = (examples: readonly Example[]): Example[] =>
  examples.flatMap((e) => [e, affixed.get(e) ?? []].flat());
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function report(name: string, judged: readonly { e: Example; score: number }[]): void {
  const flags = judged.filter((j) => j.e.flag === 1);
  const none = judged.filter((j) => j.e.flag === 0);
  const rules = (of: typeof judged): string => (of.filter((j) => j.e.ruled).length / of.length).toFixed(3);
  const at = (limit: number): string => {
    const over = (of: typeof judged): string =>
      (of.filter((j) => j.score >= limit).length / of.length).toFixed(3);
    return `${limit.toFixed(1)}: ${over(flags)}/${over(none)}`;
  };
  say(
    `${name} (recall/false alarms) rules alone ${rules(flags)}/${rules(none)}  ${[1.1, 1.3, 1.5, 1.7].map(at).join('  ')}`,
  );
}

if (process.argv.includes('--check')) {
  for (const { name, examples } of sets) {
    const model = learnFlag(taught(sets.filter((s) => s.name !== name).flatMap((s) => s.examples)));
    report(
      `without ${name}`,
      examples.map((e) => ({ e, score: highest(model, e, ruleCounts, pieceCosts) })),
    );
  }
  const parts = 5;
  const crossed = Array.from({ length: parts }, (_, k) => {
    const model = learnFlag(taught(all.filter((_e, i) => i % parts !== k)));
    return all.flatMap((e, i) =>
      i % parts === k ? [{ e, score: highest(model, e, ruleCounts, pieceCosts) }] : [],
    );
  }).flat();
  for (const { name, examples } of sets)
    report(
      `five parts, ${name}`,
      crossed.filter((j) => examples.includes(j.e)),
    );
  say(`threshold in use: ${threshold}`);
} else {
  const flag = learnFlag(taught(all));
  const groups = learnGroups(all);
  const letters = 'abcdefghijklmnop';
  const rows: string[] = [];
  for (const [fact, weight] of [...flag.weights].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const value = Math.round(weight * 100);
    const each = groups.weights.get(fact) ?? [];
    const told = [...each]
      .map((v, g) => [letters[g], Math.round(v * 100)] as const)
      .filter(([, v]) => Math.abs(v) >= 25);
    if (Math.abs(value) < 5 && told.length === 0) continue;
    rows.push(`${fact}=${value}${told.map(([l, v]) => `${l}${v}`).join('')}`);
  }
  const lines: string[] = [''];
  for (const row of rows) {
    const last = lines.at(-1) ?? '';
    if (last.length + row.length > 1500) lines.push(row);
    else lines[lines.length - 1] = last === '' ? row : `${last};${row}`;
  }
  writeFileSync(
    new URL('../shared/domain/redflags/learned-table.ts', import.meta.url),
    `// Written by scripts/learn-redflags.ts from ${all.length} lines of data/redflags; never by hand. How to read it: learned.ts.
// Draft, not reviewed by a clinician.
export const learnedBias = ${flag.bias.toFixed(3)};
/** In the order of redFlagGroups (${redFlagGroups.length}). */
export const learnedGroupBias: readonly number[] = [${groups.bias.map((b) => b.toFixed(2)).join(', ')}];
export const learnedTable = \`
${lines.join('\n')}
\`;
`,
  );
  say(`${rows.length} facts from ${all.length} lines`);
}
