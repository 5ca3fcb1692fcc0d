// The alarm: every 60 s until somebody acted on a message that this desk has to phone (O2). Also while locked: it knows
// times and ids only, and what the system shows names nobody (C31).
import type Database from 'better-sqlite3';
import type { Host } from '#host/host.ts';
import { alarmEvery, alarms, ownAlarm } from './mode.ts';
import { openRows, withMode } from './open-rows.ts';

export interface AlarmDeps {
  /** Null before the vault is opened. */
  core(): Database.Database | null;
  running(): boolean;
  now(): string;
  after(ms: number, run: () => void): () => void;
  /** Null where nothing can be shown outside the page. */
  notify: Host['notify'] | null;
  /** A ring is due, or who has to act has changed; ids of the messages. */
  changed(ids: readonly string[]): void;
  /** A full disk or a damaged file must not end the alarm. */
  failed(error: unknown): void;
}
/** Often enough that no ring is late by more than this, ms. */
const look = 5000;
/** A short word of the message's id, so that two people talk about the same one. */
const shortId = (id: string): string => id.replaceAll('-', '').slice(-4).toUpperCase();

export function createAlarm(deps: AlarmDeps) {
  /** When each message last rang, by the desk's clock. */
  const rang = new Map<string, number>();
  let modes = new Map<string, string>();
  let stop: () => void = () => undefined;

  function standing(): { id: string; due: string; rings: boolean }[] {
    const db = deps.core();
    if (db === null) return [];
    const now = deps.now();
    return withMode(openRows(db), deps.running(), now).flatMap(([row, mode]) => {
      const rings = alarms(row, mode, now);
      return ownAlarm(row, mode, now) && row.dueAt !== null ? [{ id: row.id, due: row.dueAt, rings }] : [];
    });
  }
  function tick(): void {
    const db = deps.core();
    if (db === null) return;
    const at = Date.parse(deps.now());
    const now = deps.now();
    const rows = withMode(openRows(db), deps.running(), now);
    const seen = new Map(rows.map(([row, mode]) => [row.id, `${mode?.state ?? ''} ${mode?.why ?? ''}`]));
    const turned = [...new Set([...seen.keys(), ...modes.keys()])].filter(
      (id) => seen.get(id) !== modes.get(id),
    );
    modes = seen;
    for (const id of rang.keys()) if (!seen.has(id)) rang.delete(id);
    const ringing = rows
      .filter(([row, mode]) => alarms(row, mode, now))
      // A clock that was set back must not silence it.
      .filter(([row]) => Math.abs(at - (rang.get(row.id) ?? -Infinity)) >= alarmEvery - look / 2)
      .map(([row]) => row.id);
    for (const id of ringing) rang.set(id, at);
    if (turned.length > 0 || ringing.length > 0) deps.changed([...new Set([...turned, ...ringing])]);
    const first = ringing[0];
    if (first !== undefined)
      void deps.notify?.({
        title: 'Careline',
        body:
          ringing.length === 1
            ? `A message needs a phone call now (${shortId(first)}).`
            : `${ringing.length} messages need a phone call now.`,
        tag: 'dispatch',
      });
  }
  function again(): void {
    stop = deps.after(look, () => {
      try {
        tick();
      } catch (error) {
        deps.failed(error);
      }
      again();
    });
  }

  return {
    start: again,
    stop: (): void => stop(),
    tick,
    /** How many ring, and when the next ring is: of those that ring, or the next to become due. */
    state(): { open: number; alarmAt: string | null } {
      const all = standing();
      const next = all
        .map(({ id, due, rings }) => {
          const last = rang.get(id);
          return rings && last !== undefined ? new Date(last + alarmEvery).toISOString() : due;
        })
        .toSorted()[0];
      return { open: all.filter((a) => a.rings).length, alarmAt: next ?? null };
    },
  };
}
