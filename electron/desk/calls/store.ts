// Calls and their events as rows: what happened is added, the call's row is its newest state (row 58).
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';
import { call as callSchema, type Call, type CallEventKind } from '#shared/domain/calls/call.ts';
import type { Caption } from '#shared/contract/calls.ts';

type Db = Database.Database;

export function putCall(db: Db, c: Call, person: string | null): void {
  prepared(
    db,
    `INSERT INTO calls (id, account_id, state, person, started_at, ended_at, json) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at, person = coalesce(excluded.person, person), ended_at = excluded.ended_at, json = excluded.json, version = version + 1`,
  ).run(c.id, c.accountId, c.state, person, c.rangAt, c.endedAt, JSON.stringify(c));
}
export function addEvent(
  db: Db,
  callId: string,
  kind: CallEventKind | 'caption' | 'reason' | 'transfer' | 'carrier-end' | 'red-flag' | 'red-flag-aside',
  at: string,
  detail: unknown = {},
): void {
  prepared(
    db,
    'INSERT INTO call_events (call_id, n, at, kind, json) VALUES (?, (SELECT coalesce(max(n), 0) + 1 FROM call_events WHERE call_id = ?), ?, ?, ?)',
  ).run(callId, callId, at, kind, JSON.stringify(detail));
}
/** Rows of before there were outgoing calls say neither of the two. */
const before = { direction: 'incoming', asked: [] } as const;
const parse = (json: string): Call =>
  callSchema.parse({ ...before, ...(JSON.parse(json) as Record<string, unknown>) });

export function findCall(db: Db, id: string): Call | null {
  const row = prepared<[string], { json: string }>(db, 'SELECT json FROM calls WHERE id = ?').get(id);
  return row === undefined ? null : parse(row.json);
}
/** Ringing, being dialled, talking, held or in wrap-up. */
export const currentCalls = (db: Db): Call[] =>
  prepared<[], { json: string }>(
    db,
    "SELECT json FROM calls WHERE state IN ('ringing', 'dialling', 'active', 'held', 'wrap-up') ORDER BY started_at",
  )
    .all()
    .map((r) => parse(r.json));

/** Ended and missed, newest first; the cursor is started_at and id of the last row. */
export function logOf(db: Db, after: string | null, limit: number): { rows: Call[]; next: string | null } {
  const [at, id] = after?.split(' ') ?? ['9999', ''];
  const found = prepared<[string, string, string, number], { id: string; started_at: string; json: string }>(
    db,
    `SELECT id, started_at, json FROM calls WHERE state IN ('ended', 'missed') AND (started_at < ? OR (started_at = ? AND id < ?)) ORDER BY started_at DESC, id DESC LIMIT ?`,
  ).all(at ?? '9999', at ?? '9999', id ?? '', limit + 1);
  const last = found[limit - 1];
  return {
    rows: found.slice(0, limit).map((r) => parse(r.json)),
    next: found.length > limit && last ? `${last.started_at} ${last.id}` : null,
  };
}
export const captionsOf = (db: Db, callId: string): Caption[] =>
  prepared<[string], { at: string; json: string }>(
    db,
    "SELECT at, json FROM call_events WHERE call_id = ? AND kind = 'caption' ORDER BY n",
  )
    .all(callId)
    .map((r) => ({ at: r.at, ...(JSON.parse(r.json) as { text: string; from: Caption['from'] }) }));

export interface CallEvent {
  callId: string;
  at: string;
  kind: string;
  detail: Record<string, unknown>;
}
/** Events of calls that rang at or after `from`, in order, without captions. */
export const eventsSince = (db: Db, from: string): CallEvent[] =>
  prepared<[string], { call_id: string; at: string; kind: string; json: string }>(
    db,
    `SELECT e.call_id, e.at, e.kind, e.json FROM calls c JOIN call_events e ON e.call_id = c.id
     WHERE c.started_at >= ? AND e.kind != 'caption' ORDER BY e.call_id, e.n`,
  )
    .all(from)
    .map((r) => ({
      callId: r.call_id,
      at: r.at,
      kind: r.kind,
      detail: JSON.parse(r.json) as Record<string, unknown>,
    }));
/** A line's calls that rang at or after `from`, of one person. */
export const callsSince = (db: Db, from: string, person: string, line: string): Call[] =>
  prepared<[string, string], { json: string }>(
    db,
    'SELECT json FROM calls WHERE started_at >= ? AND person = ? ORDER BY started_at LIMIT 5000',
  )
    .all(from, person)
    .map((r) => parse(r.json))
    .filter((c) => c.line === line);
export const hasEvent = (db: Db, callId: string, kind: string, json: string | null = null): boolean =>
  prepared<[string, string, string | null, string | null], { n: number }>(
    db,
    'SELECT n FROM call_events WHERE call_id = ? AND kind = ? AND (? IS NULL OR json = ?) LIMIT 1',
  ).get(callId, kind, json, json) !== undefined;
