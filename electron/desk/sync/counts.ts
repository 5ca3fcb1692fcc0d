// What waits, what was set aside, since when: each number comes from a small index, never from the rows with their
// bodies, because the status bar asks with every change.
import type Database from 'better-sqlite3';
import { lanes, type Lane } from '#shared/domain/messages/lane.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
export interface LaneCounts {
  lane: Lane;
  waiting: number;
  /** Waiting items that are urgent by themselves, whatever lane they are in. */
  urgent: number;
  oldest: string | null;
  /** The lane's newest number; numbers have no gaps and rows are never removed. */
  highest: number;
  acknowledged: number;
  quarantined: number;
  /** When the backend's newest acknowledgement in this lane came. */
  lastAckAt: string | null;
}

export function countLane(db: Db, lane: Lane): LaneCounts {
  const waiting = prepared<[string], { waiting: number; urgent: number; first: number | null }>(
    db,
    `SELECT count(*) AS waiting, coalesce(sum(urgency <= 1), 0) AS urgent, min(seq) AS first
     FROM outbox WHERE state = 'waiting' AND lane = ?`,
  ).get(lane) ?? { waiting: 0, urgent: 0, first: null };
  const oldest = prepared<[string], { at: string }>(
    db,
    "SELECT saved_at AS at FROM outbox WHERE state = 'waiting' AND lane = ? ORDER BY seq LIMIT 1",
  ).get(lane);
  const quarantined = prepared<[string], { n: number }>(
    db,
    "SELECT count(*) AS n FROM outbox WHERE state = 'quarantined' AND lane = ?",
  ).get(lane);
  const highest =
    prepared<[string], { seq: number | null }>(db, 'SELECT max(seq) AS seq FROM outbox WHERE lane = ?').get(
      lane,
    )?.seq ?? 0;
  const acked = prepared<[string, number], { at: string | null }>(
    db,
    'SELECT acked_at AS at FROM outbox WHERE lane = ? AND seq = ?',
  ).get(lane, (waiting.first ?? highest + 1) - 1);
  const aside = quarantined?.n ?? 0;
  return {
    lane,
    waiting: waiting.waiting,
    urgent: waiting.urgent,
    oldest: oldest?.at ?? null,
    highest,
    quarantined: aside,
    acknowledged: highest - waiting.waiting - aside,
    lastAckAt: acked?.at ?? null,
  };
}
export const countLanes = (db: Db): LaneCounts[] => lanes.map((lane) => countLane(db, lane));

export interface OutboxCounts {
  waiting: number;
  urgent: number;
  oldest: string | null;
  quarantined: number;
  acknowledged: number;
  highest: number;
}
const earlier = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

/** Both lanes together. */
export function countOutbox(db: Db): OutboxCounts {
  const sum = {
    waiting: 0,
    urgent: 0,
    oldest: null as string | null,
    quarantined: 0,
    acknowledged: 0,
    highest: 0,
  };
  for (const lane of countLanes(db)) {
    sum.waiting += lane.waiting;
    sum.urgent += lane.urgent;
    sum.oldest = earlier(sum.oldest, lane.oldest);
    sum.quarantined += lane.quarantined;
    sum.acknowledged += lane.acknowledged;
    sum.highest += lane.highest;
  }
  return sum;
}
