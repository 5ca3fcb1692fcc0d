// `npm run mutate [-- NAME …] [--list] [--save] [--go-on] [--lanes N]`: makes the product weaker, one row of the table at
// a time, in a copy of the tree, and asks whether the specs of the stand-in notice. Ends with 1 when one goes unnoticed.
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '#tests/support/app.ts';
import { editAll } from './edit.ts';
import { keptIn } from './kept.ts';
import { emptyLane, endRunning, type Lane } from './lane.ts';
import { mutations, type Mutation } from './mutations.ts';
import { lineOf, summary, type Done } from './table.ts';
import { brokenParts, fileOf, judge, outcomesOf, specsNamed, type Outcome } from './verdict.ts';

const { values, positionals } = parseArgs({
  options: {
    list: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    'go-on': { type: 'boolean', default: false },
    lanes: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const rows = mutations.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((name) => !mutations.some((row) => row.name === name));
if (unknown.length > 0) {
  console.error(`No mutation called ${unknown.join(', ')}; --list names them.`);
  process.exit(2);
}
if (values.list) {
  for (const { name, removes } of rows) console.log(`${name}: ${removes}`);
  process.exit(0);
}

/** Files whose every spec should be seen failing once; the others are walks and pictures. */
const counted = /^(?:shell-|hostile|failures|keystore|windows|links|story)/;
const specFiles = readdirSync(join(root, 'tests', 'e2e'))
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => name.replace('.test.ts', ''));
const filesOf = (row: Mutation): string[] => [...new Set(row.caughtBy.map(fileOf))];
const wanted = [
  ...new Set([
    ...rows.flatMap(filesOf),
    ...(positionals.length === 0 ? specFiles.filter((f) => counted.test(f)) : []),
  ]),
];

/** The last commit that changed more than this room. */
const commit = execFileSync('git', ['log', '-1', '--format=%h', '--', '.', ':!tests/mutation'], { cwd: root })
  .toString()
  .trim();

const kept = keptIn(join(root, '.careline', 'mutation.json'), values['go-on']);
const lanes: Lane[] = [];
const end = (): void => {
  endRunning();
  for (const lane of lanes) lane.remove();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    end();
    process.exit(1);
  });
process.once('exit', end);
lanes.push(emptyLane());
await lanes[0]?.fill();
while (lanes.length < Number(values.lanes)) lanes.push((lanes[0] as Lane).twin());

/** Each lane takes the next one until none is left. */
async function spread<T>(items: readonly T[], work: (item: T, lane: Lane) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item, lane);
    }),
  );
}

/** What the specs say of the unchanged tree: whole files, or only what a row runs of them. */
const control = new Map<string, Promise<Outcome[]>>();
function controlOf(files: readonly string[], only: string | null, lane: Lane): Promise<Outcome[]> {
  const what = [...files, ...(only === null ? [] : [`“${only}”`])].join(' ');
  let found = control.get(what);
  if (found === undefined) control.set(what, (found = runControl(what, files, only, lane)));
  return found;
}
async function runControl(
  what: string,
  files: readonly string[],
  only: string | null,
  lane: Lane,
): Promise<Outcome[]> {
  const before = kept.control(what);
  if (before !== null) return before;
  const started = performance.now();
  await lane.mutate(new Map());
  const report = await lane.run(files, only);
  const outcomes = outcomesOf(report);
  const ill = outcomes.filter(({ status }) => status === 'failed');
  if (ill.length === 0 && brokenParts(report).length === 0) kept.keepControl(what, outcomes);
  const took = Math.round((performance.now() - started) / 1000);
  const passed = outcomes.filter(({ status }) => status === 'passed').length;
  console.log(`control  ${what}: ${passed} passed, ${ill.length} failed (${took} s)`);
  for (const { spec, why } of ill) console.log(`    ${spec}: ${why}`);
  for (const why of brokenParts(report)) console.log(`    ${why}`);
  return outcomes;
}
await spread(wanted, async (file, lane) => void (await controlOf([file], null, lane)));
const known = (await Promise.all(control.values())).flat();

async function attempt(row: Mutation, lane: Lane): Promise<Done> {
  const started = performance.now();
  const { name, removes, note = null } = row;
  const finish = (answer: Done['answer']): Done => ({
    name,
    removes,
    note,
    answer,
    seconds: (performance.now() - started) / 1000,
    commit,
  });
  try {
    const named = specsNamed(
      row.caughtBy,
      known.map(({ spec }) => spec),
    );
    const only = row.only ?? null;
    const unchanged = only === null ? known : await controlOf(filesOf(row), only, lane);
    await lane.mutate(editAll(row.edits, (file) => lane.read(file)));
    const report = await lane.run(filesOf(row), only);
    return finish(judge(named, unchanged, outcomesOf(report), brokenParts(report)));
  } catch (error) {
    return finish({ verdict: 'unclear', why: error instanceof Error ? error.message : String(error) });
  }
}
const done: Done[] = [];
await spread(rows, async (row, lane) => {
  let answer = kept.caught(row);
  if (answer === null) {
    answer = await attempt(row, lane);
    kept.keep(row, answer);
  }
  done.push(answer);
  console.log(lineOf(answer).join('\n'));
});

done.sort(
  (one, other) => rows.findIndex((r) => r.name === one.name) - rows.findIndex((r) => r.name === other.name),
);
const last = summary(
  known.filter(({ spec }) => counted.test(spec)),
  done,
);
console.log(`\n${last.join('\n')}`);
if (values.save)
  writeFileSync(
    join(root, 'docs', 'bench', 'mutation.txt'),
    `# mutation, ${new Date().toISOString().slice(0, 10)}, on the stand-in; each row with the commit that it weakened\n${[...done.flatMap(lineOf), '', ...last].join('\n')}\n`,
  );
process.exit(done.every(({ answer }) => answer.verdict === 'caught') ? 0 : 1);
