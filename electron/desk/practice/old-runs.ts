// Runs of before scenarios had acts and events: what was said is kept and shown; by today's rules they can't be scored.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { KeptRun, RunRow } from '#shared/contract/practice.ts';
import { endings, practiceLevels } from '#shared/domain/practice/scenario.ts';
import { prepared } from '../vault/prepared.ts';

const oldRun = z.object({
  scenarioId: z.string(),
  scenarioVersion: z.int(),
  seed: z.int(),
  level: z.union(practiceLevels.map((l) => z.literal(l))),
  lines: z.array(z.object({ who: z.enum(['caller', 'agent']), text: z.string(), atMs: z.int() })),
  ended: z.enum(endings).nullable(),
});
/** What was said, of a run of any version; who did something else is left out. */
const anyLines = z.object({
  lines: z.array(z.object({ who: z.string(), text: z.string(), atMs: z.int() })),
});
export function saidLines(json: string | null): KeptRun['lines'] {
  const read = anyLines.safeParse(json === null ? null : JSON.parse(json));
  if (!read.success) return [];
  return read.data.lines.flatMap(({ who, text, atMs }) =>
    who === 'caller' || who === 'agent' ? { who, text, atMs } : [],
  );
}
interface Row {
  id: string;
  started_at: string;
  json: string;
}
/** One that can't be read is left out of lists rather than taking them all away. */
function readOld(row: Row): { row: RunRow; lines: KeptRun['lines'] } | null {
  const read = oldRun.safeParse(JSON.parse(row.json));
  if (!read.success) return null;
  const { scenarioId, scenarioVersion, seed, level, lines, ended } = read.data;
  const endedAt = new Date(Date.parse(row.started_at) + (lines.at(-1)?.atMs ?? 0)).toISOString();
  return {
    row: {
      id: row.id,
      scenarioId,
      scenarioVersion,
      title: scenarioId,
      level,
      seed,
      trainee: { id: null, name: '–' },
      assignmentId: null,
      startedAt: row.started_at,
      endedAt,
      state: 'finished',
      ending: ended,
      score: null,
      passed: null,
      bookmarks: 0,
      old: true,
      interrupted: false,
    },
    lines,
  };
}

/** Newest first; a vault holds some hundreds of them at most. */
export const oldRows = (db: Database.Database, titles: ReadonlyMap<string, string>): RunRow[] =>
  prepared<[], Row>(
    db,
    'SELECT id, started_at, json FROM practice_runs ORDER BY started_at DESC, id DESC LIMIT 200',
  )
    .all()
    .flatMap((row) => readOld(row)?.row ?? [])
    .map((row) => ({ ...row, title: titles.get(row.scenarioId) ?? row.title }));

export function findOld(db: Database.Database, id: string): { row: RunRow; lines: KeptRun['lines'] } | null {
  const row = prepared<[string], Row>(db, 'SELECT id, started_at, json FROM practice_runs WHERE id = ?').get(
    id,
  );
  return row === undefined ? null : readOld(row);
}
