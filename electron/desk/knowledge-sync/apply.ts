// What the articles' room does with what came (electron/desk/knowledge/delivered.ts). In two steps, because a whole delta counts at
// once and 2,000 articles cannot be written within one short turn: first everything is made ready unseen, a few at a time; then one
// transaction turns it on.
import type Database from 'better-sqlite3';
import type { FeedBody } from '#shared/protocol/knowledge.ts';

type Db = Database.Database;
export interface Delivered {
  seq: number;
  /** When it was published, by the backend's clock. */
  at: string;
  /** Who made it public, by name. */
  by: string | null;
  /** What was written beside it when it was handed in. */
  note: string | null;
  body: FeedBody;
}
/** `older`: this desk has that version or a higher one; `other-words`: it has that version with other words. */
export type Prepared = 'ready' | 'older' | 'other-words';

export interface DeliveryTarget {
  /** In a short transaction. Nothing of it is seen by any reader; the same one may come again after a kill. */
  prepare(db: Db, item: Delivered, now: string): Prepared;
  /** Within the one transaction: everything that was prepared counts. Small rows only. */
  flip(db: Db, now: string): void;
  /** Afterwards, a few rows a turn, until it answers 0: what is no longer needed. */
  tidy(db: Db, most: number): number;
  /** The prepared delta is thrown away. */
  drop(db: Db): void;
}
