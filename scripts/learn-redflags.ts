// node scripts/learn-redflags.ts [--check]: writes shared/domain/redflags/learned-table.ts from the lines of
// data/redflags, with real patients' lines and callers' emotional ones as a background. With --check it writes nothing and
// prints how weights learned without one file do on that file, and without a quarter of the consultations (or of the
// callers' lines) on that quarter, at several thresholds: the honest figure for an author nobody has read, and for patients
// nobody has heard.
import { readFileSync, writeFileSync } from 'node:fs';
import { pieceCosts, ruleCounts, threshold, untoldCosts } from '#shared/domain/redflags/weigh.ts';
import { exampleOf, highest, learnFlag, learnGroups, type Example } from './redflag-learn.ts';
import { affixes, withAffix } from './redflag-affixes.ts';
import { callerLines } from './redflag-callers.ts';
import { readLines } from './redflag-lines.ts';
import { patientLines } from './redflag-patients.ts';
import { tableOf } from './redflag-table.ts';

const files = [
  'lines',
  'learn-1',
  'learn-2',
  'learn-3',
  'learn-4',
  'learn-5',
  'learn-6',
  'learn-7',
  'learn-8',
  'learn-9',
  'learn-10',
];
const place = (name: string): URL => new URL(`../data/redflags/${name}.en.tsv`, import.meta.url);
const examplesOf = (name: string): Example[] => {
  const read = readLines(readFileSync(place(name), 'utf8'));
  if (!read.ok) throw new Error(`${name}: ${read.why}`);
  return read.lines.filter((l) => !/^[km]-/.test(l.id) || name !== 'lines').map(exampleOf);
};
const sets = files.map((name) => ({ name, examples: examplesOf(name) }));
const all = sets.flatMap((s) => s.examples);
/** Every line also with a request before or after it, which changes nothing: taken in turn, so that it is the same each time. */
const affixWeight = 0.5;
const affixed = new Map(
  all.map((e, i) => {
    const text = withAffix(e.line.text, affixes[(i * 7) % affixes.length]!);
    return [e, { ...exampleOf({ ...e.line, text }), weight: affixWeight, copied: true as const }] as const;
  }),
);
const patientWeight = 0.5;
const blank = { lang: 'en', label: 'none', group: 'something_wrong', kind: 'patient', note: '' } as const;
const patients = patientLines().map((p) => ({
  ...p,
  example: { ...exampleOf({ ...blank, id: p.id, text: p.text }), weight: patientWeight },
}));
const callerWeight = 0.2;
const callers = callerLines().map((c) => ({
  ...exampleOf({ ...blank, id: c.id, text: c.text }),
  weight: callerWeight,
}));
const taught = (
  examples: readonly Example[],
  background: typeof patients,
  calls: readonly Example[] = callers,
): Example[] => [
  ...examples.flatMap((e) => [e, affixed.get(e) ?? []].flat()),
  ...background.filter((p) => p.label === null).map((p) => p.example),
  ...calls,
];
/** Consultations and dialogues are left out in so many parts. */
const parts = 4;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Judged {
  e: Example;
  score: number;
}
const limits = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75];
const share = (of: readonly Judged[], limit: number): string =>
  of.length === 0 ? '-' : (of.filter((j) => j.score >= limit).length / of.length).toFixed(3);
function report(name: string, judged: readonly Judged[]): void {
  const flags = judged.filter((j) => j.e.flag === 1);
  const none = judged.filter((j) => j.e.flag === 0);
  say(`${name.padEnd(9)} ${limits.map((t) => `${t}: ${share(flags, t)}/${share(none, t)}`).join('  ')}`);
}

if (process.argv.includes('--check')) {
  say(
    `threshold in use: ${threshold}; recall/false alarms at each threshold, learned without the file named`,
  );
  const costs = { rule: ruleCounts, piece: pieceCosts, untold: untoldCosts };
  const judge =
    (model: ReturnType<typeof learnFlag>) =>
    (e: Example): Judged => ({ e, score: highest(model, e, costs) });
  const judged = sets.map(({ name, examples }) => {
    const others = sets.filter((s) => s.name !== name).flatMap((s) => s.examples);
    const own = examples.map(judge(learnFlag(taught(others, patients))));
    report(name, own);
    return own;
  });
  report('all', judged.flat());
  const talks = [...new Set(patients.map((p) => p.from))];
  const partOf = (from: string): number => talks.indexOf(from) % parts;
  const heard = Array.from({ length: parts }, (_, k) => {
    const model = learnFlag(
      taught(
        all,
        patients.filter((p) => partOf(p.from) !== k),
      ),
    );
    return patients
      .filter((p) => partOf(p.from) === k)
      .map((p) => ({ ...judge(model)(p.example), label: p.label }));
  }).flat();
  report('patients', heard);
  const called = Array.from({ length: parts }, (_, k) => {
    const rest = callers.filter((_c, i) => i % parts !== k);
    return callers.filter((_c, i) => i % parts === k).map(judge(learnFlag(taught(all, patients, rest))));
  }).flat();
  report('callers', called);
  const flagged = heard.filter((h) => h.score >= threshold);
  const labelled = (label: string): number => flagged.filter((h) => h.label === label).length;
  say(
    `patients at ${threshold}: ${flagged.length} of ${heard.length} flagged, ${labelled('right')} of them read as right, ${labelled('unclear')} unclear`,
  );
} else {
  const background = patients.filter((p) => p.label === null).length;
  const { text, facts } = tableOf(
    learnFlag(taught(all, patients)),
    learnGroups(all),
    `${all.length} lines of data/redflags, ${background} of patients and ${callers.length} of callers`,
  );
  writeFileSync(new URL('../shared/domain/redflags/learned-table.ts', import.meta.url), text);
  say(
    `${facts} facts from ${all.length} lines, ${background} of patients and ${callers.length} of callers; ${text.length} characters`,
  );
}
