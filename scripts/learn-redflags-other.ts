// node scripts/learn-redflags-other.ts [--check]: writes the learned weights of the further languages
// (shared/domain/redflags/{es,id}/learned-table.ts) from data/redflags/learn-*.<lang>.tsv, with callers' plain lines
// (data/caller-lines) and film dialogue (data/emotion/sets) as a background of what is no red flag. With --check it writes
// nothing and prints, at several thresholds, how weights learned without one file do on that file: the words alone, and
// beside the rules, which have been tuned on all but the files marked `new`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { es } from '#shared/domain/redflags/es/index.ts';
import { id } from '#shared/domain/redflags/id/index.ts';
import { threshold } from '#shared/domain/redflags/other/weigh.ts';
import { learnGroups } from './redflag-learn.ts';
import { learnOther, topScores, type OtherExample } from './redflag-learn-other.ts';
import { backgroundOf, examplesOf } from './redflag-other-lines.ts';
import { tableOf } from './redflag-table.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const data = (name: string): URL => new URL(`../data/${name}`, import.meta.url);
/** Whose lines the rules have never been tuned on. */
const unruled = /learn-(?:[89]|1\d)\.id|learn-(?:[789]|1\d)\.es/;
const limits = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];

type Judged = { flag: 0 | 1; words: number; rules: number };
const share = (of: readonly Judged[], on: (j: Judged) => boolean): string =>
  of.length === 0 ? '-' : (of.filter(on).length / of.length).toFixed(3);
function report(name: string, judged: readonly Judged[], on: (j: Judged, limit: number) => boolean): void {
  const flags = judged.filter((j) => j.flag === 1);
  const none = judged.filter((j) => j.flag === 0);
  const cells = limits.map((t) => `${t}: ${share(flags, (j) => on(j, t))}/${share(none, (j) => on(j, t))}`);
  say(`${name.padEnd(22)} ${cells.join('  ')}`);
}

for (const table of [es, id]) {
  const { lang } = table;
  const names = readdirSync(data('redflags/')).filter(
    (n) => n.endsWith(`.${lang}.tsv`) && /^learn-\d/.test(n),
  );
  names.sort((a, b) => Number.parseInt(a.slice(6), 10) - Number.parseInt(b.slice(6), 10));
  const sets = names.map((name) => ({
    name,
    examples: examplesOf(readFileSync(data(`redflags/${name}`), 'utf8'), table),
  }));
  const background = backgroundOf(table);
  const all = sets.flatMap((s) => s.examples);
  if (process.argv.includes('--check')) {
    const judge = (model: ReturnType<typeof learnOther>, e: OtherExample): Judged => ({
      flag: e.flag,
      ...topScores(model, e),
    });
    const judged = sets.map(({ name, examples }) => {
      const others = sets.filter((s) => s.name !== name).flatMap((s) => s.examples);
      const model = learnOther([...others, ...background.flatMap((b) => b.examples)], lang);
      return { name, own: examples.map((e) => judge(model, e)) };
    });
    const plain = background.flatMap(({ name, examples }) => {
      const [even, odd] = [0, 1].map((k) =>
        learnOther(
          [
            ...all,
            ...background.flatMap((b) =>
              b.name === name ? b.examples.filter((_, i) => i % 2 === k) : b.examples,
            ),
          ],
          lang,
        ),
      );
      return { name, own: examples.map((e, i) => judge(i % 2 === 0 ? odd! : even!, e)) };
    });
    const words = (j: Judged, t: number): boolean => j.words >= t;
    const both = (j: Judged, t: number): boolean => j.words >= t || j.rules >= t;
    say(
      `${lang}: threshold in use ${threshold}; recall/false alarms, learned without the file named; words alone`,
    );
    for (const { name, own } of [...judged, ...plain]) report(name, own, words);
    report(
      'all files',
      judged.flatMap((j) => j.own),
      words,
    );
    say(`${lang}: beside the rules`);
    const fresh = judged.filter((j) => unruled.test(j.name));
    for (const { name, own } of [...fresh, ...plain]) report(name, own, both);
    report(
      'all new',
      fresh.flatMap((j) => j.own),
      both,
    );
    const rules = (j: Judged): boolean => j.rules > -9;
    report(
      'all new, rules alone',
      fresh.flatMap((j) => j.own),
      rules,
    );
  } else {
    const model = learnOther([...all, ...background.flatMap((b) => b.examples)], lang);
    const plain = background.reduce((sum, b) => sum + b.examples.length, 0);
    const { text, facts } = tableOf(
      model,
      learnGroups(all),
      `${all.length} lines of data/redflags and ${plain} of background`,
    );
    const own = text
      .replace(/learn-redflags\.ts/, 'learn-redflags-other.ts')
      .replace('learned.ts.', '../learned.ts.');
    writeFileSync(new URL(`../shared/domain/redflags/${lang}/learned-table.ts`, import.meta.url), own);
    say(
      `${lang}: ${facts} facts from ${all.length} lines and ${plain} of background; ${text.length} characters`,
    );
  }
}
