// What the carrier must be asked, kept in the database until it was: taken by one process at a time, done after the commit
// that wanted it, again by any process when whoever took it died or the carrier was silent.
import type { VoiceParts } from './parts.ts';
import { orgOf } from './parts.ts';
import { callOf, partiesOf, type CallRow, type PartyRow } from './store.ts';
import { changeCall, type Turn } from './turn.ts';
import { effects } from './effects.ts';

export const taskKinds = [
  'ring-agent',
  'ring-number',
  'bring',
  'enqueue',
  'hold',
  'drop',
  'drop-leg',
  'end-all',
  'compare',
  'record',
  'alone',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** `silent`: nobody knows; it is tried again. */
export type TaskOutcome = 'done' | 'failed' | 'silent';
export interface Effect {
  outcome: TaskOutcome;
  /** The carrier's code, for the log. */
  code?: string;
  /** What is true now: written in one transaction with the task's end. */
  apply?: (turn: Turn) => Promise<void>;
}
export type EffectOf = (
  parts: VoiceParts,
  call: CallRow,
  parties: PartyRow[],
  data: Record<string, unknown>,
  tries: number,
) => Promise<Effect>;

const leaseMs = 30_000;
/** A leg may live on, or somebody hear music for good, if these were left undone: tried until it is known. */
const lasting: ReadonlySet<TaskKind> = new Set([
  'ring-agent',
  'ring-number',
  'bring',
  'enqueue',
  'hold',
  'drop',
  'drop-leg',
  'end-all',
]);
const mostTries = 12;
const againMs = (tries: number): number => Math.min(30_000, 500 * 2 ** tries);

interface TaskRow {
  id: string;
  call_id: string;
  kind: TaskKind;
  data: Record<string, unknown>;
  tries: number;
  outcome: TaskOutcome | null;
}

/** Does one task now. Null = another process has it, or it is done: `outcome` is then what it came to, if anything. */
export async function runTask(
  parts: VoiceParts,
  id: string,
): Promise<{ outcome: TaskOutcome | null; tasks: string[]; assign: boolean }> {
  const org = orgOf(parts);
  const now = parts.clock();
  const taken = await parts.pool.query<TaskRow>(
    `update voice_task set lease_until = $3, tries = tries + 1
     where org_id = $1 and id = $2 and done_at is null and (lease_until is null or lease_until <= $4)
     returning id, call_id, kind, data, tries, outcome`,
    [org, id, new Date(now.getTime() + leaseMs), now],
  );
  const task = taken.rows[0];
  if (!task) {
    const other = await parts.pool.query<{ outcome: TaskOutcome | null }>(
      'select outcome from voice_task where org_id = $1 and id = $2',
      [org, id],
    );
    return { outcome: other.rows[0]?.outcome ?? null, tasks: [], assign: false };
  }
  const call = await callOf(parts.pool, org, task.call_id);
  const parties = await partiesOf(parts.pool, org, task.call_id);
  const effect: Effect = (await isOvertaken(parts, task))
    ? { outcome: 'done' }
    : call
      ? await effects[task.kind](parts, call, parties, task.data, task.tries)
      : { outcome: 'failed' };
  if (effect.outcome !== 'done')
    parts.log('carrier', { code: `${task.kind}-${effect.code ?? effect.outcome}` });
  const over = effect.outcome !== 'silent' || (task.tries >= mostTries && !lasting.has(task.kind));
  const at = parts.clock();
  const turned = await changeCall(parts, task.call_id, async (turn) => {
    await effect.apply?.(turn);
    await turn.db.query(
      `update voice_task set outcome = $3, lease_until = null, done_at = $4, due_at = $5 where org_id = $1 and id = $2`,
      [org, id, effect.outcome, over ? at : null, new Date(at.getTime() + againMs(task.tries))],
    );
  });
  return { outcome: effect.outcome, tasks: turned?.tasks ?? [], assign: turned?.assign ?? false };
}

/** An order about this leg's hold of which nobody knows yet what came of it. */
export async function isHoldOpen(turn: Turn, party: PartyRow): Promise<boolean> {
  const open = await turn.db.query(
    `select 1 from voice_task where org_id = $1 and call_id = $2 and kind = 'hold' and done_at is null
       and data->>'party' = $3 limit 1`,
    [turn.org, turn.call.id, party.id],
  );
  return (open.rowCount ?? 0) > 0;
}

/** Tried again after somebody asked anew about the same leg: what was wanted last is what counts. */
async function isOvertaken(parts: VoiceParts, task: TaskRow): Promise<boolean> {
  if (task.kind !== 'hold' || task.tries < 2) return false;
  const newer = await parts.pool.query(
    `select 1 from voice_task n join voice_task o on o.org_id = n.org_id and o.call_id = n.call_id
     where o.org_id = $1 and o.id = $2 and n.kind = 'hold' and n.data->>'party' = o.data->>'party' and n.id > o.id limit 1`,
    [orgOf(parts), task.id],
  );
  return (newer.rowCount ?? 0) > 0;
}

/** Tasks that nobody does although they are due, those of one call together in their order. */
export async function dueTasks(parts: VoiceParts): Promise<string[][]> {
  const found = await parts.pool.query<{ id: string; call_id: string }>(
    `select id, call_id from voice_task where org_id = $1 and done_at is null and due_at <= $2
       and (lease_until is null or lease_until <= $2) order by due_at limit 50`,
    // A second old at least: whoever wrote it is about to do it.
    [orgOf(parts), new Date(parts.clock().getTime() - 1_000)],
  );
  return [...Map.groupBy(found.rows, (row) => row.call_id).values()].map((rows) => rows.map((row) => row.id));
}
