// Did the specs notice? Compared with a run of the same specs on the unchanged tree: what fails there as well proves
// nothing, and a run that broke down is no spec that noticed.

/** vitest's JSON report, as far as it is read. */
export interface Report {
  testResults?: {
    name: string;
    message?: string;
    assertionResults?: {
      fullName: string;
      status: string;
      failureMessages?: string[] | null;
      duration?: number | null;
    }[];
  }[];
}
export interface Outcome {
  /** `shell-power › the system locks suspend: locked at once …` */
  spec: string;
  status: 'passed' | 'failed' | 'skipped';
  /** First line of what it said. */
  why: string;
}

const shortFile = (path: string): string => /([^/\\]+)\.test\.tsx?$/.exec(path)?.[1] ?? path;
/** How a spec is named here and in the table: its file's short name and its full title. */
export const specName = (file: string, fullName: string): string =>
  `${file} › ${fullName.replace(/ @hosts\([^)]*\)/, '')}`;
export const fileOf = (spec: string): string => spec.split(' › ')[0] ?? spec;

export function outcomesOf(report: Report): Outcome[] {
  return (report.testResults ?? []).flatMap(({ name, assertionResults }) =>
    (assertionResults ?? []).map(({ fullName, status, failureMessages }) => ({
      spec: specName(shortFile(name), fullName),
      status: status === 'passed' || status === 'failed' ? status : ('skipped' as const),
      why: firstLine(failureMessages?.[0] ?? ''),
    })),
  );
}
/** What broke outside of any spec: a file that can't be loaded, a launch before the first spec. */
export const brokenParts = (report: Report): string[] =>
  (report.testResults ?? [])
    .filter(({ message }) => (message ?? '') !== '')
    .map(({ name, message }) => `${shortFile(name)}: ${firstLine(message ?? '')}`);

// eslint-disable-next-line no-control-regex -- the colours in which vitest reports
const colours = /\u001B\[[0-9;]*m/g;
const firstLine = (text: string): string => (text.replaceAll(colours, '').split('\n')[0] ?? '').slice(0, 200);

/** A row's own words for a spec: file and a piece of its title, which must name exactly one. */
export function specsNamed(wanted: readonly string[], known: readonly string[]): string[] {
  return wanted.map((words) => {
    const [file = '', piece = ''] = words.split(' › ');
    const fitting = known.filter((spec) => fileOf(spec) === file && spec.includes(piece));
    if (fitting.length === 1 && fitting[0] !== undefined) return fitting[0];
    throw new Error(`“${words}” names ${fitting.length} specs`);
  });
}

export type Verdict =
  | { verdict: 'caught'; by: string[]; also: string[]; why: string }
  /** Nobody noticed. */
  | { verdict: 'survived'; also: string[] }
  /** No answer: the run itself broke, or the specs fail on the unchanged tree as well. */
  | { verdict: 'unclear'; why: string };

/** `named`: full names of the specs that should notice; `control`: the run on the unchanged tree. */
export function judge(
  named: readonly string[],
  control: readonly Outcome[],
  mutated: readonly Outcome[],
  broken: readonly string[],
): Verdict {
  const good = new Set(control.filter(({ status }) => status === 'passed').map(({ spec }) => spec));
  const ill = named.filter((spec) => !good.has(spec));
  if (ill.length === named.length)
    return { verdict: 'unclear', why: `fails without the mutation as well: ${ill.join('; ')}` };
  const failed = mutated.filter(({ spec, status }) => status === 'failed' && good.has(spec));
  const by = failed.filter(({ spec }) => named.includes(spec));
  const also = failed.filter(({ spec }) => !named.includes(spec)).map(({ spec }) => spec);
  const [first] = by;
  if (first !== undefined) return { verdict: 'caught', by: by.map(({ spec }) => spec), also, why: first.why };
  const ran = mutated.some(({ spec, status }) => named.includes(spec) && status === 'passed');
  if (ran) return { verdict: 'survived', also };
  const reason =
    also[0] === undefined ? broken[0] : `stopped before it, by ${also[0]}: ${whyOf(also[0], failed)}`;
  return { verdict: 'unclear', why: reason ?? 'none of the named specs ran' };
}
const whyOf = (spec: string, among: readonly Outcome[]): string =>
  among.find((outcome) => outcome.spec === spec)?.why ?? '';
