// What other desks and the backend added, taken into this desk's log exactly once: how far it was taken is written in the
// transaction that takes it, so a crash between asking and keeping asks again.
import type Database from 'better-sqlite3';
import type { Change, ChangesAnswer } from '#shared/protocol/lanes.ts';
import { readDevice, writeDevice } from './device.ts';

const key = 'changes-upto';
/** Number of the newest change that was taken; 0 = none. */
export const changesUpto = (db: Database.Database): number => Number(readDevice(db, key) ?? '0');
export const setChangesUpto = (db: Database.Database, n: number): void => writeDevice(db, key, String(n));

const itemKey = 'changes-at';
/** The item that the newest taken number stands for; null = not known. Kept with its number, so that an old one never counts. */
export function changesAt(db: Database.Database): string | null {
  const [n, id] = (readDevice(db, itemKey) ?? '').split(' ');
  return id !== undefined && Number(n) === changesUpto(db) ? id : null;
}
export const setChangesAt = (db: Database.Database, n: number, id: string): void =>
  writeDevice(db, itemKey, `${n} ${id}`);

/**
 * Puts one change into the log. `known` = it was there already, `unread` = kept aside for a later version; `messageId` is
 * the message that looks different now. Runs inside a transaction.
 */
export type ApplyChange = (change: Change) => {
  result: 'applied' | 'known' | 'unread';
  messageId: string | null;
};

/**
 * Takes one answer to "after number `after`". Returns the messages that changed, or null when the answer cannot be one
 * (numbers that don't rise, or that were taken meanwhile): nothing is taken then.
 */
export function takeChanges(
  db: Database.Database,
  answer: Pick<ChangesAnswer, 'changes' | 'upto'>,
  after: number,
  apply: ApplyChange,
): string[] | null {
  return db
    .transaction((): string[] | null => {
      if (changesUpto(db) !== after || answer.upto < after) return null;
      let last = after;
      for (const { n } of answer.changes) {
        if (n <= last || n > answer.upto) return null;
        last = n;
      }
      const changed = new Set<string>();
      for (const change of answer.changes) {
        const { result, messageId } = apply(change);
        if (result === 'applied' && messageId !== null) changed.add(messageId);
      }
      if (answer.upto > after) setChangesUpto(db, answer.upto);
      return [...changed];
    })
    .immediate();
}

/** One answer in pieces that each hold the thread only shortly: the last piece reaches the answer's own number. */
export function inPieces(
  answer: Pick<ChangesAnswer, 'changes' | 'upto'>,
  size: number,
): Pick<ChangesAnswer, 'changes' | 'upto'>[] {
  const pieces: Pick<ChangesAnswer, 'changes' | 'upto'>[] = [];
  for (let at = 0; at < answer.changes.length; at += size) {
    const changes = answer.changes.slice(at, at + size);
    const last = at + size >= answer.changes.length;
    pieces.push({ changes, upto: last ? answer.upto : (changes.at(-1)?.n ?? answer.upto) });
  }
  return pieces.length === 0 ? [{ changes: [], upto: answer.upto }] : pieces;
}
