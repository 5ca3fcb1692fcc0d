// What `--check` and `--agreement` print.
import type { AgreementRow } from '#shared/domain/practice/agreement.ts';
import type { ScenarioBase } from '#shared/domain/practice/base.ts';
import { lintSource } from '#shared/domain/practice/lint.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { walk } from '#shared/domain/practice/walk.ts';

const row = (cells: readonly (string | number)[], widths: readonly number[]): string =>
  cells
    .map((c, i) => String(c).padEnd(widths[i] ?? 0))
    .join('  ')
    .trimEnd();

/** The table, and how many problems there are. */
export function checkTable(
  sources: readonly { name: string; text: string }[],
  scenarios: readonly Scenario[],
  bases: readonly ScenarioBase[],
): { text: string; problems: number } {
  const widths = [8, 7, 5, 5, 6, 8, 8, 13, 8];
  const head = [
    'scenario',
    'version',
    'nodes',
    'cues',
    'musts',
    'states',
    'ways',
    'endings 1/2/3/4',
    'problems',
  ];
  let problems = 0;
  const rows = sources.map(({ name, text }) => {
    const lint = lintSource(text, bases);
    problems += lint.length;
    const s = scenarios.find((x) => `${x.id}.json` === name);
    const notes = lint.map((p) => `    line ${p.line}: ${p.code} ${p.sentence}`);
    if (s === undefined)
      return [row([name, '', '', '', '', '', '', '', lint.length], widths), ...notes].join('\n');
    const walked = walk(s);
    const endings = s.nodes.filter((n) => n.ending !== null).length;
    const reached = ['1', '2', '3', '4'].map((l) => Object.keys(walked.ways[l] ?? {}).length).join('/');
    const cells = [
      s.id,
      s.version,
      s.nodes.length,
      s.nodes.filter((n) => n.cue !== null).length,
      s.critical.length,
      walked.states,
      walked.edges,
      `${reached} of ${endings}`,
      lint.length,
    ];
    return [row(cells, widths), ...notes].join('\n');
  });
  return { text: [row(head, widths), ...rows].join('\n'), problems };
}

const two = (n: number | null): string => (n === null ? '–' : n.toFixed(2));

export function agreementText(parts: readonly { part: string; rows: readonly AgreementRow[] }[]): string {
  const widths = [8, 10, 7, 5, 10, 5, 12];
  const head = row(['scenario', 'compared', 'replies', 'exact', 'within one', 'kappa', '95 %'], widths);
  const table = parts.flatMap(({ part, rows }) => [
    `\n${part}`,
    head,
    ...rows.map(({ scenario, what, agreement: a }) =>
      row(
        [
          scenario,
          what,
          a.n,
          two(a.exact),
          two(a.withinOne),
          two(a.kappa),
          a.interval === null ? '–' : `${two(a.interval[0])} to ${two(a.interval[1])}`,
        ],
        widths,
      ),
    ),
  ]);
  return [
    'Levels 0 to 4 of replies to a cue, on written calls. Kappa is weighted by squares. A regression check, no validation.',
    ...table,
  ].join('\n');
}
