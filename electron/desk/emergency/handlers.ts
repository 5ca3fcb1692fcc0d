// The emergency card's state by call or draft. Ticks are history: added, never taken out (4b). Works while locked.
import type Database from 'better-sqlite3';
import type { EmergencyCard } from '#shared/domain/emergency/card.ts';
import {
  chooseGroup,
  emergencyState,
  openCard,
  tick,
  untick,
  type EmergencyState,
} from '#shared/domain/emergency/ticks.ts';
import { ok } from '#shared/domain/result.ts';
import type { Context, RoomHandlers } from '../router/context.ts';

export const emergencySchema = `CREATE TABLE emergency (context_id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

export function findEmergency(db: Database.Database, contextId: string): EmergencyState | null {
  const row = db
    .prepare<[string], { json: string }>('SELECT json FROM emergency WHERE context_id = ?')
    .get(contextId);
  return row === undefined ? null : emergencyState.parse(JSON.parse(row.json));
}

export function emergencyHandlers(deps: {
  core(): Database.Database;
  card: EmergencyCard;
}): RoomHandlers<'emergency'> {
  const change = (contextId: string, context: Context, to: (s: EmergencyState) => EmergencyState) => {
    const db = deps.core();
    const after = to(findEmergency(db, contextId) ?? openCard(deps.card, context.now));
    db.prepare(
      'INSERT INTO emergency (context_id, json) VALUES (?, ?) ON CONFLICT (context_id) DO UPDATE SET json = excluded.json',
    ).run(contextId, JSON.stringify(after));
    context.about({ callId: contextId });
    context.changed('emergency.changed', [contextId]);
    return ok(after);
  };
  return {
    card: () => ok(deps.card),
    state: ({ contextId }) => ok(findEmergency(deps.core(), contextId)),
    open: ({ contextId }, context) => change(contextId, context, (s) => s),
    group: ({ contextId, groupId }, context) => change(contextId, context, (s) => chooseGroup(s, groupId)),
    tick: ({ contextId, stepId, on }, context) =>
      change(contextId, context, (s) => (on ? tick(s, stepId, context.now) : untick(s, stepId, context.now))),
  };
}
