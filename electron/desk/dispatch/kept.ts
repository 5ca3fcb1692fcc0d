// What the cards were made of last time: a list that every window asks for every few seconds opens only what is new, and
// asks a ladder again only when a row came, a document changed or a minute passed. Clear words: forgotten at lock.
import type Database from 'better-sqlite3';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { DispatchProgress } from '#shared/domain/dispatch/index.ts';
import type { Entry } from '#shared/domain/messages/entry.ts';
import type { Message } from '#shared/domain/messages/message.ts';
import type { Schedule } from '#shared/domain/oncall/index.ts';
import { entriesOf } from '../messages/entries.ts';
import { findMessage } from '../messages/project.ts';
import type { Sealer } from '../messages/sealer.ts';
import { prepared } from '../vault/prepared.ts';

export interface Words {
  message: Message;
  /** In the order of this log. */
  entries: Entry[];
}
/** All that a ladder's answer hangs on but the time. */
export interface AskedOf {
  account: Account;
  schedule: Schedule | null;
  by: 'desk' | 'backend';
}
interface Kept extends Words {
  arrived: number;
  answer: (AskedOf & { minute: number; until: string; progress: DispatchProgress | null }) | null;
}
const minuteOf = (now: string): number => Math.floor(Date.parse(now) / 60_000);

/** First instant after `now` at which a step becomes due or a claim ends; empty = none. */
function untilOf(progress: DispatchProgress | null, now: string): string {
  const times = (progress?.ladder ?? []).map((r) => r.dueAt);
  if (progress?.claimedUntil) times.push(progress.claimedUntil);
  return times.filter((t) => t > now).toSorted()[0] ?? '';
}

export function keepWords(sealer: Sealer) {
  const kept = new Map<string, Kept>();

  function find(db: Database.Database, id: string): Kept | null {
    // Not readable: asks the vault, which says why.
    if (!sealer.readable()) kept.clear();
    const arrived =
      prepared<[string], { n: number | null }>(
        db,
        'SELECT max(arrived) AS n FROM entries WHERE message_id = ?',
      ).get(id)?.n ?? 0;
    const before = kept.get(id);
    if (before?.arrived === arrived) return before;
    const message = before?.message ?? findMessage(db, sealer, id);
    if (message === null) return null;
    const added = entriesOf(db, sealer, id, before?.arrived ?? 0).map((k) => k.entry);
    const next = { message, entries: [...(before?.entries ?? []), ...added], arrived, answer: null };
    kept.set(id, next);
    return next;
  }
  return {
    /** Null = no such message. Throws `locked` while the reader's key is not open. */
    words: (db: Database.Database, id: string): Words | null => find(db, id),
    progress(
      db: Database.Database,
      id: string,
      asked: AskedOf,
      now: string,
      ask: () => DispatchProgress | null,
    ): DispatchProgress | null {
      const of = find(db, id);
      const a = of?.answer ?? null;
      const minute = minuteOf(now);
      if (
        a !== null &&
        a.account === asked.account &&
        a.schedule === asked.schedule &&
        a.by === asked.by &&
        a.minute === minute &&
        (a.until === '' || now < a.until)
      )
        return a.progress;
      const progress = ask();
      if (of !== null) of.answer = { ...asked, minute, until: untilOf(progress, now), progress };
      return progress;
    },
    /** Only these are asked for: others need not stay in memory. */
    only(ids: ReadonlySet<string>): void {
      for (const id of kept.keys()) if (!ids.has(id)) kept.delete(id);
    },
    /** The desk was locked. */
    forget: (): void => kept.clear(),
    size: (): number => kept.size,
  };
}
export type KeptWords = ReturnType<typeof keepWords>;
