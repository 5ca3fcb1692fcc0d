// The alarm: every 60 s until somebody acted on a message that this desk has to phone (O2). Also while locked: it knows
// times and ids only, and what the system shows names nobody (C31).
import type Database from 'better-sqlite3';
import type { Host } from '#host/host.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';
import { alarmEvery, alarms, ownAlarm } from './mode.ts';
import type { KeptAlarm, LeftAlarm } from './kept-alarm.ts';
import { openRows, withMode, type OpenRow } from './open-rows.ts';

export interface AlarmDeps {
  /** Null before the vault is opened. */
  core(): Database.Database | null;
  running(): boolean;
  now(): string;
  after(ms: number, run: () => void): () => void;
  /** Null where nothing can be shown outside the page. */
  notify: Host['notify'] | null;
  /** What a restarted desk rings by until it is opened; null = nothing is kept. */
  kept: KeptAlarm | null;
  /** A ring is due, or who has to act has changed; ids of the messages. */
  changed(ids: readonly string[]): void;
  /** A full disk or a damaged file must not end the alarm. */
  failed(error: unknown): void;
}
/** Often enough that no ring is late by more than this, ms. */
const look = 5000;
/** Rank of urgent clinical: below it nobody is in danger. */
const mostUrgent = urgencyRank('urgent-clinical');
/** A short word of the message's id, so that two people talk about the same one. */
const shortId = (id: string): string => id.replaceAll('-', '').slice(-4).toUpperCase();

export function createAlarm(deps: AlarmDeps) {
  /** When each message last rang, by the desk's clock. */
  const rang = new Map<string, number>();
  let modes = new Map<string, string>();
  /** What others have, as the backend told this desk while it is locked. */
  let quiet: ReadonlySet<string> = new Set();
  let stop: () => void = () => undefined;

  function standing(): { id: string; due: string; rings: boolean }[] {
    const db = deps.core();
    if (db === null) return [];
    const now = deps.now();
    return withMode(openRows(db), deps.running(), now).flatMap(([row, mode]) => {
      const rings = alarms(row, mode, now) && !quiet.has(row.id);
      return ownAlarm(row, mode, now) && row.dueAt !== null ? [{ id: row.id, due: row.dueAt, rings }] : [];
    });
  }
  /** What nobody has accepted, also while the backend is at it. */
  function urgentNow(): number {
    const db = deps.core();
    return db === null ? 0 : openRows(db).filter((row) => row.urgency <= mostUrgent).length;
  }
  /** Left by the run before this one; null once the vault is open. */
  function leftOver(now: string): LeftAlarm | null {
    const left = deps.core() === null ? (deps.kept?.read() ?? null) : null;
    return left !== null && left.count > 0 && left.due !== null && left.due <= now ? left : null;
  }
  /** Rings for what stood open when this desk stopped: who has it now is known only once it is opened. */
  function ringUnopened(now: string): void {
    const left = leftOver(now);
    const at = Date.parse(now);
    if (left === null || Math.abs(at - (rang.get('') ?? -Infinity)) < alarmEvery - look / 2) return;
    rang.set('', at);
    deps.changed([]);
    void deps.notify?.({
      title: 'Careline',
      body: `Unlock Careline: ${left.count === 1 ? 'a message needs' : `${left.count} messages need`} a phone call.`,
      tag: 'dispatch',
    });
  }
  /** As it stands without a backend, which nobody asks before the vault is open. */
  function keep(rows: readonly OpenRow[], now: string): void {
    const due = withMode(rows, false, now).flatMap(([row, mode]) =>
      ownAlarm(row, mode, now) && row.dueAt !== null ? [row.dueAt] : [],
    );
    deps.kept?.write({ count: due.length, due: due.toSorted()[0] ?? null });
  }
  function tick(): void {
    const db = deps.core();
    const now = deps.now();
    const at = Date.parse(now);
    if (db === null) return ringUnopened(now);
    const open = openRows(db);
    keep(open, now);
    const rows = withMode(open, deps.running(), now);
    const seen = new Map(rows.map(([row, mode]) => [row.id, `${mode?.state ?? ''} ${mode?.why ?? ''}`]));
    const turned = [...new Set([...seen.keys(), ...modes.keys()])].filter(
      (id) => seen.get(id) !== modes.get(id),
    );
    modes = seen;
    for (const id of rang.keys()) if (!seen.has(id)) rang.delete(id);
    const ringing = rows
      .filter(([row, mode]) => alarms(row, mode, now) && !quiet.has(row.id))
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
    /** What rings by this desk's own rows, most urgent first. */
    ringing(): string[] {
      const db = deps.core();
      const now = deps.now();
      return db === null
        ? []
        : withMode(openRows(db), deps.running(), now).flatMap(([row, mode]) =>
            alarms(row, mode, now) ? [row.id] : [],
          );
    },
    /** These are somebody's: no ring while this desk can't open what was written about them. Each call replaces the last. */
    taken: (ids: readonly string[]): void => void (quiet = new Set(ids)),
    /** How many ring, and when the next ring is: of those that ring, or the next to become due. */
    state(): { open: number; urgent: number; alarmAt: string | null } {
      const left = leftOver(deps.now());
      if (left !== null) return { open: left.count, urgent: left.count, alarmAt: left.due };
      const all = standing();
      const next = all
        .map(({ id, due, rings }) => {
          const last = rang.get(id);
          return rings && last !== undefined ? new Date(last + alarmEvery).toISOString() : due;
        })
        .toSorted()[0];
      return { open: all.filter((a) => a.rings).length, urgent: urgentNow(), alarmAt: next ?? null };
    },
  };
}
