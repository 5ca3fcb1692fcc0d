// The morning batch of an account: all that was taken since the last hand-over, what the backend has not got on top.
import type Database from 'better-sqlite3';
import type { BatchRow } from '#shared/contract/handover.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { reasonOf } from '#shared/domain/accounts/rules.ts';
import { urgencies } from '#shared/domain/messages/message.ts';
import { standing } from '#shared/domain/messages/standing.ts';
import { entriesOf } from '../messages/entries.ts';
import { syncState } from '../messages/list.ts';
import { findMessage } from '../messages/project.ts';
import type { Sealer } from '../messages/sealer.ts';
import { prepared } from '../vault/prepared.ts';
import { batchWindow, type BatchWindow } from './window.ts';

type Db = Database.Database;
interface Row {
  id: string;
  saved_at: string;
  urgency_now: number;
  dispatch: string | null;
  closed_at: string | null;
  accepted_by: string | null;
  state: string | null;
  /** When it went out with a batch; null = not yet. */
  batched: string | null;
}
/** More than a page shows; a night has tens. */
export const mostRows = 500;
/** How many earlier mornings are looked through for what came too late for its own batch. */
const lookBack = 3;

const inWindow = (db: Db, accountId: string, { from, to }: BatchWindow): Row[] =>
  prepared<[string, string, string, number], Row>(
    db,
    `SELECT m.id, m.saved_at, m.urgency_now, m.dispatch, m.closed_at, m.accepted_by, o.state,
       (SELECT max(e.at) FROM entries e WHERE e.message_id = m.id AND e.kind = 'batch') AS batched
     FROM messages m LEFT JOIN outbox o ON o.item_id = m.id
     WHERE m.account_id = ? AND m.saved_at >= ? AND m.saved_at < ?
     ORDER BY m.saved_at, m.id LIMIT ?`,
  ).all(accountId, from, to, mostRows);

/** Came from another desk after its own morning's batch had been handed over. */
function latecomers(db: Db, account: Account, forDate: string): Row[] {
  const late: Row[] = [];
  for (let back = 1; back <= lookBack; back++) {
    const day = new Date(Date.parse(`${forDate}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);
    const rows = inWindow(db, account.id, batchWindow(account, day));
    if (rows.some((r) => r.batched !== null)) late.push(...rows.filter((r) => r.batched === null));
  }
  return late;
}
const unsent = (row: Row): boolean => syncState(row.state) !== 'synced';

/** What the backend has not got first (product.md 4c), then the most urgent, then the oldest. */
function rowsOf(db: Db, account: Account, forDate: string): Row[] {
  return [...inWindow(db, account.id, batchWindow(account, forDate)), ...latecomers(db, account, forDate)]
    .toSorted(
      (a, b) =>
        Number(unsent(b)) - Number(unsent(a)) ||
        a.urgency_now - b.urgency_now ||
        (a.saved_at < b.saved_at ? -1 : 1),
    )
    .slice(0, mostRows);
}

export function batchCounts(db: Db, account: Account, forDate: string) {
  const rows = rowsOf(db, account, forDate);
  const batched = rows.map((r) => r.batched);
  return {
    accountId: account.id,
    at: batchWindow(account, forDate).to,
    total: rows.length,
    unsent: rows.filter(unsent).length,
    open: rows.filter((r) => (r.dispatch === 'open' || r.dispatch === 'ended') && r.closed_at === null)
      .length,
    /** Handed over once every one of them was. */
    deliveredAt:
      rows.length > 0 && batched.every((b) => b !== null) ? (batched.toSorted().at(-1) ?? null) : null,
  };
}

/** Unseals in pieces: a full night must not hold the desk's thread (architecture rule 5). */
export async function batchRows(
  db: Db,
  sealer: Sealer,
  account: Account,
  forDate: string,
  soon: () => Promise<unknown>,
): Promise<BatchRow[]> {
  const out: BatchRow[] = [];
  for (const [i, row] of rowsOf(db, account, forDate).entries()) {
    if (i > 0 && i % 20 === 0) await soon();
    const made = shown(db, sealer, account, row);
    if (made !== null) out.push(made);
  }
  return out;
}

function shown(db: Db, sealer: Sealer, account: Account, row: Row): BatchRow | null {
  const message = findMessage(db, sealer, row.id);
  if (message === null) return null;
  const entries = entriesOf(db, sealer, row.id).map((k) => k.entry);
  const now = standing(message, entries);
  const { fields, incomplete } = now.current;
  const outcome = entries.findLast((e) => e.body.kind === 'outcome')?.body;
  const { number, extension } = fields.callback;
  return {
    messageId: row.id,
    takenAt: fields.receivedAt,
    patientName: fields.patientName,
    birthDate: fields.patientBirthDate,
    callerName: fields.callerName,
    callback: extension === '' ? number : `${number} ext. ${extension}`,
    reason: reasonOf(account, fields.reasonCode)?.label ?? fields.reasonCode,
    urgency: urgencies[row.urgency_now] ?? 'urgent-clinical',
    verbatim: fields.verbatim,
    incomplete: incomplete.length > 0,
    sync: syncState(row.state),
    accepted: row.accepted_by ?? '',
    outcome: outcome?.kind === 'outcome' ? `${outcome.what}: ${outcome.text}` : '',
    takenBy: message.takenBy.name,
  };
}
