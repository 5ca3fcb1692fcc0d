// Scenarios, their bases and the rated calls as the files hold them, for the practice command line.
import { readdirSync, readFileSync } from 'node:fs';
import {
  agreementTable,
  type AgreementRow,
  readPass,
  writtenCall,
} from '#shared/domain/practice/agreement.ts';
import { complete, type ScenarioBase, scenarioBase } from '#shared/domain/practice/base.ts';
import { type Scenario, scenarioFile } from '#shared/domain/practice/scenario.ts';

const folder = new URL('../data/scenarios/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const namesIn = (name: string): string[] =>
  readdirSync(new URL(name, folder))
    .filter((f) => f.endsWith('.json'))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));

export const bases = (): ScenarioBase[] =>
  namesIn('base/').map((f) => scenarioBase.parse(JSON.parse(text(`base/${f}`))));
export const sources = (): { name: string; text: string }[] =>
  namesIn('').map((name) => ({ name, text: text(name) }));

/** Null is nobody's scenario. */
function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

/** Those files that can be read and have a base; `--check` names the others. */
export function scenarios(): Scenario[] {
  const known = bases();
  return sources().flatMap((source) => {
    const read = scenarioFile.safeParse(parsed(source.text));
    const base = read.success ? known.find((b) => b.lang === read.data.base) : undefined;
    return read.success && base !== undefined ? [complete(read.data, base)] : [];
  });
}

const pass = (name: string) => {
  try {
    return readPass(text(`ratings/${name}`));
  } catch {
    return [];
  }
};

/** Calls 01 to 03 of a scenario may be read while rules are written; 04 to 06 are held out. */
const isHeldOut = (id: string): boolean => /-0[456]$/.test(id);

export function agreement(): { part: string; rows: AgreementRow[] }[] {
  const all = scenarios();
  const calls = text('ratings/transcripts.jsonl')
    .trim()
    .split('\n')
    .map((l) => writtenCall.parse(JSON.parse(l)));
  const table = (part: string, fits: (id: string) => boolean) => {
    const own = <T extends { id: string }>(list: readonly T[]) => list.filter((x) => fits(x.id));
    return { part, rows: agreementTable(all, own(calls), own(pass('pass-a.tsv')), own(pass('pass-b.tsv'))) };
  };
  return [
    table('all calls', () => true),
    table('calls 01 to 03, read while the rules were written', (id) => !isHeldOut(id)),
    table('calls 04 to 06, held out', isHeldOut),
  ];
}
