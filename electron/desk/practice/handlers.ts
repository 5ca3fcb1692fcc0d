// Role-play runs, kept in the practice vault. In the live desk every request answers `wrong-surface`-like refusal: there
// is no practice room there (product.md 0.6).
import type Database from 'better-sqlite3';
import { answer, askHint, createRun, practiceRun } from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import type { KeptRun } from '#shared/contract/practice.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, RoomHandlers } from '../router/context.ts';

export const practiceSchema = `CREATE TABLE practice_runs (id TEXT PRIMARY KEY, started_at TEXT NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

interface Row {
  id: string;
  started_at: string;
  json: string;
}
const parse = (row: Row): KeptRun => ({
  id: row.id,
  startedAt: row.started_at,
  run: practiceRun.parse(JSON.parse(row.json)),
});

/** One answer of the bridge carries 1 MB: some 150 calls. Older ones stay kept and are left out of the list. */
const answerBytes = 800_000;
function fitting(rows: readonly Row[]): Row[] {
  let size = 0;
  return rows.filter((row) => (size += Buffer.byteLength(row.json) + 120) <= answerBytes);
}

export function practiceHandlers(deps: {
  core(): Database.Database;
  scenarios: readonly Scenario[];
}): RoomHandlers<'practice'> {
  const scenarioOf = (id: string) => deps.scenarios.find((s) => s.id === id) ?? null;
  const find = (id: string): KeptRun | null => {
    const row = deps
      .core()
      .prepare<[string], Row>('SELECT id, started_at, json FROM practice_runs WHERE id = ?')
      .get(id);
    return row === undefined ? null : parse(row);
  };
  const change = (
    id: string,
    context: Context,
    to: (scenario: Scenario, kept: KeptRun) => Result<KeptRun['run']>,
  ): Result<KeptRun> => {
    const kept = find(id);
    const scenario = kept === null ? null : scenarioOf(kept.run.scenarioId);
    if (kept === null || scenario === null) return fail('not-found', 'run');
    const run = to(scenario, kept);
    if (!run.ok) return run;
    deps.core().prepare('UPDATE practice_runs SET json = ? WHERE id = ?').run(JSON.stringify(run.value), id);
    context.changed('practice.changed', [id]);
    return ok({ ...kept, run: run.value });
  };
  return {
    scenarios: () => ok([...deps.scenarios]),
    start({ id, scenarioId, level, seed }, context) {
      const known = find(id);
      if (known !== null) return ok(known);
      const scenario = scenarioOf(scenarioId);
      if (scenario === null) return fail('not-found', 'scenario');
      const run = createRun(scenario, { seed, level });
      deps
        .core()
        .prepare('INSERT INTO practice_runs (id, started_at, json) VALUES (?, ?, ?)')
        .run(id, context.now, JSON.stringify(run));
      context.changed('practice.changed', [id]);
      return ok({ id, startedAt: context.now, run });
    },
    answer: ({ id, reply, atMs }, context) =>
      change(id, context, (scenario, kept) => answer(scenario, kept.run, reply, atMs)),
    hint: ({ id }, context) => change(id, context, (scenario, kept) => ok(askHint(scenario, kept.run))),
    runs: () =>
      ok(
        fitting(
          deps
            .core()
            .prepare<[], Row>(
              'SELECT id, started_at, json FROM practice_runs ORDER BY started_at DESC, id DESC LIMIT 200',
            )
            .all(),
        ).map(parse),
      ),
  };
}
