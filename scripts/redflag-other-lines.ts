// The lines that the weights of a further language are learned from, made into facts as the scan makes them.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { lookAt, readyLanguage } from '#shared/domain/redflags/other/find.ts';
import { factsOf } from '#shared/domain/redflags/other/facts.ts';
import type { LanguageTable } from '#shared/domain/redflags/other/table.ts';
import { windowsOf } from '#shared/domain/redflags/other/weigh.ts';
import type { OtherExample } from './redflag-learn-other.ts';
import { readLines, type Line } from './redflag-lines.ts';

export function examplesOf(content: string, table: LanguageTable): OtherExample[] {
  const read = readLines(content);
  if (!read.ok || read.bad.length > 0) throw new Error(`${table.lang}: ${read.ok ? 'bad rows' : read.why}`);
  const ready = readyLanguage(table, null);
  return read.lines.map((line) => exampleOf(line, ready, 1));
}

function exampleOf(line: Line, ready: ReturnType<typeof readyLanguage>, weight: number): OtherExample {
  const looked = lookAt(line.text, ready);
  const pieces = (looked ? windowsOf(looked.words) : []).map(({ from, to, whole }) => ({
    facts: looked ? factsOf(looked, ready.table.stem, from, to).map((f) => f.name) : [],
    telling: false,
    ruled: (looked?.spans ?? []).some((s) => s.start < to && from < s.end),
    whole,
  }));
  const facts = looked ? factsOf(looked, ready.table.stem, 0, looked.words.length).map((f) => f.name) : [];
  return {
    line,
    flag: line.label === 'flag' ? 1 : 0,
    texts: [facts],
    ruled: pieces.some((p) => p.ruled),
    weight,
    pieces,
  };
}

const read = (name: string): string => {
  const bytes = readFileSync(new URL(`../data/${name}`, import.meta.url));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
/** Lines that by reading are a red flag, or may be one. */
const leftOut = new Set(
  read('redflags/caller-lines-left-out.tsv')
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t')[0]),
);
/** Of film dialogue every so many lines are taken. */
const nth = { es: 12, id: 2 };
const plainWeight = 2;
const filmWeight = 0.2;

/** Lines that are no red flag; those in which a rule sees something are left out, they may be one. */
export function backgroundOf(table: LanguageTable): { name: string; examples: OtherExample[] }[] {
  const ready = readyLanguage(table, null);
  const lang = table.lang === 'es' ? 'es' : 'id';
  const linesOf = (name: string, weight: number, each: number): OtherExample[] => {
    const found = readLines(read(name));
    if (!found.ok) throw new Error(`${name}: ${found.why}`);
    return found.lines
      .filter((line) => !leftOut.has(line.id))
      .filter((_, i) => i % each === 0)
      .map((line) => exampleOf({ ...line, label: 'none', group: 'something_wrong' }, ready, weight))
      .filter((e) => !e.ruled);
  };
  return [
    {
      name: 'callers',
      examples: [`caller-lines/${lang}-train.tsv`, `caller-lines/${lang}-train-2.tsv`].flatMap((n) =>
        linesOf(n, plainWeight, 1),
      ),
    },
    { name: 'films', examples: linesOf(`emotion/sets/xed-${lang}-train.tsv.gz`, filmWeight, nth[lang]) },
  ];
}
