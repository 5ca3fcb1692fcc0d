// The morning batch of an account: all that was taken since the last hand-over, what the backend has not got on top.
import type Database from 'better-sqlite3';
import type { BatchRow } from '#shared/contract/handover.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { reasonOf } from '#shared/domain/accounts/rules.ts';
import type { Entry } from '#shared/domain/messages/entry.ts';
import { urgencies, urgencyRank, type DraftFields } from '#shared/domain/messages/message.ts';
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
/** How long ago what went out with no batch may have been taken, ms. */
const lookBack = 31 * 86_400_000;
const day = 86_400_000;
const before = (at: string, ms: number): string => new Date(Date.parse(at) - ms).toISOString();

const between = (db: Db, accountId: string, from: string, to: string, more = ''): Row[] =>
  prepared<[string, string, string], Row>(
    db,
    `SELECT m.id, m.saved_at, m.urgency_now, m.dispatch, m.closed_at, m.accepted_by, o.state,
       (SELECT max(e.at) FROM entries e WHERE e.message_id = m.id AND e.kind = 'batch') AS batched
     FROM messages m LEFT JOIN outbox o ON o.item_id = m.id
     WHERE m.account_id = ? AND m.saved_at >= ? AND m.saved_at < ? ${more}
     ORDER BY m.saved_at, m.id`,
  ).all(accountId, from, to);
const notBatched = "AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.message_id = m.id AND e.kind = 'batch')";

/**
 * What no batch took along though its morning is over: it came late from another desk, or its morning had too many. Only
 * since this account's batches are handed over at all.
 */
function leftOver(db: Db, accountId: string, from: string): Row[] {
  const since = before(from, lookBack);
  const first = prepared<[string, string], { at: string | null }>(
    db,
    `SELECT min(m.saved_at) AS at FROM messages m WHERE m.account_id = ? AND m.saved_at >= ?
       AND EXISTS (SELECT 1 FROM entries e WHERE e.message_id = m.id AND e.kind = 'batch')`,
  ).get(accountId, since)?.at;
  if (first === null || first === undefined) return [];
  const begin = before(first, 7 * day);
  return between(db, accountId, begin > since ? begin : since, from, notBatched);
}
/** By a clock that ran ahead: would be in no morning before its own time comes. */
const ahead = (db: Db, accountId: string, { from, to }: BatchWindow, now: string): Row[] =>
  from > now || before(now, day) > to
    ? []
    : between(db, accountId, to > now ? to : before(now, -1), '9999', notBatched);
/** Urgent, open, and no clinician has it: whoever reads the batch in the morning must act on it first. */
const nobodyHas = (row: Row): boolean =>
  row.urgency_now <= urgencyRank('urgent-clinical') &&
  row.closed_at === null &&
  (row.dispatch === 'open' || row.dispatch === 'ended');
const unsent = (row: Row): boolean => syncState(row.state) !== 'synced';

/** All of a morning: urgent ones that nobody has first, then what the backend has not got (product.md 4c), then the most urgent, then the oldest. */
function rowsOf(db: Db, account: Account, forDate: string, now: string): Row[] {
  const window = batchWindow(account, forDate);
  return [
    ...between(db, account.id, window.from, window.to),
    ...leftOver(db, account.id, window.from),
    ...ahead(db, account.id, window, now),
  ].toSorted(
    (a, b) =>
      Number(nobodyHas(b)) - Number(nobodyHas(a)) ||
      Number(unsent(b)) - Number(unsent(a)) ||
      a.urgency_now - b.urgency_now ||
      (a.saved_at < b.saved_at ? -1 : 1),
  );
}

export function batchCounts(db: Db, account: Account, forDate: string, now: string) {
  const rows = rowsOf(db, account, forDate, now);
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

/** One page of a morning: where it has more, what was not handed over yet, so that the next page follows a hand-over. */
export function batchPage(db: Db, account: Account, forDate: string, now: string): Row[] {
  const rows = rowsOf(db, account, forDate, now);
  const left = rows.length > mostRows ? rows.filter((r) => r.batched === null) : rows;
  return (left.length > 0 ? left : rows).slice(0, mostRows);
}

/** Unseals in pieces: a full night must not hold the desk's thread (architecture rule 5). */
export async function batchRows(
  db: Db,
  sealer: Sealer,
  account: Account,
  forDate: string,
  now: string,
  soon: () => Promise<unknown>,
): Promise<BatchRow[]> {
  const out: BatchRow[] = [];
  for (const [i, row] of batchPage(db, account, forDate, now).entries()) {
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
    localTime: localTime(fields.receivedAt, account.zone),
    nobodyAccepted: nobodyHas(row),
    refusedName: fields.callerRefusedName,
    relation: fields.callerIs ?? '',
    location: fields.locationNow,
    refill: refillWords(fields),
    redFlags: [...new Set(fields.redFlags.filter((m) => m.dismissed === null).map((m) => m.group))].join(
      ', ',
    ),
    attempts: attemptWords(entries, account.zone),
  };
}

/** `2026-11-21 22:02 EST`. */
function localTime(iso: string, zone: string): string {
  const at = new Date(iso);
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  // Swedish dates are written year first.
  const there = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return `${there.format(at)} ${name ?? zone}`;
}
function refillWords({ refill: r }: DraftFields): string {
  if (r === null) return '';
  const left = r.outNow ? 'out now' : r.daysLeft === '' ? '' : `${r.daysLeft} left`;
  return [r.drug, r.strength, left, r.pharmacyName, r.pharmacyPhone].filter(Boolean).join(', ');
}
/** The result alone: that a number was being dialled says nothing in the morning. */
const attemptWords = (entries: readonly Entry[], zone: string): string =>
  entries
    .flatMap((e) =>
      e.body.kind === 'attempt' && e.body.result !== 'dialling'
        ? [`${localTime(e.at, zone).slice(11)} ${e.body.contact.name}: ${e.body.result}`]
        : [],
    )
    .join('; ');
