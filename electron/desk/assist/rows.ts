// The only rows of this room: a flag's group as an event of its call (no words), who switched hints off, totals of thumbs.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import {
  dismissReasons,
  ratingTotal,
  type DismissReason,
  type RatingTotal,
} from '#shared/domain/assist/view.ts';
import { addEvent } from '../calls/store.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;

export interface FlagEvent {
  group: string;
  at: string;
  dismissed: { reason: DismissReason; at: string; by: string } | null;
}
const flagDetail = z.object({ group: z.string().max(40) });
const asideDetail = flagDetail.extend({ reason: z.enum(dismissReasons), by: z.string().max(160) });

export const keepFlag = (db: Db, callId: string, group: string, at: string): void =>
  addEvent(db, callId, 'red-flag', at, { group });
export const keepDismissal = (
  db: Db,
  callId: string,
  aside: { group: string; reason: DismissReason; by: string },
  at: string,
): void => addEvent(db, callId, 'red-flag-aside', at, aside);

/** In the order in which they were seen; a group that was set aside and heard again stands twice. */
export function flagEvents(db: Db, callId: string): FlagEvent[] {
  const rows = prepared<[string], { at: string; kind: string; json: string }>(
    db,
    "SELECT at, kind, json FROM call_events WHERE call_id = ? AND kind IN ('red-flag', 'red-flag-aside') ORDER BY n",
  ).all(callId);
  const flags: FlagEvent[] = [];
  for (const row of rows) {
    const json: unknown = JSON.parse(row.json);
    if (row.kind === 'red-flag') {
      const read = flagDetail.safeParse(json);
      if (read.success) flags.push({ group: read.data.group, at: row.at, dismissed: null });
      continue;
    }
    const read = asideDetail.safeParse(json);
    const open = read.success && flags.find((f) => f.group === read.data.group && f.dismissed === null);
    if (open) open.dismissed = { reason: read.data.reason, at: row.at, by: read.data.by };
  }
  return flags;
}

function setting<T>(db: Db, key: string, schema: z.ZodType<T>, none: T): T {
  const row = prepared<[string], { value: string }>(db, 'SELECT value FROM settings_core WHERE key = ?').get(
    key,
  );
  if (row === undefined) return none;
  const read = schema.safeParse(JSON.parse(row.value));
  return read.success ? read.data : none;
}
const put = (db: Db, key: string, value: unknown): void =>
  void prepared(
    db,
    'INSERT INTO settings_core (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value));

const offKey = 'assist-off';
const people = z.array(z.string().max(60)).max(1000);
export const isOff = (db: Db, person: string): boolean => setting(db, offKey, people, []).includes(person);
export function switchHints(db: Db, person: string, on: boolean): void {
  const others = setting(db, offKey, people, []).filter((id) => id !== person);
  put(db, offKey, on ? others : [...others, person].slice(-1000));
}

const totalsKey = 'assist-thumbs';
const totals = z.array(ratingTotal).max(200);
export const thumbTotals = (db: Db): RatingTotal[] => setting(db, totalsKey, totals, []);
/** Beyond 200 the oldest version's go. */
export function addThumb(db: Db, to: Pick<RatingTotal, 'state' | 'version'>, up: boolean): void {
  const all = thumbTotals(db);
  const same = (t: RatingTotal): boolean => t.state === to.state && t.version === to.version;
  const before = all.find(same) ?? { ...to, up: 0, down: 0 };
  const after = { ...before, up: before.up + (up ? 1 : 0), down: before.down + (up ? 0 : 1) };
  put(db, totalsKey, [...all.filter((t) => !same(t)), after].slice(-200));
}
