// What a campaign says: one line a mutation, and which specs were seen failing, so that a spec that can't fail is noticed.
import type { Outcome, Verdict } from './verdict.ts';

export interface Done {
  name: string;
  removes: string;
  note: string | null;
  answer: Verdict;
  seconds: number;
  /** Of the tree that was weakened. */
  commit: string;
}
const words = { caught: 'caught', survived: 'SURVIVED', unclear: 'UNCLEAR' } as const;

export function lineOf({ name, removes, note, answer, seconds, commit }: Done): string[] {
  const more =
    answer.verdict === 'caught'
      ? answer.by.map((spec, at) => `    by ${spec}${at === 0 && answer.why ? ` (${answer.why})` : ''}`)
      : answer.verdict === 'unclear'
        ? [`    ${answer.why}`]
        : ['    no named spec noticed'];
  const also = answer.verdict === 'unclear' ? [] : answer.also.map((spec) => `    and ${spec}`);
  return [
    `${words[answer.verdict].padEnd(8)} ${name}: ${removes} (${Math.round(seconds)} s, ${commit})`,
    ...more,
    ...also,
    ...(note === null ? [] : [`    note: ${note}`]),
  ];
}

/** Seen failing = failed with a mutation that names it, and passed without. `known`: all specs that ran unchanged. */
export function coverage(
  known: readonly Outcome[],
  done: readonly Done[],
): { seen: string[]; never: string[] } {
  const caught = new Set(done.flatMap(({ answer }) => (answer.verdict === 'caught' ? answer.by : [])));
  const ran = known.filter(({ status }) => status === 'passed').map(({ spec }) => spec);
  return { seen: ran.filter((spec) => caught.has(spec)), never: ran.filter((spec) => !caught.has(spec)) };
}

export function summary(known: readonly Outcome[], done: readonly Done[]): string[] {
  const count = (verdict: Verdict['verdict']): number =>
    done.filter(({ answer }) => answer.verdict === verdict).length;
  const { seen, never } = coverage(known, done);
  return [
    `${done.length} mutations: ${count('caught')} caught, ${count('survived')} survived, ${count('unclear')} unclear`,
    `${seen.length} of ${seen.length + never.length} specs were seen failing by a mutation that names them`,
    ...never.map((spec) => `  never: ${spec}`),
  ];
}
