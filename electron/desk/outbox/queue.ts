// The queue's pages: urgent lane first, then by number. Only what stands in clear; no body is opened for it.
import type Database from 'better-sqlite3';
import type { QueuedRow } from '#shared/contract/outbox.ts';
import { lanes, type Lane } from '#shared/domain/messages/lane.ts';
import { prepared } from '../vault/prepared.ts';

type State = 'all' | 'waiting' | 'quarantined';
interface Row {
  lane: Lane;
  seq: number;
  item_id: string;
  message_id: string;
  type: QueuedRow['type'];
  kind: string;
  urgency: number;
  saved_at: string;
  state: QueuedRow['state'];
  why: string | null;
}

/** Each state has an index of its own; both together are two short walks, merged by number. */
function rowsOf(
  db: Database.Database,
  lane: Lane,
  state: QueuedRow['state'],
  after: number,
  limit: number,
): Row[] {
  // The state stands in the text: a partial index serves only what is known when the statement is compiled.
  return prepared<[string, number, number], Row>(
    db,
    `SELECT lane, seq, item_id, message_id, type, kind, urgency, saved_at, state, why FROM outbox
     INDEXED BY outbox_${state === 'waiting' ? 'waiting' : 'quarantined'} WHERE state = '${state === 'waiting' ? 'waiting' : 'quarantined'}' AND lane = ? AND seq > ? ORDER BY seq LIMIT ?`,
  ).all(lane, after, limit);
}

const shown = (row: Row): QueuedRow => ({
  lane: row.lane,
  seq: row.seq,
  itemId: row.item_id,
  messageId: row.message_id,
  type: row.type,
  kind: row.kind,
  urgency: row.urgency,
  savedAt: row.saved_at,
  state: row.state,
  why: row.why?.slice(0, 300) ?? '',
});

/** The cursor is the last row's lane and number. */
export function queuePage(
  db: Database.Database,
  state: State,
  after: string | null,
  limit: number,
): { rows: QueuedRow[]; next: string | null } {
  const [fromLane, fromSeq] = after?.split(' ') ?? [];
  const begin = Math.max(
    0,
    lanes.findIndex((lane) => lane === fromLane),
  );
  const states: QueuedRow['state'][] = state === 'all' ? ['waiting', 'quarantined'] : [state];
  const found: Row[] = [];
  for (const lane of lanes.slice(begin)) {
    const from = lane === fromLane ? Number(fromSeq) || 0 : 0;
    const room = limit + 1 - found.length;
    if (room <= 0) break;
    const rows = states.flatMap((s) => rowsOf(db, lane, s, from, room));
    found.push(...rows.toSorted((a, b) => a.seq - b.seq).slice(0, room));
  }
  const rows = found.slice(0, limit).map(shown);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? `${last.lane} ${last.seq}` : null };
}
